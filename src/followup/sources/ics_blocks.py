"""Calendar files cut into entries, so that one damaged entry does not keep the others from being read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from .zones import zone_named

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 1_000_000
FOLD = re.compile(r"\r?\n[ \t]")
NAME = re.compile(r"^([A-Za-z0-9-]+)")
TZID = re.compile(r"(;TZID=)(\"[^\"]*\"|[^:;]*)", re.IGNORECASE)


@dataclass(slots=True)
class Entries:
    """What one calendar file holds: entries by UID in order, its own time zones, its method and zone."""

    by_uid: dict[str, list[str]] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    method: str = ""
    zone: str = ""
    count: int = 0
    broken_off: bool = False


def entries(text: str) -> Entries:
    """The entries in a calendar file; those beyond the limit are counted but left out."""
    found = Entries()
    for name, block in _blocks(FOLD.sub("", text).splitlines(), found):
        if name == "VTIMEZONE":
            found.zones[_value(block, "TZID")] = "\n".join(block)
        elif name == "VEVENT":
            found.count += 1
            if found.count <= MOST_ENTRIES:
                body = "\n".join(TZID.sub(_known_zone, line) for line in block)
                found.by_uid.setdefault(_value(block, "UID") or _made_uid(block), []).append(body)
    return found


def _blocks(lines: list[str], found: Entries) -> Iterator[tuple[str, list[str]]]:
    """The components directly inside a calendar, each with its lines."""
    name, depth = "", 0
    block: list[str] = []
    for line in lines:
        word = line[:30].strip().upper()
        if word.startswith("BEGIN:") and word != "BEGIN:VCALENDAR":
            name, depth = (name or word[6:]), depth + 1
        if name:
            block.append(line)
        elif word.startswith("METHOD:"):
            found.method = line.partition(":")[2].strip().lower()
        elif word.startswith("X-WR-TIMEZONE:"):
            found.zone = line.partition(":")[2].strip()
        if word.startswith("END:") and name:
            depth -= 1
            if depth <= 0:
                yield name, block
                name, depth, block = "", 0, []
    found.broken_off = bool(name)


def _value(block: list[str], name: str) -> str:
    for line in block:
        said = NAME.match(line)
        if said and said[1].upper() == name:
            return line.partition(":")[2].strip()[:500]
    return ""


def _made_uid(block: list[str]) -> str:
    digest = blake2b("\n".join(block).encode("utf-8", "replace"), digest_size=16)
    return f"{digest.hexdigest()}@made.invalid"


def _known_zone(said: re.Match[str]) -> str:
    """The parameter with the zone's IANA name, where the name can be told; else as it is."""
    zone = zone_named(said[2])
    return f"{said[1]}{zone}" if zone else said[0]
