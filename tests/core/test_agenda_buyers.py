"""Reminders to customers: whom they are for, who is left alone, and how far apart they come."""

from copy import replace
from datetime import UTC

from followup.core.agenda import agenda, held_out
from followup.core.agenda_buyers import is_left_alone
from followup.core.facts import Fact
from followup.core.playbooks import with_changes
from tests.story import BUSINESS, HERE, moment, story, told

#: Everybody is written to: the draw is looked at by its own tests.
ALL = with_changes(BUSINESS, {"buyer": "[again]\nhold-out = 0\n[win-back]\nhold-out = 0\n"})
#: Every thirty days.
MONTHLY = "2026-01-05 10:00 ordered\n2026-02-04 10:00 ordered\n2026-03-06 10:00 ordered"
#: Every ten.
OFTEN = "2026-02-14 10:00 ordered\n2026-02-24 10:00 ordered\n2026-03-06 10:00 ordered"
AGAIN = "2026-04-07 09:00 buyer/again"


def nudges(text: str, likely: frozenset[int] | None = None) -> list[str]:
    """The letters to customers that a story calls for, in lines."""
    lines = told(agenda(story(text), ALL, HERE, likely=likely))
    return [line for line in lines if "buyer/" in line]


def many(text: str, people: int) -> list[Fact]:
    """The same story of a thousand people."""
    facts = story(text)
    return [
        replace(fact, contact=number, id=fact.id + 10 * number) for number in range(people) for fact in facts
    ]


def test_only_those_likely_to_buy_are_reminded():
    assert (AGAIN in nudges(MONTHLY, frozenset({1})), AGAIN in nudges(MONTHLY, frozenset({2}))) == (
        True,
        False,
    )


def test_while_nobody_is_ranked_everybody_is():
    assert AGAIN in nudges(MONTHLY, None)


def test_who_went_quiet_is_asked_why_whether_likely_or_not():
    assert nudges(MONTHLY, frozenset()) == ["2026-05-20 09:00 buyer/win-back"]


def test_an_order_told_by_mail_and_by_a_file_makes_no_gap_of_its_own():
    twice = f"{MONTHLY} number=7\n2026-03-07 09:00 ordered number=7"

    assert nudges(twice)[0] == AGAIN


def test_the_day_of_an_order_is_that_of_the_owner():
    late = MONTHLY.replace("2026-02-04 10:00", "2026-02-04 00:10") + "\n2026-02-04 23:50 ordered"

    assert nudges(late)[0] == AGAIN


def test_another_order_is_another_draw():
    step = BUSINESS["buyer/again"]
    days = [moment(f"2026-0{month}-05 10:00").date() for month in (1, 2, 3, 4)]
    alone = [{person for person in range(2000) if is_left_alone(step, person, day)} for day in days]

    assert [150 < len(each) < 250 for each in alone] == [True] * 4
    assert len(alone[0] & alone[1]) < 50


def test_who_is_left_alone_is_known_with_the_day_on_which_their_letter_was_due():
    customers = many(MONTHLY, 300)

    reminded = [each for each in agenda(customers, BUSINESS, HERE) if each.step == "buyer/again"]
    left = [each for each in held_out(customers, BUSINESS, HERE) if each.step == "buyer/again"]
    assert {each.contact for each in reminded} | {each.contact for each in left} == set(range(300))
    assert not {each.contact for each in reminded} & {each.contact for each in left}
    assert {each.due for each in left} == {moment("2026-04-07 09:00")}


def test_nobody_is_left_alone_whose_letter_was_called_off_anyway():
    customers = many(f"{MONTHLY}\n2026-03-08 10:00 complained", 300)

    assert held_out(customers, BUSINESS, HERE) == []


def test_nor_who_is_not_likely_to_buy():
    left = held_out(many(MONTHLY, 300), BUSINESS, HERE, likely=frozenset())

    assert {each.step for each in left} == {"buyer/win-back"}


def test_a_reminder_that_was_written_keeps_the_next_offer_back_for_thirty_days():
    text = f"{OFTEN}\n2026-03-17 10:00 sent step=buyer/again because=3"

    assert nudges(text) == ["2026-04-16 09:00 buyer/win-back"]


def test_two_offers_that_may_be_written_at_the_same_time_come_thirty_days_apart():
    met = "\n2026-03-25 10:00 met\n2026-03-26 10:00 sent step=met/hello because=4"
    both = told(agenda(story(MONTHLY + met), ALL, HERE))

    offers = [line for line in both if "buyer/again" in line or "met/second" in line]
    assert offers == [AGAIN]


def test_an_offer_whose_time_is_over_keeps_nothing_back():
    assert nudges(OFTEN) == ["2026-03-16 09:00 buyer/again", "2026-03-31 09:00 buyer/win-back"]


def test_thanks_keep_no_reminder_back():
    thanked = f"{OFTEN}\n2026-03-10 09:00 sent step=order/thank-you because=3"

    assert nudges(thanked)[0] == "2026-03-16 09:00 buyer/again"


def test_a_customer_with_four_thousand_orders_is_derived_like_any_other():
    start = moment("2020-01-01 10:00").timestamp()
    orders = [
        replace(story(OFTEN)[0], id=number, at=moment("2020-01-01 10:00").fromtimestamp(start + 3600 * number, UTC))
        for number in range(1, 4_001)
    ]  # fmt: skip

    owed = [each.step for each in agenda(orders, ALL, HERE) if each.step.startswith("buyer/")]
    assert owed == ["buyer/again", "buyer/win-back"]
