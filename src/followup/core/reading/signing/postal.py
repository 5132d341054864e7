"""The postal address of a signature: a street with its number, a code with its town."""

import re
from dataclasses import replace

from followup.core.cards import Postal
from followup.core.reading.trimming.words import table

LONGEST = 110
_WORDS = table("details")
_STREETS = tuple(_WORDS["streets"])
_COUNTRIES = frozenset(_WORDS["countries"])
_CODE_FIRST = re.compile(
    r"^(?P<code>〒?(?:[A-Z]{1,2}-)?(?:\d{4} ?[A-Z]{2}\b|\d{2}-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{3} \d{2}|\d{4,6}))\s+(?P<city>[^\W\d_][^\d]{1,50})$"
)
_CODE_LAST = re.compile(
    r"^(?P<city>[^\W\d_][^\d,]{1,40}),? (?:(?P<region>[A-Z]{2,3}),? )?(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(?:-\d{4})?|\d{6}|\d{4}|[A-Z]\d\d [A-Z\d]{4})$"
)
_HOUSE = re.compile(r"^[^\W\d_][^\d@:]{2,40} \d{1,4} ?[a-zA-Z]?$")  # “Am Markt 3”
_JAPANESE = re.compile(r"^〒 ?(?P<code>\d{3}-\d{4})\s+(?P<rest>.{4,80})$")
_ZONE = re.compile(r"^(?P<city>[^\W\d_]{3,30}) (?P<code>\d{1,2})$")  # “Dublin 2”


def postal(lines: list[str]) -> Postal | None:
    """The first postal address in these lines; None where there is none."""
    for place, line in enumerate(lines):
        parts = _parts(line)
        if not any(map(_may_be_street, parts)):
            continue
        for more in lines[place + 1 : place + 4]:
            if not _belongs(more):
                break
            parts += _parts(more)
        found = _address(parts)
        if found.street and (found.code or (found.city and _is_street(parts[0]))):
            return found
    return next((_japanese(match) for line in lines if (match := _JAPANESE.match(line))), None)


def _japanese(found: re.Match[str]) -> Postal:
    return Postal(code=found["code"], street=found["rest"].strip(), sort="work")


def is_postal(line: str) -> bool:
    """Whether a line is part of a postal address."""
    parts = _parts(line)
    whole = ", ".join(parts)
    return bool(_town(whole) or _JAPANESE.match(line)) or any(
        _may_be_street(each) or _town(each) for each in parts
    )


def _parts(line: str) -> list[str]:
    if len(line) > LONGEST or "@" in line or "://" in line:
        return []
    return [cut for each in re.split(r"[,;|·•]\s|\s[–—-]\s", line) if (cut := each.strip(" ,.;|"))]


def _belongs(line: str) -> bool:
    parts = _parts(line)
    return bool(parts) and (_town(", ".join(parts)) is not None or any(map(_is_place, parts)))


def _is_place(part: str) -> bool:
    return _is_street(part) or _town(part) is not None or part.lower() in _COUNTRIES


def _is_street(part: str) -> bool:
    low = f" {part.lower()} "
    has_number = any(each.isdigit() for each in low)
    return has_number and any(street in low for street in _STREETS) and len(part.split()) <= 9


def _may_be_street(part: str) -> bool:
    return _is_street(part) or bool(_HOUSE.match(part))


def _town(part: str) -> re.Match[str] | None:
    return _CODE_FIRST.match(part) or _CODE_LAST.match(part)


def _address(parts: list[str]) -> Postal:
    found = Postal(sort="work")
    for place, part in enumerate(parts):
        # “1200 Harbor Drive” begins like “1200 Vienna”.
        town = None if _is_street(part) else _town(part) or _town(", ".join(parts[place : place + 2]))
        if town and not found.code:
            words = town.groupdict()
            found = replace(
                found, code=words["code"], city=words["city"].strip(), region=words.get("region") or ""
            )
        elif part.lower().strip(" .") in _COUNTRIES:
            found = replace(found, country=part)
        elif _may_be_street(part) and not found.code:
            found = replace(found, street=f"{found.street}, {part}".strip(", "))
        elif (zone := _ZONE.match(part)) and not found.city:
            found = replace(found, city=f"{zone['city']} {zone['code']}")
    return found
