"""Reports, automatic answers, lists and newsletters: none of them is a reply."""

import pytest

from followup.core.facts import Party
from followup.core.mail import Report
from followup.core.reading import read_mail
from tests.core.reading.samples import SEEKER, SHOP, line, mail

DAEMON = Party("Mail Delivery System", "mailer-daemon@mx.example")


def told(message, known=SEEKER):
    return [line(each) for each in read_mail(message, known)]


def test_a_failure_names_address_status_and_whether_it_is_for_good():
    report = Report(
        sort="failure",
        address="mia@gone.example",
        status="5.1.1",
        diagnostic="550 no such user",
        original_message_id="a@b",
    )
    (fact,) = read_mail(mail("", "Undelivered", sender=DAEMON, report=report), SEEKER)
    assert (fact.kind, fact.who.address, fact.slot) == ("bounced", "mia@gone.example", "bounce")
    assert fact.details == {
        "status": "5.1.1",
        "hard": "yes",
        "address": "mia@gone.example",
        "original": "a@b",
    }


@pytest.mark.parametrize(
    ("status", "hard"), [("5.1.1", "yes"), ("5.2.2", "no"), ("4.4.1", "no"), ("5.7.1", "yes")]
)
def test_a_full_mailbox_may_be_emptied(status, hard):
    report = Report(sort="failure", address="mia@gone.example", status=status)
    (fact,) = read_mail(mail("", "Undelivered", sender=DAEMON, report=report), SEEKER)
    assert fact.details["hard"] == hard


def test_a_delay_is_no_failure():
    report = Report(sort="delay", address="mia@slow.example", status="4.4.1")
    assert told(mail("", "Delayed", sender=DAEMON, report=report)) == ["noted"]


def test_a_complaint_report_is_kept_for_ever():
    report = Report(sort="complaint", address="mia@angry.example")
    assert told(mail("", "Abuse report", sender=DAEMON, report=report)) == ["reported"]


def test_a_mailers_plain_words_are_a_failure_too():
    text = "Your message could not be delivered to the following address:\n\n  mia@gone.example\n    550 5.1.1 User unknown"
    (fact,) = read_mail(mail(text, "Undelivered Mail Returned to Sender", sender=DAEMON), SEEKER)
    assert (fact.kind, fact.who.address, fact.details["status"]) == ("bounced", "mia@gone.example", "5.1.1")


AWAY = {
    "until": ("I am out of the office until 16 March.", "out_of_office until 2026-03-16"),
    "back on": ("I am on leave and will be back on Monday, 9 March.", "out_of_office until 2026-03-09"),
    "from to": ("I am on holiday from 2 March to 13 March.", "out_of_office until 2026-03-14"),
    "returning": (
        "I am away from the office, returning on 11 March. For urgent matters write to Tom.",
        "out_of_office until 2026-03-11",
    ),
    "no date": ("I am currently out of office with no access to my e-mail.", "out_of_office"),
    "through": ("I will be out of the office through Friday.", "out_of_office until 2026-03-07"),
}


@pytest.mark.parametrize(("text", "expected"), AWAY.values(), ids=AWAY)
def test_an_absence_comes_with_its_return_date(text, expected):
    assert told(mail(text, "Automatic reply: Hello", headers=[("auto-submitted", "auto-replied")])) == [
        expected
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("auto-submitted", "auto-replied"),
        ("x-autoreply", "yes"),
        ("precedence", "auto_reply"),
        ("x-autorespond", "Re: Hello"),
        ("x-fc-machinegenerated", "true"),
    ],
)
def test_a_machine_that_says_so_is_believed(header):
    assert told(mail("Thank you, we have your message.", "Hello", headers=[header])) == ["auto_replied"]


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Hello",
        "Out of office: Re: Hello",
        "Abwesenheitsnotiz",
        "Réponse automatique : Hello",
        "Auto: away",
    ],
)
def test_a_machine_without_headers_is_known_by_its_subject(subject):
    assert told(mail("I read mail twice a week.", subject)) in (["auto_replied"], ["out_of_office"])


def test_a_wish_not_to_be_answered_by_machines_is_no_machine():
    assert told(mail("See you soon.", "Hello", headers=[("x-auto-response-suppress", "All")])) == ["received"]


def test_an_autoresponder_for_applications_confirms_the_application():
    message = mail(
        "Thank you. We have received your application.",
        "Automatic reply: Application",
        headers=[("auto-submitted", "auto-replied")],
    )
    assert told(message)[:1] == ["acknowledged"]


@pytest.mark.parametrize(
    "header",
    [
        ("list-id", "<hikers.lists.example>"),
        ("precedence", "bulk"),
        ("list-unsubscribe", "<mailto:u@news.example>"),
        ("x-spam-flag", "YES"),
    ],
)
def test_lists_and_newsletters_tell_nothing(header):
    assert (
        told(mail("How much does it cost? Please send me your offer.", "News", headers=[header]), SHOP) == []
    )


def test_a_newsletter_without_headers_is_known_by_its_footer():
    text = "Great deals for you. Would you like to save?\n\nYou are receiving this e-mail because you visited us. Click here to unsubscribe."
    assert told(mail(text, "Deals"), SHOP) == []


def test_a_notification_nobody_can_answer_tells_nothing():
    assert (
        told(
            mail(
                "Your password was changed. Was it you?",
                "Security",
                sender=Party("Shop", "no-reply@shop.example"),
            )
        )
        == []
    )


def test_a_calendar_answer_counts_as_their_word():
    message = mail("", "Accepted: Interview", calendars=("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR",))
    assert told(message) == ["received"]


def test_a_mail_without_a_time_tells_nothing():
    assert told(mail("Hello", sent_at=None)) == []


def test_a_letter_to_oneself_tells_nothing():
    assert told(mail("Note to self: call Ben.", sender=Party("Ada", "Ada+notes@lindqvist.example"))) == []
