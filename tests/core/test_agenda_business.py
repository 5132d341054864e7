"""What a business owes, step by step."""

from copy import replace

from followup.core.agenda import agenda
from tests.story import BUSINESS, HERE, clock, one, story
from tests.story import owed as owed_by

ORDERS = "2026-01-05 10:00 ordered {0}\n2026-02-04 10:00 ordered {0}\n2026-03-06 10:00 ordered {0}"


def owed(text: str) -> list[str]:
    """What a business owes, the greeting of a quarter of a year later left out."""
    return [line for line in owed_by(text, BUSINESS) if "keep-warm" not in line]


def test_who_was_met_is_written_to_the_next_business_day():
    hello = one("2026-03-06 15:00 met", "met/hello", BUSINESS)

    assert (clock(hello.due), clock(hello.deadline)) == ("2026-03-09 09:00", "2026-03-10 17:30")


def test_a_second_time_seven_business_days_later_and_then_after_ninety_days():
    text = "2026-03-02 15:00 met\n2026-03-03 10:00 sent step=met/hello because=1"
    assert owed(text) == ["2026-03-12 09:00 met/second"]

    text += "\n2026-03-12 10:00 sent step=met/second because=1"
    assert owed_by(text, BUSINESS) == ["2026-06-10 09:00 keep-warm/hello"]


def test_an_enquiry_is_answered_after_one_working_hour():
    reply = one("2026-03-06 18:00 enquired", "enquiry/reply", BUSINESS)

    assert (clock(reply.due), clock(reply.deadline)) == ("2026-03-09 10:00", "2026-03-09 17:00")


def test_one_mail_that_enquires_and_asks_is_answered_once():
    assert owed("2026-03-06 10:00 enquired @Cups #x\n2026-03-06 10:00 received asks #x") == [
        "2026-03-06 11:00 enquiry/reply"
    ]


def test_a_quiet_enquiry_is_asked_about_twice_and_no_more():
    text = "2026-03-02 10:00 enquired #x\n2026-03-02 11:00 sent #x"
    assert owed(text) == ["2026-03-05 09:00 enquiry/quiet"]

    text += "\n2026-03-05 10:00 sent #x step=enquiry/quiet because=1"
    assert owed(text) == ["2026-03-12 09:00 enquiry/quiet-again"]

    assert owed(text + "\n2026-03-12 10:00 sent #x step=enquiry/quiet-again because=1") == []


def test_an_order_ends_the_questions_about_the_enquiry():
    lines = owed("2026-03-02 10:00 enquired #x\n2026-03-02 11:00 sent #x\n2026-03-04 11:00 ordered")

    assert lines == ["2026-03-04 11:00 order/acknowledge"]


def test_a_quote_is_asked_about_and_its_end_is_told():
    assert owed("2026-03-10 10:00 quoted until=2026-03-30T00:00") == [
        "2026-03-13 09:00 quote/chase",
        "2026-03-26 09:00 quote/expiry",
    ]


def test_an_order_is_confirmed_at_once_and_not_on_the_next_day():
    order = one("2026-03-10 10:00 ordered", "order/acknowledge", BUSINESS)

    assert [clock(each) for each in (order.due, order.deadline, order.lapses)] == [
        "2026-03-10 10:00", "2026-03-10 11:00", "2026-03-11 17:30"
    ]  # fmt: skip


def test_a_customer_is_thanked_two_business_days_after_delivery_once_in_half_a_year():
    text = "2026-03-03 10:00 delivered"
    assert owed(text) == ["2026-03-05 09:00 order/thank-you"]

    assert (
        owed(text + "\n2026-03-05 10:00 sent step=order/thank-you because=1\n2026-06-05 10:00 delivered")
        == []
    )


def test_an_open_complaint_is_answered_and_nothing_is_celebrated():
    text = "2026-03-03 10:00 delivered\n2026-03-04 10:00 complained\n2026-03-04 11:00 sent step=complaint/reply because=2"
    assert owed(text) == []

    assert owed(text + "\n2026-03-05 10:00 resolved") == ["2026-03-05 09:00 order/thank-you"]


def test_a_complaint_is_answered_after_one_working_hour():
    assert owed("2026-03-04 10:00 complained #x\n2026-03-04 10:00 received asks #x") == [
        "2026-03-04 11:00 complaint/reply"
    ]


def test_a_customer_is_reminded_after_the_usual_gap_and_won_back_after_two_and_a_half():
    lines = [line for line in owed(ORDERS.format("Ben")) if "buyer" in line]

    assert lines == ["2026-04-07 09:00 buyer/again Ben", "2026-05-20 09:00 buyer/win-back Ben"]


def test_a_tenth_of_the_customers_is_left_alone():
    orders = story(ORDERS.format("Ada"))
    customers = [
        replace(fact, contact=number, id=fact.id + 10 * number) for number in range(1000) for fact in orders
    ]

    reminded = [each for each in agenda(customers, BUSINESS, HERE) if each.step == "buyer/again"]
    assert 870 <= len(reminded) <= 930


def test_one_order_makes_no_gap():
    assert [line for line in owed("2026-03-06 10:00 ordered") if "buyer" in line] == []


def test_a_customer_who_sent_somebody_is_thanked():
    assert owed("2026-03-05 10:00 referred")[0] == "2026-03-06 09:00 customer-referral/thanks"


def test_a_question_of_a_supplier_is_answered_and_not_asked_about_again():
    assert owed("2026-03-02 10:00 received asks #x\n2026-03-02 11:00 sent #x") == []


def test_a_further_question_about_an_enquiry_is_asked_about_when_it_goes_quiet():
    text = "2026-03-02 10:00 enquired #x\n2026-03-02 11:00 sent #x\n2026-03-03 10:00 received asks #x\n2026-03-03 11:00 sent #x"

    assert owed(text) == ["2026-03-06 09:00 enquiry/quiet"]


def test_one_mail_that_orders_and_asks_is_one_line():
    text = "2026-03-10 10:00 ordered @Bowls #x\n2026-03-10 10:00 received asks @Bowls #x"
    assert owed(text) == ["2026-03-10 10:00 order/acknowledge"]

    assert owed(text + "\n2026-03-10 11:00 sent @Bowls #x") == []


def test_cards_from_a_fair_hide_neither_quotes_nor_thanks_nor_promises():
    text = """
    2026-03-09 11:00 met Ben
    2026-02-10 11:00 quoted Cleo until=2026-03-20T00:00
    2026-03-06 10:00 delivered Dan
    2026-03-06 10:00 promised Eve until=2026-03-11T00:00
    2025-11-11 10:00 met Ada
    """
    day = [each.step for each in agenda(story(text), BUSINESS, HERE) if each.step != "keep-warm/hello"]
    last = agenda(story(text), BUSINESS, HERE)[-1].step

    assert day[:1] + day[-2:] + [last] == ["promise/keep", "met/hello", "met/hello", "keep-warm/hello"]
    assert {"quote/chase", "quote/expiry", "order/thank-you"} == set(day[1:-2])


def test_a_colleague_who_answers_in_another_conversation_stops_the_chase():
    text = "2026-03-02 10:00 quoted @Cups #x\n2026-03-03 10:00 received Ben #y for_contact=1"

    assert owed("2026-03-02 10:00 quoted @Cups #x\n2026-03-03 10:00 received Ben #y") == [
        "2026-03-05 09:00 quote/chase"
    ]
    assert owed(text) == []
