"""Names in the letter: the contact's own, letter by letter, and nobody's who has no part in it."""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from followup.core.findings import Finding
from followup.core.letters.days import MONTHS, WEEKDAYS
from followup.core.letters.signature import postal_line

from .greeting import bare, words_of
from .look import Look, Span, folded

#: Names shorter than this are one letter away from too many words.
SHORTEST = 5
#: Names as long as this are still recognised with two letters wrong.
LONG = 8
ORDINARY = frozenset(
    bare(each) for each in (*MONTHS, *WEEKDAYS, "English", "French", "German", "Spanish", "Internet")
)

_TITLE = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.$")
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_][\w'’-]*(?![\w@]|\.\w)")


def misspelt(look: Look) -> Iterator[Finding]:
    """A name of this letter's people or firm that has lost its accents: “Aydin” for “Aydın”."""
    contact, record = look.record.contact, look.record
    right = {
        bare(word): word
        for name in (record.firm, contact.organisation, contact.given, contact.family, contact.name)
        for word in words_of(name)
        if len(word) > 2
    }
    written = set(right.values()) | {word for other in _own_texts(look) for word in words_of(other)}
    for place, start, text in look.texts:
        for found in _WORD.finditer(text):
            word = re.sub(r"[’']s$", "", found.group())
            meant = right.get(bare(word), word)
            if word[0].isupper() and word not in written and _letters(word) == _letters(meant):
                meant = _meant(word, right, look) if not _begins(text, found.start()) else word
            if word[0].isupper() and word not in written and _letters(word) != _letters(meant):
                yield Finding(
                    severity="block",
                    check="name-spelling",
                    place=place,
                    sentence=f"“{word}” is written “{meant}” in the record.",
                    start=start + found.start(),
                    end=start + found.start() + len(word),
                    mend=meant,
                )


def somebody_else(look: Look) -> Iterator[Finding]:
    """Another contact's or firm's name, which usually comes from another letter."""
    own = folded(" ".join(_own_texts(look)))
    for name in dict.fromkeys(look.record.others):
        if len(name) < 3 or folded(name) in own:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for found in pattern.finditer(look.core.text):
            span = Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
            yield look.block(
                "other-name", f"The letter names “{name}”, who has no part in what it is about.", span
            )
        if named := pattern.search(look.draft.subject):
            yield Finding(
                severity="block",
                check="other-name",
                place="subject",
                sentence=f"The subject names “{name}”, who has no part in this letter.",
                start=named.start(),
                end=named.end(),
            )


def _meant(word: str, right: Mapping[str, str], look: Look) -> str:
    """The name that a word misses by a letter or two; the word itself where it is another one."""
    plain = bare(word)
    if len(plain) < SHORTEST or plain in ORDINARY or word in look.record.words:
        return word
    for known, name in right.items():
        most = 2 if min(len(known), len(plain)) >= LONG else 1
        if 0 < DamerauLevenshtein.distance(plain, known, score_cutoff=most) <= most and known[0] == plain[0]:
            return name
    return word


def _begins(text: str, place: int) -> bool:
    """True at the beginning of a sentence, where every word has a capital."""
    before = text[:place].rstrip(" \t“‘\"'(")
    return not before or (before[-1] in ".!?:\n" and not _TITLE.search(before))


def _letters(word: str) -> str:
    return word.casefold().replace("’", "'")


def _own_texts(look: Look) -> Iterator[str]:
    """Everything that this letter may rightly name."""
    record = look.record
    contact, sender = record.contact, record.sender
    yield from (contact.name, contact.given, contact.family, contact.organisation, contact.title, record.firm)
    yield from (sender.name, sender.organisation, postal_line(sender.postal), record.because_name)
    if record.opportunity:
        yield from (record.opportunity.title, record.opportunity.organisation)
    for fact in (*record.facts, *((record.because,) if record.because else ())):
        yield fact.says
        yield from (str(value) for value in fact.details.values())
    yield from record.heard
    if record.answered:
        yield from (record.answered.subject, record.answered.text)
