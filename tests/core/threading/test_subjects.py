"""Subjects as the letters of a conversation share them."""

import pytest

from followup.core.threading.subjects import (
    base_subject,
    former_subject,
    is_answering,
    is_telling,
    tag,
    tickets,
    topic,
)

PREFIXES = (
    "Re:", "RE :", "Re[2]:", "Re(3):", "AW:", "Antw:", "SV:", "VS:", "Odp:", "RIF:", "R:", "RES:", "Ynt:", "Vá:", "ΑΠ:",
    "Отв:", "回复:", "返信:", "Fwd:", "FW:", "WG:", "TR:", "RV:", "ENC:", "I:", "VB:", "転送:", "Automatic reply:", "Declined:",
    "Fwd: AW: Re:", "[office] Re:", "Re: [office]",
)  # fmt: skip


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_prefix_of_any_language_is_no_part_of_the_subject(prefix):
    assert base_subject(f"{prefix} Quote for the railings") == "quote for the railings"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_prefix_of_any_language_says_that_this_is_an_answer(prefix):
    assert is_answering(f"{prefix} Quote for the railings")


@pytest.mark.parametrize(
    "subject", ["Resources: a list", "Invoice", "Regarding: your offer", "", "Reply to my letter"]
)
def test_what_only_begins_like_a_prefix_is_none(subject):
    assert not is_answering(subject)


def test_a_help_desk_s_number_is_no_part_of_the_subject():
    assert base_subject("Re: [Ticket#4711] The printer smokes") == base_subject("The printer smokes")


def test_but_two_numbers_are_two_matters():
    assert tickets("[Ticket#4711] The printer smokes") != tickets("[Ticket#4712] The printer smokes")


@pytest.mark.parametrize(
    "subject",
    ["Chairs (was: Tables for May)", "Chairs Re: Tables for May", "Re: Chairs [was Re: Tables for May]"],
)
def test_a_subject_may_name_the_one_it_had_before(subject):
    assert former_subject(subject) == "tables for may"


def test_signs_make_no_difference():
    assert base_subject("On “Tables” - again") == base_subject("on 'tables' – again")


def test_a_list_s_name_is_known_behind_a_prefix_too():
    assert tag("Re: [makers] Glue") == tag("[makers] Glue") == "makers"


def test_one_word_is_borne_by_many_conversations():
    assert (is_telling("invoice"), is_telling("quote for the railings")) == (False, True)


def test_nothing_has_no_topic():
    assert topic(base_subject("Re: ")) == ""
