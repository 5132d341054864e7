"""What a conversation was about, from notes, invitations and mails, turned to our side of the table."""

import re
from collections.abc import Iterable

LONGEST = 140
FEWEST_WORDS = 3

_SAID = re.compile(
    r"\b(?:talk(?:ed|ing)?|speak(?:ing)?|spoke|chat(?:ted)?|discuss(?:ed|ing|ion)?|hear(?:ing)?(?: more)?|conversation)"
    r"(?: with you| to you| more)?(?: about| on| over| through)? "
    r"((?:your|our|the|my|a|an|how|what|why|moving|using|building) [^.;:!?\n()]{3,140})",
    re.IGNORECASE,
)
_WHO = r"(?:with |to )?(?:him|her|them|me|us)"
_LONG = r"(?: (?:briefly|at length|a lot|for [\w -]{1,30}?(?:minutes?|hours?|while)))*"
_LEAD = re.compile(
    rf"^(?:(?:we|i|she|he|they) )?(?:had an? (?:\w+ )?(?:talk|chat|conversation)|talked|spoke|discussed|chatted|told|asked)"
    rf"(?: {_WHO})?{_LONG}(?: {_WHO})?(?: about| on|:) |^(?:(?:we|i|she|he|they) )?discussed ",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:the|their|his|her|its|our|your|my|an?|how|why|what|whether) ", re.IGNORECASE)
_SENTENCE = re.compile(
    r"^\S+ (?:\S+ ){0,4}(?:is|are|was|were|has|had|have|will|would|wants?|needs?|seems?|seemed) ",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"^(?:how|why|what|whether) ", re.IGNORECASE)
_THEIRS = re.compile(r"^their\b|\b(?:his|her)\b(?= \w)", re.IGNORECASE)
_SIDES = {"your": "my", "yours": "mine", "you": "I", "our": "your", "ours": "yours", "we": "you", "us": "you"}
_WORD = re.compile(r"[A-Za-z]+")
#: Words that say only that there was a talk about work.
_WORN = frozenset(
    [
        "a",
        "an",
        "the",
        "our",
        "your",
        "my",
        "their",
        "work",
        "role",
        "job",
        "position",
        "vacancy",
        "place",
        "opportunity",
        "team",
        "company",
        "firm",
        "next",
        "steps",
        "experience",
        "background",
        "application",
        "interview",
        "details",
        "it",
        "and",
        "with",
        "at",
        "of",
        "on",
        "about",
        "for",
        "in",
        "this",
        "more",
        "you",
        "we",
        "i",
    ]
)


def from_note(note: str) -> str:
    """Our own note as a phrase for the letter: its first clause, without “we talked about”.

    "" for a note that does not read like a subject of talk: what people write down for themselves
    (“seemed tired”) must not slip into a letter, and half a phrase must not either.
    """
    first = re.split(r"(?<=[.!?])\s|[;\n]", note.strip(), maxsplit=1)[0]
    said = _LEAD.sub("", first)
    if said == first and (not _SUBJECT.match(first) or (_SENTENCE.match(first) and not _CLAUSE.match(first))):
        return ""
    return _whole(_to_them(said))


def from_theirs(texts: Iterable[str]) -> str:
    """What they said the talk would be about, as we would say it: “your dashboards” becomes “my dashboards”."""
    for text in texts:
        for found in _SAID.finditer(text[:20_000]):
            phrase = re.split(r",|\b(?:on|at) (?:Mon|Tues|Wednes|Thurs|Fri)day\b", found.group(1))[0]
            is_cut = len(found.group(1)) > LONGEST
            if len(phrase.split()) >= FEWEST_WORDS and not is_cut and not _is_worn(phrase):
                return _whole(_WORD.sub(_other_side, phrase))
    return ""


def _is_worn(phrase: str) -> bool:
    return all(word.lower() in _WORN for word in _WORD.findall(phrase))


def _to_them(said: str) -> str:
    """A note about somebody, said to that person: “the plan she drew” becomes “the plan you drew”.

    "" where a verb would have to change with it (“how she thinks”).
    """
    if re.search(r"\b(?:he|she) (?!was\b)\w*s\b|\b(?:him|hers|himself|herself)\b", said, re.IGNORECASE):
        return ""
    turned = re.sub(r"\b(?:he|she|they) was\b", "you were", said, flags=re.IGNORECASE)
    turned = re.sub(r"\b(?:he|she)\b", "you", turned, flags=re.IGNORECASE)
    return _THEIRS.sub("your", turned)


def _other_side(word: re.Match[str]) -> str:
    return _SIDES.get(word.group().lower(), word.group())


def _whole(text: str) -> str:
    """The phrase, or its first clauses where it is long; "" when it cannot be cut between two of them."""
    phrase = " ".join(text.split()).rstrip(".,;: ")
    while len(phrase) > LONGEST and ", " in phrase:
        phrase = phrase.rpartition(", ")[0]
    return phrase if len(phrase) <= LONGEST else ""
