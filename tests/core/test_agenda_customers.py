"""Thanks, nudges, quotes and complaints: what calls for them, and everything that calls them off."""

import pytest

from followup.core.agenda import agenda
from followup.core.follow_ups import FollowUp
from followup.core.playbooks import for_mode, shipped, with_changes
from tests.story import BUSINESS, HERE, story
from tests.story import owed as owed_by


def owed(text: str, *steps: str) -> list[str]:
    """What a business owes of these steps."""
    return [line for line in owed_by(text, BUSINESS) if line.split()[2] in steps]


def lines(text: str, step: str) -> list[FollowUp]:
    """The follow-ups of one step."""
    return [each for each in agenda(story(text), BUSINESS, HERE) if each.step == step]


def thanks(text: str) -> list[str]:
    """The days on which a customer is thanked."""
    return [line[:10] for line in owed(text, "order/thank-you")]


def orders(*days: str) -> str:
    """Orders on these days, each delivered two days later."""
    told = []
    for number, day in enumerate(days):
        year, month, date = day.split("-")
        delivered = f"{year}-{month}-{int(date) + 2:02}"
        told += [f"{day} 10:00 ordered @{number}", f"{delivered} 12:00 delivered @{number}"]
    return "\n".join(told)


FIVE = ("2025-01-06", "2025-02-03", "2025-03-03", "2025-03-10", "2025-11-03")


def test_the_first_order_is_thanked_for_two_business_days_after_its_delivery():
    assert thanks(orders("2026-03-03")) == ["2026-03-09"]


def test_the_second_order_is_not():
    assert thanks(orders("2026-03-03", "2026-03-10"))[1:] == []


def test_a_second_delivery_does_not_take_the_thanks_for_the_first_away():
    assert thanks(orders("2026-03-03", "2026-03-04")) == ["2026-03-09"]


def test_the_fifth_order_is_thanked_for():
    assert thanks(orders(*FIVE))[-1] == "2025-11-07"


def test_the_first_order_of_a_further_year_is_thanked_for_once():
    years = ("2024-01-08", "2024-06-03", "2025-02-03", "2025-09-01")

    assert thanks(orders(*years)) == ["2024-01-12", "2025-02-07"]


def test_two_orders_of_one_day_count_as_one():
    one_day = "2025-01-06 10:00 ordered @a\n2025-01-06 11:00 ordered @b"

    assert thanks(f"{one_day}\n{orders('2025-02-03', '2025-03-03', '2025-03-10')}") == []


def test_an_order_that_mail_and_a_file_tell_of_counts_once():
    twice = "2026-01-05 10:00 ordered @a number=7\n2026-01-06 00:00 ordered @a number=7"
    more = orders("2026-01-12", "2026-01-19", "2026-01-26")

    assert thanks(f"{twice}\n{more}") == []
    assert thanks(f"{twice.replace('number=7', '')}\n{more}") == ["2026-01-30"]


def test_a_delivery_of_which_no_order_is_known_counts_itself():
    assert thanks("2026-03-03 10:00 delivered") == ["2026-03-05"]


def test_at_most_one_thank_you_in_half_a_year():
    text = orders("2025-09-01", "2025-10-06", "2025-11-03", "2025-11-10", "2026-01-05")
    written = "\n2025-09-05 10:00 sent step=order/thank-you because=2"

    assert (thanks(text + written), thanks(text.replace("2026-01-05", "2026-03-02").replace("2026-01-07", "2026-03-04") + written)) == ([], ["2026-03-06"])  # fmt: skip


def test_what_came_back_is_not_celebrated():
    text = orders("2026-03-03")

    assert thanks(f"{text}\n2026-03-08 09:00 returned @0") == []


def test_nor_what_went_back_before_it_was_delivered():
    assert thanks(f"{orders('2026-03-03')}\n2026-03-04 09:00 returned @0") == []


def test_another_order_that_came_back_takes_no_thanks_away():
    assert thanks(f"{orders('2026-03-03')}\n2026-03-06 09:00 returned @9") == ["2026-03-09"]


def test_an_order_that_was_cancelled_is_not_confirmed_and_another_one_is():
    text = "2026-03-10 10:00 ordered @a\n2026-03-10 12:00 returned @{0}"

    assert owed(text.format("a"), "order/acknowledge") == []
    assert owed(text.format("b"), "order/acknowledge") == ["2026-03-10 10:00 order/acknowledge"]


def test_after_a_return_nobody_is_reminded_until_they_order_again():
    text = "2026-01-05 10:00 ordered @a\n2026-02-04 10:00 ordered @b\n2026-03-06 10:00 ordered @c Ada\n"
    back = "2026-03-12 10:00 returned @b"

    assert owed(text, "buyer/again") == ["2026-04-07 09:00 buyer/again"]
    assert owed(text + back, "buyer/again") == []
    assert owed(text + back + "\n2026-04-05 10:00 ordered @d", "buyer/again") != []


NUDGES = {
    "order/thank-you": "2026-03-03 10:00 delivered @Mine",
    "buyer/again": "2026-01-05 10:00 ordered @Mine\n2026-02-04 10:00 ordered @Mine\n2026-03-06 10:00 ordered @Mine",
    "buyer/win-back": "2026-01-05 10:00 ordered @Mine\n2026-03-06 10:00 ordered @Mine",
    "customer-referral/thanks": "2026-03-05 10:00 referred @Mine",
    "met/hello": "2026-03-05 10:00 met @Mine",
    "met/second": "2026-03-05 15:00 met @Mine\n2026-03-06 10:00 sent @Mine step=met/hello because=1",
    "keep-warm/hello": "2026-03-05 10:00 met @Mine",
    "quote/chase": "2026-03-04 10:00 quoted @Mine until=2026-03-30T00:00",
    "quote/expiry": "2026-03-04 10:00 quoted @Mine until=2026-03-30T00:00",
    "enquiry/quiet": "2026-03-05 10:00 enquired @Mine #x\n2026-03-05 11:00 sent @Mine #x",
}


