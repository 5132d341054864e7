"""Does the greeting name this very person, letter by letter?"""

import re
import unicodedata
from collections.abc import Iterator

from followup.core.findings import Finding
from followup.core.letters.greeting import called, has_personal_name
from followup.core.letters.greeting import greeting as right_greeting
from followup.core.letters.parts import GREETING
from followup.core.letters.record import Addressee

from .look import Look, Span

HONORIFICS = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "doctor", "sir", "madam", "herr", "frau", "dame",
    "lord", "lady", "rev", "father", "sister", "ing", "dipl", "hon", "judge", "capt", "captain", "mag",
})  # fmt: skip
GENERAL = frozenset({"sir", "madam", "hiring", "manager", "team", "recruiter", "recruiting", "all", "everyone", "customer",
                     "there", "friend", "colleague", "colleagues", "ladies", "gentlemen", "concern", "committee"})  # fmt: skip
FILLING = frozenset({"or", "and", "the", "again", "to", "whom", "it", "may"})


def greeting_name(look: Look) -> Iterator[Finding]:
    """The greeting line against the contact: name, spelling, order, title."""
    contact = look.record.contact
    right = right_greeting(contact)
    if look.greeting is None:
        yield look.warn("greeting-missing", f"The letter greets nobody; begin with “{right}”.")
        return
    sentence, blocks = _wrong(look.greeting.text, contact, right)
    if sentence:
        yield _finding(look.greeting, sentence, right, blocks=blocks)


def words_of(name: str) -> list[str]:
    """The words of a name or greeting, without points and commas; an apostrophe is an apostrophe."""
    text = unicodedata.normalize("NFC", name).replace("’", "'")
    return [word for word in re.split(r"[\s,.:;!]+", text) if word.strip("-–—")]


def bare(word: str) -> str:
    """A word without its diacritics, for telling a lost accent from another name."""
    plain = word.casefold().replace("ß", "ss").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def _wrong(line: str, contact: Addressee, right: str) -> tuple[str, bool]:
    """What is wrong with the greeting ("" for nothing), and whether it blocks."""
    said = words_of(GREETING.sub("", line, count=1))
    if not said:
        return f"The greeting “{line}” names nobody; the record says “{right}”.", True
    if not has_personal_name(contact):
        return _general(said, contact, line, right)
    known_titles = HONORIFICS.union(word.casefold() for word in words_of(contact.honorific))
    titles = [word for word in said if word.casefold() in known_titles]
    names = [word for word in said if word.casefold() not in known_titles | FILLING]
    if _is_general(said):
        return f"The greeting “{line}” names nobody, though the record says “{called(contact)}”.", True
    if not _fits(names, contact, with_title=bool(titles)):
        return _misnamed(names, contact, line), True
    return _titles(titles, contact, line)


def _general(said: list[str], contact: Addressee, line: str, right: str) -> tuple[str, bool]:
    names = words_of(contact.organisation) + words_of(called(contact))
    known = {word.casefold() for word in names} | GENERAL | FILLING | HONORIFICS
    strange = [word for word in said if word.casefold() not in known]
    if strange:
        return (
            f"The greeting names “{' '.join(strange)}”, whom the record does not know; it says “{right}”.",
            True,
        )
    return "", False


def _is_general(said: list[str]) -> bool:
    return all(word.casefold() in GENERAL | FILLING | HONORIFICS for word in said)


def _fits(names: list[str], contact: Addressee, *, with_title: bool) -> bool:
    full = words_of(called(contact))
    own_titles = {word.casefold() for word in words_of(contact.honorific)} | HONORIFICS
    full = [word for word in full if word.casefold() not in own_titles]
    given, family = words_of(contact.given), words_of(contact.family)
    allowed = [full, [*given, *family], [*given[:1], *family], family if with_title else given]
    if with_title and given:
        allowed.append(family)
    if not with_title:
        allowed.append(given[:1])
    if not given and not family:
        # Only the name as shown is known: its first word alone is how friends begin.
        allowed += [full[:1], full[-1:]] if with_title else [full[:1]]
    if contact.name.isupper() or contact.name.islower():
        # A form wrote it so; the person need not.
        return any(
            list(map(str.casefold, names)) == list(map(str.casefold, each)) for each in allowed if each
        )
    return any(names == each for each in allowed if each)


def _misnamed(names: list[str], contact: Addressee, line: str) -> str:
    said, right = " ".join(names), called(contact)
    parts = words_of(right) + words_of(contact.given) + words_of(contact.family)
    if not names:
        return f"The greeting “{line}” leaves out the name; the record says “{right}”."
    if all(word in parts for word in names):
        return f"The greeting says “{said}”; the record has the name as “{right}”, in this order."
    if all(bare(word) in {bare(part) for part in parts} for word in names):
        return (
            f"The greeting says “{said}”; the record writes it “{right}”, with its own letters and accents."
        )
    return f"The greeting says “{said}”, but the record says “{right}”."


def _titles(titles: list[str], contact: Addressee, line: str) -> tuple[str, bool]:
    known = [word.casefold() for word in words_of(contact.honorific)]
    said = [word.casefold() for word in titles]
    if said and not known:
        return f"The greeting says “{' '.join(titles)}”, which the record does not know; is it right?", False
    if said and _same(said) != _same(known):
        return f"The greeting says “{' '.join(titles)}”, but the record says “{contact.honorific}”.", True
    if not said and {"dr", "prof", "professor"} & set(known) and contact.family in line:
        return f"The greeting leaves out “{contact.honorific}”.", False
    return "", False


def _same(titles: list[str]) -> list[str]:
    return [{"professor": "prof", "doctor": "dr"}.get(title, title) for title in titles]


def _finding(span: Span, sentence: str, right: str, *, blocks: bool) -> Finding:
    return Finding(
        severity="block" if blocks else "warn",
        check="greeting-name",
        place="greeting",
        sentence=sentence,
        start=span.start,
        end=span.end,
        mend=right,
    )
