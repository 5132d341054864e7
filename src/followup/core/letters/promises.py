"""A promise as we noted it for ourselves, said to the person whom it was made to."""

import re

_ORDER = re.compile(
    r"^(?:(?:i |we )?(?:promised|said i would|will|must)(?: to)? )?(?:send|give|bring|get|mail|e-mail|forward|pass on|show|lend|post)"
    r"(?: (?:him|her|them))? ((?:the|an?|my|our|some|two|three|more) .+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:he|she|they|him|her|his|their|them)\b", re.IGNORECASE)
_TO_THEM = re.compile(r"^(.+?) to (?:him|her|them)\b", re.IGNORECASE)
LONGEST = 120


def promised_thing(note: str) -> str:
    """“Send him the photograph.” as “the photograph”; "" where the note does not name one plain thing."""
    first = re.split(r"(?<=[.!?])\s|[;\n]", note.strip(), maxsplit=1)[0].rstrip(".! ")
    if not (found := _ORDER.match(first)):
        return ""
    thing = _TO_THEM.sub(r"\1", found.group(1))
    return "" if _ASIDE.search(thing) or len(thing) > LONGEST else thing
