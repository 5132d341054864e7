"""Reports that come as mail systems really send them."""

import pytest

from followup.core.mail import Mail
from followup.sources.mail import parse_mail


def report_in(text: str):
    mail = parse_mail(text.encode())
    assert isinstance(mail, Mail)
    return mail.report


def delivery(*groups: str, told: str = "") -> str:
    """A report in the form of RFC 3464, with a group of fields for each recipient."""
    parts = "\n\n".join(("Reporting-MTA: dns; mx.post.example", *groups))
    return (
        "From: MAILER-DAEMON@post.example\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{told}\n"
        f"--b\nContent-Type: message/delivery-status\n\n{parts}\n\n--b--\n"
    )


def test_every_recipient_is_reported_those_who_failed_first():
    ok = "Final-Recipient: rfc822; ok@there.example\nAction: delivered\nStatus: 2.0.0"
    gone = "Final-Recipient: rfc822; gone@there.example\nAction: failed\nStatus: 5.1.1"
    late = "Final-Recipient: rfc822; late@there.example\nAction: delayed\nStatus: 4.4.1"

    report = report_in(delivery(ok, gone, late))

    assert [(each.sort, each.address) for each in (report, *report.others)] == [
        ("failure", "gone@there.example"),
        ("delay", "late@there.example"),
        ("delivered", "ok@there.example"),
    ]


CODES = {
    "the field": ("Status: 5.2.1 (closed)", "5.2.1"),
    "the server's where the field gives no reason": (
        "Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 nobody",
        "5.1.1",
    ),
    "the server's where there is no field": ("Diagnostic-Code: smtp; 550 5.1.2 no host", "5.1.2"),
    "the words where there are no digits": ("Diagnostic-Code: x-unix; user unknown", "5.1.1"),
    "the field's class before another's digits": (
        "Status: 4.0.0\nDiagnostic-Code: smtp; 5.1.1 perhaps",
        "4.0.0",
    ),
}


@pytest.mark.parametrize(("fields", "status"), CODES.values(), ids=CODES)
def test_the_code_comes_from_where_it_says_most(fields, status):
    report = report_in(delivery(f"Final-Recipient: rfc822; a@b.example\nAction: failed\n{fields}"))

    assert report.status == status


def test_we_are_told_of_the_address_that_we_wrote_to():
    group = "Final-Recipient: rfc822; m.berg@inner.example\nOriginal-Recipient: rfc822; mia@firm.example\nAction: failed"

    assert report_in(delivery(group)).address == "mia@firm.example"


def test_a_report_that_names_nobody_is_read_by_its_words():
    told = "Failed to deliver to '<mia@firm.example>'\nNo such mailbox."

    report = report_in(delivery("Final-Recipient: system;<>\nAction: failed\nStatus: 5.1.1", told=told))

    assert (report.address, report.status) == ("mia@firm.example", "5.1.1")


def test_exim_gives_each_recipient_a_reason_of_its_own():
    report = report_in(
        "Return-Path: <>\nX-Failed-Recipients: tim@weg.example, uta@voll.example\n"
        "From: Mail Delivery System <Mailer-Daemon@post.example>\nSubject: Mail delivery failed\n\n"
        "The following address(es) failed:\n\n"
        "  tim@weg.example\n    550 No such user here\n  uta@voll.example\n    552 mailbox is full\n"
    )

    assert [(each.address, each.status) for each in (report, *report.others)] == [
        ("tim@weg.example", "5.1.1"),
        ("uta@voll.example", "5.2.2"),
    ]


def complaint(fields: str, head: str) -> str:
    return (
        "From: feedback@arf.box.example\nSubject: FW: News\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
        f"--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n{fields}\n"
        f"--b\nContent-Type: message/rfc822\n\n{head}\nSubject: News\nMessage-ID: <ours@quist.example>\n\nHello\n--b--\n"
    )


def test_an_address_blacked_out_in_a_complaint_may_stand_in_the_letter():
    report = report_in(complaint("Original-Rcpt-To: redacted@box.example", "To: Yves <yves@box.example>"))

    assert (report.sort, report.address, report.original_message_id) == (
        "complaint",
        "yves@box.example",
        "ours@quist.example",
    )


def test_a_provider_that_sends_the_letter_back_without_a_report_complains():
    report = report_in(
        "From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.7\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
        "X-HmXmrOriginalRecipient: will@box.example\nTo: list@quist.example\nSubject: News\n\nHello\n--b--\n"
    )

    assert (report.sort, report.address) == ("complaint", "will@box.example")


def test_a_person_who_complains_about_a_message_is_no_report():
    assert (
        report_in("From: mia@berg.example\nSubject: complaint about message from Tom\n\nHe was rude.") is None
    )
