"""Messages as they really come: odd, damaged, hostile."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.facts import Party
from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood
from followup.sources.mail import parse_mail

from .letters import letter


def parsed(text, **more):
    """The message in this text; the test fails where it is not understood."""
    mail = parse_mail(text.encode() if isinstance(text, str) else text, **more)
    assert isinstance(mail, Mail), mail
    return mail


REPORT = """From: MAILER-DAEMON@post.example
To: ada@quist.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

I am sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example

Final-Recipient: rfc822; ben@gone.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--x
Content-Type: message/rfc822

Message-ID: <ours@quist.example>
Subject: Hello

Hi
--x--
"""


def test_the_people_of_a_letter_are_its_names_and_addresses():
    mail = parsed(letter())

    assert (mail.sender, mail.to) == (
        Party("Ben Okafor", "ben@harbour.example"),
        (Party("Ada Quist", "ada@quist.example"),),
    )


@pytest.mark.parametrize(
    ("written", "people"),
    [
        (
            '"Quist, Ada" <ada@q.example>, ben@h.example',
            [("Quist, Ada", "ada@q.example"), ("", "ben@h.example")],
        ),
        ("=?utf-8?q?J=C3=BCrgen?= <j@h.example>", [("Jürgen", "j@h.example")]),
        ('"=?utf-8?b?SsO8cmdlbg==?=" <j@h.example>', [("Jürgen", "j@h.example")]),
        ("friends: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("ben@h.example (Ben Okafor)", [("Ben Okafor", "ben@h.example")]),
        ("'Ada' <ada@q.example>", [("Ada", "ada@q.example")]),
        ("Jürgen <j@h.example>", [("Jürgen", "j@h.example")]),
        ('"never closed <a@x.example>', [("never closed", "a@x.example")]),
    ],
)
def test_an_address_list_is_read_however_it_is_written(written, people):
    mail = parsed(f"From: a@b.example\nTo: {written}\n\nx")

    assert [(each.name, each.address) for each in mail.to] == people


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=", "Café"),
        ("=?x-nobody?Q?Caf=E9?=", "Café"),
        ("=?utf-8?B?Q2Fm", "=?utf-8?B?Q2Fm"),
        ("Hello\n there", "Hello there"),
    ],
)
def test_a_subject_is_decoded_as_far_as_it_can_be(written, subject):
    assert parsed(f"From: a@b.example\nSubject: {written}\n\nx").subject == subject


def test_raw_eight_bit_headers_are_read():
    assert parsed(b"From: a@b.example\nSubject: Caf\xe9\n\nx").subject == "Café"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 2 Mar 2026 10:00:00 +0100", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 2 Mar 2026 10:00:00 -0000", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("2 Mar 2026 10:00:00", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 99 Mar 2026 10:00:00 +9999", None),
    ],
)
def test_a_date_is_always_aware_or_absent(written, moment):
    assert parsed(f"From: a@b.example\nDate: {written}\n\nx").sent_at == moment


def test_a_wrong_clock_does_not_put_a_letter_into_the_future():
    arrived = datetime(2026, 3, 2, 9, tzinfo=UTC)

    mail = parsed("From: a@b.example\nDate: Mon, 2 Mar 2037 10:00:00 +0000\n\nx", received_at=arrived)

    assert mail.when == arrived


def test_a_letter_without_an_id_gets_the_same_one_wherever_it_is_read():
    written = b"From: a@b.example\nSubject: Hello\n\nHi\nthere\n"

    assert parsed(written).message_id == parsed(written.replace(b"\n", b"\r\n") + b"\r\n").message_id


def test_plain_text_is_preferred_and_html_read_where_there_is_none():
    parts = "--b\nContent-Type: text/html\n\n<p>rich</p>\n--b\nContent-Type: text/plain\n\nplain\n--b--"
    head = "From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n"

    assert (
        parsed(head + parts).text,
        parsed(head + parts.partition("--b\nContent-Type: text/plain")[0]).text,
    ) == (
        "plain",
        "rich",
    )


def test_html_becomes_lines_with_marked_quotes():
    html = "<style>p{}</style><p>Dear <b>A</b>da,</p><p>yes<br>no</p><blockquote>You wrote</blockquote>"

    mail = parsed(f"From: a@b.example\nContent-Type: text/html\n\n{html}")

    assert mail.text == "Dear Ada,\n\nyes\nno\n\n> You wrote"


def test_what_a_page_hides_is_not_read():
    html = '<div style="display: none">preview</div><p>Hello</p>'

    assert parsed(f"From: a@b.example\nContent-Type: text/html\n\n{html}").text == "Hello"


def test_attachments_leave_only_their_names():
    head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n"
    part = "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''Caf%C3%A9.pdf\n\nJVBERi0=\n--b--"

    mail = parsed(head + part)

    assert (mail.text, mail.attachments) == ("Hello", ("Café.pdf",))


def test_an_invitation_comes_along_as_text():
    head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n"
    part = "--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b--"

    assert parsed(head + part).calendars == ("BEGIN:VCALENDAR\nEND:VCALENDAR",)


def test_a_failed_delivery_names_the_address_its_status_and_our_letter():
    report = parsed(REPORT).report

    assert report is not None
    assert (report.sort, report.address, report.status, report.original_message_id) == (
        "failure",
        "ben@gone.example",
        "5.1.1",
        "ours@quist.example",
    )


def test_a_failure_told_in_plain_words_is_understood_too():
    text = (
        "Return-Path: <>\nFrom: MAILER-DAEMON@post.example\nSubject: failure notice\n\n"
        "Hi. This is the qmail-send program at post.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<ben@gone.example>:\n192.0.2.1 does not like recipient.\n"
        "Remote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\n"
        "Message-ID: <ours@quist.example>\n"
    )

    report = parsed(text).report

    assert report is not None
    assert (report.address, report.status, report.original_message_id) == (
        "ben@gone.example",
        "5.1.1",
        "ours@quist.example",
    )


def test_an_ordinary_letter_is_no_report():
    assert parsed(letter("Your delivery failed to impress")).report is None


def test_a_letter_nested_too_deep_is_named_not_read():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))

    found = parse_mail(deep)

    assert isinstance(found, NotUnderstood)
    assert found.sentence == "The message is nested more than 20 levels deep."


def test_a_letter_of_too_many_parts_is_named_not_read():
    parts = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200

    found = parse_mail(parts)

    assert isinstance(found, NotUnderstood)
    assert found.sentence == "The message has more than 100 parts."


def test_only_the_first_thousand_addresses_are_kept():
    assert len(parsed("From: a@b.example\nTo: " + "c@d.example, " * 3000 + "\n\nx").to) == 999


def test_no_character_that_a_database_refuses_comes_through():
    mail = parsed(
        b"From: a\x00@b.example\nSubject: a\x00b\nContent-Type: text/plain; charset=utf-7\n\n+2AA-\x00x"
    )

    assert "\x00" not in mail.text + mail.subject + mail.sender.address
    assert mail.text.encode()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_make_it_fail(data):
    assert isinstance(parse_mail(data), Mail | NotUnderstood)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_damage_to_a_real_message_makes_it_fail(data):
    raw = bytearray(data.draw(st.sampled_from([REPORT.encode(), letter(more="Content-Type: text/html\n")])))
    pieces = st.sampled_from(
        [b"", b"\x00", b"=?", b'"', b"<", b"(", b"\n", b"--x", b"\xff", b"charset=idna;", b";*0*="]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw)))
        raw[place : place + data.draw(st.integers(0, 30))] = data.draw(pieces)

    assert isinstance(parse_mail(bytes(raw)), Mail | NotUnderstood)
