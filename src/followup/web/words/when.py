"""Moments and spans in a person's words. All times are put into the owner's zone first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Chip:
    """When something should be done: a few words and how much they press (quiet, soon, late)."""

    text: str
    tone: str
    #: Seconds until the deadline, negative after it, where a clock may run on: within a day.
    left: int | None = None


def day_of(at: datetime, now: datetime) -> str:
    """“today”, “yesterday”, “on Monday”, “on 3 March”: a day as one speaks of it."""
    there, here = timezone.localtime(at).date(), timezone.localtime(now).date()
    days = (there - here).days
    if days in NEAR:
        return NEAR[days]
    if abs(days) < 7:
        return f"on {there:%A}"
    return f"on {there.day} {there:%B}" + (f" {there.year}" if there.year != here.year else "")


def day_and_time(at: datetime, now: datetime) -> str:
    """The day, and the time of it while it is near: “yesterday at 14:00”."""
    local = timezone.localtime(at)
    near = abs(timezone.localtime(now).date() - local.date()) <= timedelta(days=2)
    return day_of(at, now) + (f" at {local:%H:%M}" if near and (local.hour or local.minute) else "")


def ago(at: datetime, now: datetime) -> str:
    """How long it has been: “just now”, “12 minutes”, “3 hours”, “5 days”."""
    span = max(now - at, timedelta())
    if span < timedelta(minutes=1):
        return "less than a minute"
    if span < HOUR:
        return _many(span // timedelta(minutes=1), "minute")
    return _many(span // HOUR, "hour") if span < timedelta(days=2) else _many(span.days, "day")


def chip(due: datetime, deadline: datetime | None, now: datetime) -> Chip:
    """What the chip of a follow-up says."""
    if deadline and deadline < now:
        return Chip(f"{_short(now - deadline)} late", "late", _left(deadline, now))
    if due > now:
        return Chip(_capital(day_of(due, now).removeprefix("on ")), "quiet")
    if deadline and deadline - now < timedelta(hours=12):
        return Chip(f"{_short(deadline - now)} left", "soon", _left(deadline, now))
    if deadline:
        return Chip(f"by {day_of(deadline, now).removeprefix('on ')}", "quiet")
    return Chip("today", "quiet")


NEAR = {0: "today", -1: "yesterday", 1: "tomorrow"}


def _short(span: timedelta) -> str:
    if span < HOUR:
        return f"{max(span // timedelta(minutes=1), 1)} min"
    return f"{span // HOUR} h" if span < timedelta(days=1) else _many(span.days, "day")


def _left(deadline: datetime, now: datetime) -> int | None:
    seconds = int((deadline - now).total_seconds())
    return seconds if abs(seconds) < 24 * 3600 else None


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
