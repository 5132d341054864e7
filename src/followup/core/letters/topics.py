"""What a conversation was about, from notes, invitations and mails, turned to our side of the table."""

import re
from collections.abc import Iterable

LONGEST = 110
FEWEST_WORDS = 3

_SAID = re.compile(
    r"\b(?:talk(?:ed|ing)?|speak(?:ing)?|spoke|chat(?:ted)?|discuss(?:ed|ing|ion)?|hear(?:ing)?(?: more)?|conversation)"
    r"(?: with you| to you| more)?(?: about| on| over| through)? "
    r"((?:your|our|the|my|a|an|how|what|why|moving|using|building) [^.;:!?\n()]{3,140})",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:we|i|she|he|they)\s+)?(?:had a (?:talk|chat)|talked|spoke|discussed|chatted|said|told me|mentioned|asked(?: me)?)"
    r"(?:\s+with (?:him|her|them))?(?:\s+(?:about|that|on))?[\s:]+",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:the|their|his|her|its|our|your|my|an?|how|why|what|whether|about) ", re.IGNORECASE)
_THEIRS = re.compile(r"^(?:about )?(?:their|his|her)\b", re.IGNORECASE)
_SIDES = {"your": "my", "yours": "mine", "you": "I", "our": "your", "ours": "yours", "we": "you", "us": "you"}
_WORD = re.compile(r"[A-Za-z]+")


def from_note(note: str) -> str:
    """Our own note as a phrase for the letter: its first sentence, without “we talked about”.

    "" for a note that does not read like a subject of talk: what people write down for themselves
    (“seemed tired”) must not slip into a letter.
    """
    first = re.split(r"(?<=[.!?])\s|\n", note.strip(), maxsplit=1)[0]
    said = _LEAD.sub("", first)
    if said == first and not _SUBJECT.match(first):
        return ""
    return _phrase(_to_them(said))


def from_theirs(texts: Iterable[str]) -> str:
    """What they said the talk would be about, as we would say it: “your dashboards” becomes “my dashboards”."""
    for text in texts:
        for found in _SAID.finditer(text[:20_000]):
            phrase = re.split(r",|\b(?:on|at) (?:Mon|Tues|Wednes|Thurs|Fri)day\b", found.group(1))[0]
            if len(phrase.split()) >= FEWEST_WORDS:
                return _phrase(_WORD.sub(_other_side, phrase))
    return ""


def _to_them(said: str) -> str:
    """A note about somebody, said to that person: “the plan she drew” becomes “the plan you drew”.

    "" where a verb would have to change with it (“how she thinks”).
    """
    if re.search(r"\b(?:he|she) (?!was\b)\w*s\b", said, re.IGNORECASE):
        return ""
    turned = re.sub(r"\b(?:he|she|they) was\b", "you were", said, flags=re.IGNORECASE)
    turned = re.sub(r"\b(?:he|she)\b", "you", turned, flags=re.IGNORECASE)
    return _THEIRS.sub("your", turned)


def _other_side(word: re.Match[str]) -> str:
    return _SIDES.get(word.group().lower(), word.group())


def _phrase(text: str) -> str:
    one_line = " ".join(text.split()).rstrip(".,;: ")
    if len(one_line) <= LONGEST:
        return one_line
    return one_line[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ")
