"""Playbooks: every step is there, in words that a person can change."""

import pytest

from followup.core.playbooks import (
    WORDS,
    PlaybookError,
    for_mode,
    parse,
    shipped,
    to_toml,
    with_changes,
)
from followup.core.playbooks.moments import parse_moment

IDS = {
    "application/check",
    "application/second-check",
    "interview/thank-you",
    "interview/result-check",
    "interview/second-check",
    "interview/close",
    "referee/permission",
    "referee/alert",
    "referee/thanks",
    "rejection/reply",
    "referral/thanks",
    "referral/report",
    "keep-warm/hello",
    "offer/answer",
    "employer/reply",
    "met/hello",
    "met/second",
    "enquiry/reply",
    "enquiry/quiet",
    "enquiry/quiet-again",
    "quote/chase",
    "quote/expiry",
    "order/acknowledge",
    "order/thank-you",
    "buyer/again",
    "buyer/win-back",
    "complaint/reply",
    "customer-referral/thanks",
    "landing/thanks",
    "promise/keep",
}
STEP = '[thank-you]\ntitle = "Thanks"\nground = "Ours"\nwhen = ["interviewed"]\ndue = "2 hours"\nlapses = "5 days"\n'


def test_every_step_is_shipped_under_its_lasting_name():
    assert {step.id for step in shipped().steps} == IDS


def test_every_step_names_its_ground():
    assert [step.id for step in shipped().steps if len(step.ground) < 20] == []


def test_written_and_read_again_they_are_the_same():
    again = tuple(step for name, text in to_toml(shipped()).items() for step in parse(text, name))

    assert again == shipped().steps


def test_one_word_of_one_step_can_be_changed():
    changed = with_changes(shipped(), {"interview": '[thank-you]\ndue = "4 hours"'})

    assert str(changed["interview/thank-you"].due) == "4 hours"
    assert changed["interview/thank-you"].title == shipped()["interview/thank-you"].title


def test_a_step_can_be_switched_off():
    changed = with_changes(shipped(), {"interview": "[close]\noff = true"})

    assert set(shipped().by_id) - set(changed.by_id) == {"interview/close"}


def test_a_step_of_one_s_own_can_be_added():
    changed = with_changes(shipped(), {"studio": STEP})

    assert changed["studio/thank-you"].letter == "studio/thank-you"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (STEP.replace("2 hours", "2 moons"), "interview/thank-you: “2 moons” is not a span such as “2 days”; see “due”."),
        (STEP.replace("interviewed", "sung"), "interview/thank-you: “sung” is not a kind of fact such as “applied” or “received asking”; see “when”."),
        (STEP.replace('lapses = "5 days"', ""), "interview/thank-you: “lapses” is missing; add it to the step."),
        (STEP.replace('when = ["interviewed"]', ""), "interview/thank-you: nothing calls for it; add “when” or “after”."),
        ('title = "x"', "interview: “title” stands outside a step; write it under a line such as [thank-you]."),
        (STEP + 'sort = "loud"', "interview/thank-you: “loud” is not one of owed, courtesy, ask; see “sort”."),
        (STEP + 'at-most = "often"', "interview/thank-you: “often” is not a limit such as “3 in 12 months”; see “at-most”."),
        (STEP + "pause = 1", "interview/thank-you: “1” is not true or false; see “pause”."),
        (STEP + "orders = -1", "interview/thank-you: “-1” is not a whole number; see “orders”."),
        (STEP + 'needs = "role"', "interview/thank-you: “role” is not a list such as [\"applied\", \"met\"]; see “needs”."),
        (STEP + 'unless = ["bored"]', "interview/thank-you: “bored” is not a kind of fact, nor “answered”, “outcome” or “complaint open”; see “unless”."),
        (STEP + 'deadline-in = "GB"', "interview/thank-you: “GB” is not a table such as { GB = \"11 business days\" }; see “deadline-in”."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_its_step_and_its_mend(text, sentence):
    with pytest.raises(PlaybookError) as trouble:
        parse(text, "interview")

    assert str(trouble.value) == sentence


@pytest.mark.parametrize("text", [STEP + "colour = 1", "this is = = not TOML"])
def test_what_is_no_playbook_at_all_is_refused_by_name(text):
    with pytest.raises(PlaybookError, match=r"^interview(/thank-you)?: "):
        parse(text, "interview")


def test_the_confirmation_of_an_order_may_go_unattended():
    changed = with_changes(shipped(), {"order": "[acknowledge]\nunattended = true"})

    assert (shipped()["order/acknowledge"].unattended, changed["order/acknowledge"].unattended) == (
        False,
        True,
    )


@pytest.mark.parametrize("step", sorted(IDS - {"order/acknowledge"}))
def test_what_sells_asks_or_thanks_may_not(step):
    playbook, _, name = step.partition("/")

    with pytest.raises(
        PlaybookError, match=f"^{step}: only the plain confirmation of an order may go unattended"
    ):
        with_changes(shipped(), {playbook: f"[{name}]\nunattended = true"})


@pytest.mark.parametrize(
    "words", ['due = "3 days"', 'sort = "ask"', 'when = ["ordered", "enquired"]', 'to = "lead"']
)
def test_nor_what_a_confirmation_was_made_into(words):
    with pytest.raises(PlaybookError, match="only the plain confirmation"):
        with_changes(shipped(), {"order": f"[acknowledge]\nunattended = true\n{words}"})


@pytest.mark.parametrize("words", ["nth = 3", "nth = [0]", 'nth = ["1"]', "nth = [true]"])
def test_which_orders_are_thanked_for_is_a_list_of_numbers(words):
    with pytest.raises(PlaybookError, match=r"^order/thank-you: .*see “nth”"):
        with_changes(shipped(), {"order": f"[thank-you]\n{words}"})


def test_a_step_that_follows_an_unknown_one_is_refused():
    with pytest.raises(PlaybookError, match="there is no step “studio/hello”"):
        with_changes(shipped(), {"studio": STEP + 'after = "studio/hello"'})


@pytest.mark.parametrize(
    "text",
    ["at once", "2 hours", "1 business day", "the named date", "2 business days before the named date",
     "2 days after the named date or 5 business days", "same business day", "1.5 usual gaps"],
)  # fmt: skip
def test_a_moment_is_written_as_it_is_read(text):
    assert str(parse_moment(text)) == text


def test_each_mode_has_its_own_steps_and_the_common_ones():
    common = set(for_mode(shipped(), "personal").by_id) & set(for_mode(shipped(), "business").by_id)

    assert common == {"keep-warm/hello", "met/hello", "met/second", "promise/keep"}


def test_every_word_is_explained():
    assert [word.name for word in WORDS if not word.sentence.endswith(".")] == []
