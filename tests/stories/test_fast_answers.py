"""Every enquiry is answered fast, and whoever answered is left alone."""

from tests.post import mail, mbox, message_id
from tests.terminal import Terminal

JONAS = "Jonas Brandt <jonas@brandt-keramik.example>"
LEA = "Lea Moser <lea@cafe-moser.example>"
ASKED = "2026-03-04T08:30:00+01:00"
QUESTION = "Hello,\n\nwe open a café in May and look for 60 cups. What would they cost? Could you deliver by mid April?\n\nLea Moser\n"


def _mailbox(jonas: Terminal, *messages: bytes) -> None:
    jonas.run("import", str(mbox(jonas.folder / f"inbox{len(messages)}.mbox", messages)))


def _enquiry() -> bytes:
    return mail(at=ASKED, sender=LEA, to=JONAS, subject="Cups for our café", body=QUESTION)


def _answer() -> bytes:
    return mail(
        at="2026-03-04T08:50:00+01:00", sender=JONAS, to=LEA, subject="Re: Cups for our café",
        body="Dear Ms Moser,\n\nthank you, 60 cups are 840 euros, and mid April is fine.\n\nJonas Brandt\n",
        answers=message_id(ASKED, LEA, "Cups for our café"),
    )  # fmt: skip


def test_an_enquiry_is_owed_an_answer_within_a_working_hour(jonas: Terminal) -> None:
    jonas.at("2026-03-04T10:05:00+01:00")
    _mailbox(jonas, _enquiry())

    assert jonas.steps() == ["enquiry/reply Lea Moser"]


def test_each_question_stands_in_the_draft(jonas: Terminal) -> None:
    jonas.at("2026-03-04T10:05:00+01:00")
    _mailbox(jonas, _enquiry())
    body = jonas.json("today")["follow_ups"][0]["letter"]["body"]

    assert ("What would they cost?" in body, "Could you deliver by mid April?" in body) == (True, True)


def test_an_answer_from_any_mail_program_settles_it(jonas: Terminal) -> None:
    jonas.at("2026-03-04T10:05:00+01:00")
    _mailbox(jonas, _enquiry())
    _mailbox(jonas, _enquiry(), _answer())

    assert jonas.steps() == []


def test_an_answer_that_stays_unanswered_is_asked_about_once_three_days_later(jonas: Terminal) -> None:
    _mailbox(jonas, _enquiry(), _answer())
    jonas.at("2026-03-10T09:00:00+01:00")

    assert jonas.steps() == ["enquiry/quiet Lea Moser"]


def test_a_reply_calls_the_asking_off(jonas: Terminal) -> None:
    thanks = mail(
        at="2026-03-05T09:00:00+01:00", sender=LEA, to=JONAS, subject="Re: Cups for our café",
        body="Perfect, thank you. I will come back to you next month.\n\nLea\n",
        answers=message_id("2026-03-04T08:50:00+01:00", JONAS, "Re: Cups for our café"),
    )  # fmt: skip
    _mailbox(jonas, _enquiry(), _answer(), thanks)
    jonas.at("2026-03-10T09:00:00+01:00")

    assert [each for each in jonas.steps() if "quiet" in each] == []


def test_an_out_of_office_is_no_reply(jonas: Terminal) -> None:
    away = mail(
        at="2026-03-04T08:51:00+01:00", sender=LEA, to=JONAS, subject="Automatic reply: Cups for our café",
        body="I am out of the office until 16 March 2026 and will answer after my return.\n",
        answers=message_id("2026-03-04T08:50:00+01:00", JONAS, "Re: Cups for our café"),
        auto_submitted="auto-replied",
    )  # fmt: skip
    _mailbox(jonas, _enquiry(), _answer(), away)
    jonas.at("2026-03-10T09:00:00+01:00")
    during = jonas.steps()
    jonas.at("2026-03-17T12:00:00+01:00")

    assert (during, jonas.steps()) == ([], ["enquiry/quiet Lea Moser"])


def test_a_newsletter_owes_nobody_anything(jonas: Terminal) -> None:
    news = mail(
        at=ASKED, sender="Glaze World <news@glaze.example>", to=JONAS, subject="Have you seen our spring glazes?",
        body="New colours are here. Why not have a look today?\n",
        list_unsubscribe="<https://glaze.example/u>", list_id="news.glaze.example", precedence="bulk",
    )  # fmt: skip
    jonas.at("2026-03-04T12:00:00+01:00")
    _mailbox(jonas, news)

    assert jonas.steps() == []