@pytest.mark.parametrize("step", NUDGES)
def test_an_open_complaint_keeps_it_back_until_it_is_resolved(step: str):
    text = NUDGES[step]
    complained = f"{text}\n2026-03-06 12:00 complained @Other"
    resolved = f"{complained}\n2026-03-06 16:00 resolved @Other"

    assert [bool(owed(each, step)) for each in (text, complained, resolved)] == [True, False, True]


def test_a_complaint_after_the_last_one_was_resolved_keeps_it_back_again():
    text = "2026-03-03 10:00 delivered\n2026-03-03 12:00 complained\n2026-03-03 15:00 resolved\n2026-03-04 09:00 complained"

    assert thanks(text) == []


QUOTE = "2026-03-04 10:00 quoted @Tiles #q until=2026-03-30T00:00"
CHASE, EXPIRY = "2026-03-09 09:00 quote/chase", "2026-03-26 09:00 quote/expiry"


@pytest.mark.parametrize(
    "stop",
    [
        "ordered @Tiles",  # won
        "rejected @Tiles",  # lost
        "withdrawn @Tiles",
        "received @Tiles #q",  # answered in its conversation
        "received #other",  # or in another one, about nothing else
        "enquired @Tiles #q",
        "opted_out",
        "stopped",
        "bounced hard=yes",
    ],
)
def test_a_quote_is_asked_about_no_more_once(stop: str):
    assert owed(QUOTE, "quote/chase", "quote/expiry") == [CHASE, EXPIRY]
    assert owed(f"{QUOTE}\n2026-03-05 10:00 {stop}", "quote/chase", "quote/expiry") == []


@pytest.mark.parametrize(
    "news",
    [
        "received @Cups #other",  # about something else
        "auto_replied #q machine",
        "received #q machine",
        "ordered @Cups",
        "noted @Tiles",
    ],
)
def test_a_quote_stays_open_for_all_that(news: str):
    assert CHASE in owed(f"{QUOTE}\n2026-03-05 10:00 {news}", "quote/chase", "quote/expiry")


def test_the_letter_about_its_end_comes_also_after_the_first_one_had_no_answer():
    text = f"{QUOTE}\n2026-03-09 10:00 sent @Tiles step=quote/chase because=1"

    assert owed(text, "quote/chase", "quote/expiry") == [EXPIRY]


def test_a_quote_that_has_ended_is_let_go():
    lapsed = [each.lapses for each in lines(QUOTE, "quote/expiry")]

    assert f"{lapsed[0]:%Y-%m-%d}" == "2026-03-30"


def test_a_new_quote_takes_the_place_of_the_old_one():
    text = f"{QUOTE}\n2026-03-10 10:00 quoted @Tiles until=2026-04-10T00:00"

    assert owed(text, "quote/expiry") == ["2026-04-08 09:00 quote/expiry"]


def test_an_absence_puts_the_question_off():
    text = f"{QUOTE}\n2026-03-05 10:00 out_of_office until=2026-03-13T00:00"

    assert owed(text, "quote/chase") == ["2026-03-16 09:00 quote/chase"]


COMPLAINT = "2026-03-04 10:00 complained #x"


@pytest.mark.parametrize("end", ["resolved", "sent #x", "posted", "called", "opted_out", "stopped"])
def test_a_complaint_is_owed_no_answer_once(end: str):
    assert owed(COMPLAINT, "complaint/reply") == ["2026-03-04 11:00 complaint/reply"]
    assert owed(f"{COMPLAINT}\n2026-03-04 10:30 {end}", "complaint/reply") == []


@pytest.mark.parametrize("news", ["sent #x automatic=yes", "sent #other", "ordered", "returned"])
def test_a_complaint_still_waits_after(news: str):
    assert owed(f"{COMPLAINT}\n2026-03-04 10:30 {news}", "complaint/reply") != []


UNATTENDED = for_mode(with_changes(shipped(), {"order": "[acknowledge]\nunattended = true"}), "business")


def test_a_confirmation_that_left_by_itself_is_no_answer_to_what_they_asked():
    text = "2026-03-10 10:00 ordered @Bowls #x\n2026-03-10 10:00 received asks @Bowls #x"
    confirmed = f"{text}\n2026-03-10 10:01 sent @Bowls #x step=order/acknowledge because=1 automatic=yes"

    assert owed_by(confirmed, UNATTENDED) == ["2026-03-10 11:00 enquiry/reply"]


def test_nor_is_its_copy_read_in_a_sent_folder_elsewhere():
    text = "2026-03-10 10:00 received asks #x\n2026-03-10 10:01 sent #x automatic=yes"

    assert owed_by(text, BUSINESS) == ["2026-03-10 11:00 enquiry/reply"]


def test_a_confirmation_that_left_by_itself_keeps_no_letter_apart():
    text = "2026-03-10 10:00 quoted\n2026-03-12 16:00 sent automatic=yes @Other"

    assert owed(text, "quote/chase") == ["2026-03-13 09:00 quote/chase"]


def test_a_further_complaint_wants_a_further_answer():
    text = f"{COMPLAINT}\n2026-03-04 10:30 sent #x\n2026-03-05 10:00 complained #x"

    assert owed(text, "complaint/reply") == ["2026-03-05 11:00 complaint/reply"]
