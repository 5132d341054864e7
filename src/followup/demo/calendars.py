"""Calendar files (RFC 5545) and the invitations that travel in mails (RFC 5546)."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files

from .days import moment, with_days
from .letters import Told
from .stories import Block, Person, blocks, person


def calendar(folder: str, now: datetime) -> bytes:
    """The owner's calendar with the events of the story."""
    events = [_event(folder, block, now) for block in blocks(folder, "calendar.txt")]
    return _calendar(events, "PUBLISH").encode()


def invitation(told: Told, method: str, now: datetime) -> str:
    """The calendar part of a message that invites, moves or cancels."""
    folder = told.block.name.partition("/")[0]
    return _calendar([_event(folder, told.block, now, organizer=told.sender, stamp=told.at)], method)


def _calendar(events: list[str], method: str) -> str:
    zone = files(__package__).joinpath("zones.txt").read_text(encoding="ascii").strip()
    opening = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sample//Calendar 1.0//EN", f"METHOD:{method}")
    return "\r\n".join((*opening, *zone.splitlines(), *events, "END:VCALENDAR", ""))


def _event(
    folder: str,
    block: Block,
    now: datetime,
    *,
    organizer: Person | None = None,
    stamp: datetime | None = None,
) -> str:
    start = moment(block.heads["start"], now)
    end = start + timedelta(minutes=int(block.head("minutes", "60")))
    zone = block.head("zone", "Europe/Berlin")
    organizer = organizer or (person(folder, block.head("organizer")) if block.head("organizer") else None)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{block.heads['invite']}@example.org",
        f"DTSTAMP:{(stamp or moment(block.head('stamp', '-20b'), now)).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{block.head('sequence', '0')}",
        _local("DTSTART", start, zone),
        _local("DTEND", end, zone),
        f"SUMMARY:{_text(with_days(block.heads['summary'], now))}",
        f"STATUS:{block.head('status', 'CONFIRMED')}",
    ]
    if organizer:
        lines.append(f'ORGANIZER;CN="{organizer.name}":mailto:{organizer.address}')
    for name in filter(None, block.head("attendees").split("; ")):
        guest = person(folder, name)
        lines.append(
            f'ATTENDEE;CN="{guest.name}";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:{guest.address}'
        )
    for word, name in (("LOCATION", "place"), ("RRULE", "repeat")):
        if block.head(name):
            lines.append(f"{word}:{block.head(name) if word == 'RRULE' else _text(block.head(name))}")
    if organizer is None and block.text:
        lines.append(f"DESCRIPTION:{_text(with_days(block.text, now))}")
    return "\r\n".join(_folded(line) for line in (*lines, "END:VEVENT"))


def _local(word: str, at: datetime, zone: str) -> str:
    return f"{word};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    # Fifty characters stay below the 75 bytes that a line may have, whatever the letters.
    return "\r\n ".join(line[at : at + 50] for at in range(0, len(line), 50))
