"""Mails written for the tests, and what is read from them as short lines."""

from datetime import datetime, timedelta, timezone
from typing import Any

from followup.core.facts import Party, Told
from followup.core.mail import Mail
from followup.core.reading import Known, read_mail

WEDNESDAY = datetime(2026, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=1)))
ADA = "ada@lindqvist.example"
SEEKER = Known(frozenset({ADA}), "personal", "Europe/Berlin")
SHOP = Known(frozenset({ADA}), "business", "Europe/Berlin")
BEN = Party("Ben Carter", "ben@harbour-labs.example")


def mail(text, subject="Your application", *, sender=BEN, headers=(), **more):
    """A mail that reaches Ada on Wednesday, 4 March 2026 at 09:00 in Berlin."""
    fields: dict[str, Any] = {
        "message_id": "m1@harbour-labs.example",
        "to": (Party("Ada", ADA),),
        "sent_at": WEDNESDAY,
    }
    return Mail(sender=sender, subject=subject, text=text, headers=tuple(headers), **(fields | more))


def ours(text, subject="Hello", *, to=(BEN,), **more):
    """A mail that Ada sends to Ben at the same time."""
    return mail(text, subject, sender=Party("Ada Lindqvist", ADA), **({"to": to} | more))


def read(message, known=SEEKER):
    """What is told of it, letters themselves left out."""
    return [each for each in read_mail(message, known) if not each.slot.startswith("message")]


def line(told: Told) -> str:
    """“offered until 2026-03-20”, “interview_set 2026-03-12 14:00–15:00”, with “?” where it is a question."""
    doubt = "" if told.sure else "?"
    if told.slot.startswith("interview") and told.until:
        return f"{told.kind}{doubt} {told.at:%Y-%m-%d %H:%M}–{told.until:%H:%M}"
    until = f" until {told.until:%Y-%m-%d}" if told.until else ""
    return f"{told.kind}{doubt}{until}"


def lines(message, known=SEEKER):
    """What is told of a mail, line by line."""
    return [line(each) for each in read(message, known)]


def kinds(message, known=SEEKER):
    """The kinds that are told of a mail beside the letter itself; questions carry a “?”."""
    return [f"{each.kind}{'' if each.sure else '?'}" for each in read(message, known)]


def letter(message, known=SEEKER):
    """What is told of the letter itself."""
    return next(each for each in read_mail(message, known) if each.slot == "message")
