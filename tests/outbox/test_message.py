"""The bytes of a letter, read back by somebody else's parser."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.trouble import Mend
from followup.outbox.message import freeze, message_id_of
from tests.outbox.conftest import NOW, letter


def _read(**changes):
    return message_from_bytes(freeze(letter(**changes), NOW), policy=policy.default)


def test_the_same_letter_is_the_same_bytes():
    assert freeze(letter(), NOW) == freeze(letter(), NOW)


def test_our_id_is_written_where_providers_leave_it_alone():
    read = _read(in_reply_to="q@brandt.example", references=("p@brandt.example",))

    assert (read["Message-ID"], read["X-Followup-Id"], read["In-Reply-To"], read["References"]) == (
        "<abc@weber.example>",
        "<abc@weber.example>",
        "<q@brandt.example>",
        "<p@brandt.example> <q@brandt.example> <abc@weber.example>",
    )


def test_a_letter_that_a_person_approved_does_not_call_itself_automatic():
    assert _read()["Auto-Submitted"] is None


@pytest.mark.parametrize("name", ["Ayşe Aydın", 'Robert "Bob" O\'Neil', "Weber, Ada", "Ævar Þór Ünïcödé"])
def test_names_survive(name):
    read = _read(sender_name=name.strip(), recipient_name=name.strip())

    parties = [read[header].addresses[0].display_name for header in ("From", "To")]
    assert parties == [name.strip()] * 2


@pytest.mark.parametrize(
    "subject", ["Thank you", "Grüße aus Köln – nochmals", "x" * 400, "=?utf-8?q?no?=", ""]
)
def test_subjects_survive(subject):
    assert _read(subject=subject)["Subject"] == subject


@pytest.mark.parametrize(
    "body", ["Hello\n", ".\n..\nFrom here\n", "Grüße ☕\n", "long " * 900 + "\n", "a  \n\tb\n"]
)
def test_bodies_survive(body):
    assert _read(body=body).get_content().replace("\r\n", "\n") == body


@given(st.text(max_size=400), st.text(max_size=90))
def test_no_line_is_too_long_and_no_byte_beyond_ascii(body, subject):
    try:
        raw = freeze(letter(body=body, subject=subject), NOW)
    except Mend:
        return

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("place", ["subject", "sender_name", "recipient_name", "recipient", "sender"])
@pytest.mark.parametrize(
    "smuggled", ["a\r\nBcc: eve@example.net", "a\nBcc: eve@example.net", "a\0b", "a\u2028b"]
)
def test_a_second_header_cannot_be_smuggled_in(place, smuggled):
    with pytest.raises(Mend):
        freeze(letter(**{place: smuggled}), NOW)


@pytest.mark.parametrize("smuggled", ["a> <b@c", "a\r\nBcc: x", "a b@c"])
def test_a_damaged_id_is_not_answered(smuggled):
    with pytest.raises(Mend):
        freeze(letter(in_reply_to=smuggled), NOW)


def test_a_domain_beyond_ascii_is_written_in_ascii():
    assert _read(recipient="berta@müller.example")["To"].addresses[0].domain == "xn--mller-kva.example"


def test_a_long_history_is_trimmed_to_its_first_and_latest():
    read = _read(references=tuple(f"{number}@x.example" for number in range(200)))

    ids = read["References"].split()
    assert (len(ids), ids[0], ids[-2]) == (21, "<0@x.example>", "<199@x.example>")


def test_one_approval_has_one_id_for_ever():
    first, again, other = (message_id_of(each, "ada@weber.example") for each in ("a", "a", "b"))

    assert (first == again, first == other, first.endswith("@weber.example")) == (True, False, True)


def test_a_letter_that_left_by_itself_says_so():
    assert _read(is_automatic=True)["Auto-Submitted"] == "auto-replied"


def test_mail_programs_may_show_the_way_out_of_letters_that_sell():
    plain, selling = _read(), _read(has_way_out=True, sender="ada+shop@weber.example")

    assert (plain["List-Unsubscribe"], selling["List-Unsubscribe"]) == (
        None, "<mailto:ada%2Bshop@weber.example?subject=stop>",
    )  # fmt: skip
