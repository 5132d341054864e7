"""Failures, delays and receipts that mail systems tell in plain words, in many languages."""

import pytest

from followup.core.facts import Party
from followup.core.mail import Report
from followup.core.reading import read_mail
from followup.core.reading.bounces import said
from tests.core.reading.samples import SEEKER, line, mail

DAEMON = Party("Mail Delivery System", "mailer-daemon@mx.example")

REASONS = {
    "a code": ("550 5.1.1 who is that?", "5.1.1"),
    "unknown": ("550 User unknown in local table", "5.1.1"),
    "unknown, German": ("Empfänger unbekannt", "5.1.1"),
    "unknown, French": ("L'adresse saisie est introuvable.", "5.1.1"),
    "unknown, Spanish": ("El usuario no existe.", "5.1.1"),
    "unknown, Italian": ("Utente sconosciuto", "5.1.1"),
    "unknown, Dutch": ("Dit adres bestaat niet.", "5.1.1"),
    "unknown, Portuguese": ("Esse endereço não existe.", "5.1.1"),
    "unknown, Polish": ("Takie konto nie istnieje.", "5.1.1"),
    "full": ("552 The mailbox is full.", "5.2.2"),
    "full for now": ("452 The mailbox is full.", "4.2.2"),
    "full, German": ("Das Postfach ist voll.", "5.2.2"),
    "no such domain": ("Host or domain name not found.", "5.1.2"),
    "too big": ("The message is too large for us.", "5.3.4"),
    "refused": ("554 Access denied, our policy.", "5.7.1"),
    "only a reply code": ("Remote host said: 554 go away", "5.0.0"),
    "nothing said": ("Sorry about that.", "5.0.0"),
    "the line was dead": ("Connection timed out", "4.4.1"),
}


@pytest.mark.parametrize(("text", "status"), REASONS.values(), ids=REASONS)
def test_the_reason_in_words_becomes_a_code(text, status):
    assert said(text).status == status


def test_the_words_of_the_returned_letter_are_not_the_mailers():
    words = "I could not deliver your letter, I have given up.\nWe are sorry for that.\n"
    text = f"{words}\n--- Below this line is a copy of the message.\n\nOur mailbox is full of roses."

    assert said(text).status == "5.0.0"


DELAYS = (
    "Your message has not yet been delivered. No action is required on your part.",
    "Ihre Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht.",
    "Votre message n'a pas encore été remis, nous continuerons.",
    "Delivery attempts will continue for three days.",
)


@pytest.mark.parametrize("text", DELAYS)
def test_a_letter_under_way_is_late_not_lost(text):
    assert said(text).is_delay


def test_a_mailer_that_has_given_up_is_not_late():
    assert not said(
        "It was delayed and being retried; I have given up now, this is a permanent error."
    ).is_delay


def test_every_recipient_of_a_report_has_a_fact():
    other = Report(sort="failure", address="tom@full.example", status="5.2.2")
    report = Report(sort="failure", address="mia@gone.example", status="5.1.1", others=(other,))

    told = read_mail(mail("", "Undelivered", sender=DAEMON, report=report), SEEKER)

    assert [(each.slot, each.who.address, each.details["hard"]) for each in told] == [
        ("bounce", "mia@gone.example", "yes"),
        ("bounce-1", "tom@full.example", "no"),
    ]


HARDNESS = {
    "full in whatever code": ("5.7.0", "maildir over quota", "no"),
    "unknown at Exchange Online": ("5.4.1", "Recipient address rejected: Access denied", "yes"),
    "a network that does not answer": ("5.4.1", "no answer from host", "no"),
}


@pytest.mark.parametrize(("status", "diagnostic", "hard"), HARDNESS.values(), ids=HARDNESS)
def test_what_may_pass_is_not_for_good(status, diagnostic, hard):
    report = Report(sort="failure", address="mia@gone.example", status=status, diagnostic=diagnostic)

    (fact,) = read_mail(mail("", "Undelivered", sender=DAEMON, report=report), SEEKER)

    assert fact.details["hard"] == hard


def test_a_receipt_in_words_is_only_noted():
    message = mail("Ihre Nachricht wurde am 4. März gelesen.", "Gelesen: Angebot")

    assert [line(each) for each in read_mail(message, SEEKER)] == ["noted"]


def test_a_person_who_read_it_is_no_receipt():
    message = mail("I have read it with joy. May I pass it on to my sister?", "Read: your letter")

    assert [each.kind for each in read_mail(message, SEEKER)] == ["received"]
