"""Who waited for us, and until when."""

import pytest

from followup.core.speed.waits import waits
from tests.story import PEOPLE, clock, moment, story

NOW = moment("2026-03-31 12:00")


def told(text: str, now=NOW) -> list[str]:
    """Each wait as “from – to sort how”, with the person where it is not Ada."""
    return [_line(wait) for wait in waits(story(text), now=now)]


def _line(wait) -> str:
    how = "answered" if wait.is_answered else "open" if wait.is_open else "closed"
    name = "" if wait.contact == 1 else f" {PEOPLE[wait.contact - 1]}"
    return f"{clock(wait.since)[5:]} – {clock(wait.until)[5:]} {wait.sort} {how}{name}"


@pytest.mark.parametrize(
    ("kind", "sort"),
    [
        ("enquired", "enquiry"),
        ("ordered", "order"),
        ("complained", "complaint"),
        ("received asks", "letter"),
    ],
)
def test_whoever_asks_waits(kind, sort):
    head, _, tail = kind.partition(" ")

    assert told(f"2026-03-02 10:00  {head}  #a {tail}") == [f"03-02 10:00 –  {sort} open"]


@pytest.mark.parametrize(
    "line",
    [
        "received  #a",  # asks for nothing
        "received  #a asks machine",
        "enquired  #a machine",
        "enquired  #a unsure",
        "enquired  #a cc=yes",  # somebody in copy was told, not asked
        "acknowledged  #a",
        "out_of_office  #a",
    ],
)
def test_whoever_asks_nothing_of_us_does_not_wait(line):
    assert told(f"2026-03-02 10:00  {line}") == []


def test_an_order_out_of_a_shops_list_waits_for_no_letter():
    (order,) = story("2026-03-02 10:00  ordered  @Cups")

    assert waits([order._replace(source="orders")], now=NOW) == []


@pytest.mark.parametrize("kind", ["sent", "posted", "called", "quoted"])
def test_our_own_word_in_the_conversation_is_the_answer(kind):
    assert told(f"""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  {kind}  #a
        2026-03-02 12:00  sent  #a
    """) == ["03-02 10:00 – 03-02 11:00 enquiry answered"]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "sent  #a automatic=yes",
        "sent  #a machine",
        "sent  #a unsure",
        "sent  #b",  # another conversation
        "sent  Ben",  # somebody else
        "applied  #a",
        "sent  #a cc=yes",
        "snoozed  #a",
        "auto_replied  #a",
        "sent  step=order/thank-you because=9",  # written for a reason of its own
    ],
)
def test_what_is_no_answer_of_ours_leaves_them_waiting(line):
    assert told(f"""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  {line}
    """) == ["03-02 10:00 –  enquiry open"]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "called",  # where no conversation is known
        "sent  @Tiles",
        "sent  #b @Tiles",  # a new mail about the same matter
        "sent  Ben #a",  # to a colleague in the same conversation
        "sent  #b step=enquiry/reply because=1",  # written as its answer
    ],
)
def test_an_answer_may_come_another_way(line):
    assert told(f"""
        2026-03-02 10:00  enquired  #a @Tiles
        2026-03-02 11:00  {line}
    """) == ["03-02 10:00 – 03-02 11:00 enquiry answered"]  # fmt: skip


def test_a_burst_of_mails_is_one_wait_from_the_first():
    assert told("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 10:05  received  #a asks
        2026-03-02 10:40  received  Ben #a asks
        2026-03-02 11:00  sent  #a
    """) == ["03-02 10:00 – 03-02 11:00 enquiry answered"]  # fmt: skip


def test_an_answer_that_names_the_last_of_a_burst_ends_it():
    assert told("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 10:05  received  #a asks
        2026-03-02 11:00  sent  #b step=enquiry/reply because=2
    """) == ["03-02 10:00 – 03-02 11:00 enquiry answered"]  # fmt: skip


def test_a_question_after_the_answer_is_a_wait_of_its_own():
    assert told("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  sent  #a
        2026-03-03 10:00  received  #a asks
        2026-03-03 10:30  sent  #a
    """) == [
        "03-02 10:00 – 03-02 11:00 enquiry answered",
        "03-03 10:00 – 03-03 10:30 letter answered",
    ]  # fmt: skip


def test_weeks_later_a_further_mail_is_no_burst():
    assert told("""
        2026-02-02 10:00  enquired  #a
        2026-03-30 10:00  received  #a asks
        2026-03-30 11:00  sent  #a
    """) == [
        "02-02 10:00 – 03-30 11:00 enquiry answered",
        "03-30 10:00 – 03-30 11:00 letter answered",
    ]  # fmt: skip


def test_a_mail_that_is_several_things_counts_as_the_gravest():
    assert told("""
        2026-03-02 10:00  received  #a asks
        2026-03-02 10:00  complained  #a
        2026-03-02 10:00  enquired  #a
    """) == ["03-02 10:00 –  complaint open"]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("enquired", "skipped  step=enquiry/reply because=1"),
        ("enquired", "stopped"),
        ("enquired", "stopped  @Tiles"),
        ("enquired", "opted_out"),
        ("complained", "resolved  #a"),
        ("received asks", "rejected  @Tiles"),
        ("ordered", "delivered  @Tiles"),
        ("ordered", "returned  @Tiles"),
    ],
)
def test_what_is_owed_no_more_is_closed_without_an_answer(first, line):
    kind, _, rest = first.partition(" ")

    facts = story(f"""
        2026-03-02 10:00  {kind}  #a @Tiles {rest}
        2026-03-02 11:00  {line}
        2026-03-02 12:00  sent  #a
    """)

    found = waits(facts, now=NOW)[0]

    assert (found.until, found.is_answered) == (facts[1].at, False)


@pytest.mark.parametrize(
    "line",
    [
        "skipped  step=enquiry/reply because=9",
        "stopped  @Bowls",
        "stopped  Ben",
        "delivered  @Tiles",  # of an order: the question stays
        "rejected  @Bowls",
    ],
)
def test_what_ends_something_else_ends_no_wait(line):
    assert told(f"""
        2026-03-02 10:00  enquired  #a @Tiles
        2026-03-02 11:00  {line}
    """) == ["03-02 10:00 –  enquiry open"]  # fmt: skip


def test_what_is_still_to_come_is_not_known():
    assert told(
        """
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  sent  #a
        2026-03-02 12:00  enquired  Ben #b
        """,
        now=moment("2026-03-02 10:30"),
    ) == ["03-02 10:00 –  enquiry open"]


def test_an_answer_and_the_end_at_the_same_moment_is_an_answer():
    assert told("""
        2026-03-02 10:00  complained  #a
        2026-03-02 11:00  resolved  #a
        2026-03-02 11:00  sent  #a
    """) == ["03-02 10:00 – 03-02 11:00 complaint answered"]  # fmt: skip


def test_a_stop_about_one_matter_leaves_a_question_about_none():
    assert told("""
        2026-03-02 10:00  enquired  #a
        2026-03-02 11:00  stopped  @Bowls
    """) == ["03-02 10:00 –  enquiry open"]  # fmt: skip


def test_a_question_about_no_matter_is_settled_with_any():
    assert told("""
        2026-03-02 10:00  complained  #a
        2026-03-02 11:00  resolved  @Bowls
    """) == ["03-02 10:00 – 03-02 11:00 complaint closed"]  # fmt: skip
