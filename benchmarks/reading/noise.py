"""Whether newsletters, lists, notices and spam stay out of Today, and letters to us stay in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading.corpora import folder, is_held_out
from benchmarks.reading.figures import Measured
from benchmarks.reading.own_mail import ADA, own_mails
from followup.core.facts import Told
from followup.core.mail import Mail
from followup.core.reading import Known, read_mail
from followup.core.reading.asks import questions
from followup.core.reading.known import fold_address
from followup.core.reading.letter import Letter
from followup.sources.mail import parse_mail

CORPUS = "mail/spamassassin"
#: Kinds that put somebody on a list of ours, beside what a letter asks.
OWING = frozenset({
    "acknowledged", "complained", "enquired", "interview_set", "interview_moved", "offered", "ordered", "rejected", "reference_asked", "referred",
})  # fmt: skip
LIST_MARKS = ("list-", "x-beenthere", "mailing-list", "x-mailing-list", "x-mailman-version")
#: Subjects of newsletters that went to each reader by name and without a list's mark.
PERIODICALS = ("Viridian Note", "World Wide Words")
#: What is longer and bears no mark is somebody's newsletter.
LONGEST_LETTER = 5_000


@dataclass(frozen=True, slots=True)
class Case:
    """A mail with the reader's own addresses, and whether it is noise to that reader."""

    name: str
    mail: Mail
    own: frozenset[str]
    is_noise: bool


def measure() -> list[Measured]:
    """False follow-ups on noise, and letters to us that still ask."""
    return [*_public(is_held=False), *_public(is_held=True), *_own()]


def _public(*, is_held: bool) -> list[Measured]:
    on = "spamassassin, held out" if is_held else "spamassassin"
    found = folder(CORPUS)
    if found is None:
        return [_false(on, 0, None), _kept(on, 0, None)]
    wrong = noise = kept = asking = 0
    for case in _cases(found, is_held=is_held):
        if case.is_noise:
            noise += 1
            wrong += _owes(case)
        elif _asks_in_words(case):
            asking += 1
            kept += any(each.asks for each in _told(case, "personal"))
    return [_false(on, noise, wrong / noise), _kept(on, asking, kept / asking if asking else None)]


def _own() -> list[Measured]:
    known = frozenset({ADA})
    noise = [Case(each.name, each.mail, known, is_noise=True) for each in own_mails("noise")]
    people = [(each, Case(each.name, each.mail, known, is_noise=False)) for each in own_mails("people")]
    asking = [case for each, case in people if each.expected == ("asks",)]
    kept = sum(any(told.asks for told in _told(case, "business")) for case in asking)
    return [
        _false("own", len(noise), sum(map(_owes, noise)) / len(noise)),
        _kept("own", len(asking), kept / len(asking)),
    ]


def _false(on: str, cases: int, reached: float | None) -> Measured:
    what = "false follow-ups on lists, newsletters, spam"
    return Measured(what=what, on=on, cases=cases, reached=reached, goal=0.001, at_most=True)


def _kept(on: str, cases: int, reached: float | None) -> Measured:
    return Measured(what="letters to us that ask", on=on, cases=cases, reached=reached, goal=0.97)


def _owes(case: Case) -> bool:
    return any(
        told.asks or told.kind in OWING for mode in ("personal", "business") for told in _told(case, mode)
    )


def _told(case: Case, mode: str) -> tuple[Told, ...]:
    return read_mail(case.mail, Known(case.own, mode, "Europe/Berlin"))


def _asks_in_words(case: Case) -> bool:
    mail = case.mail
    at = mail.when or datetime(2003, 1, 1, tzinfo=UTC)
    return bool(questions(Letter(mail, Known(case.own, "personal"), at, mail.sender).sentences))


def _cases(found: Path, *, is_held: bool) -> Iterator[Case]:
    for path in sorted((found / "data").rglob("*.txt")):
        name = f"{path.parent.name}/{path.name}"
        if is_held_out(name) != is_held:
            continue
        mail = parse_mail(path.read_bytes())
        if isinstance(mail, Mail):
            own = _reader(mail)
            yield Case(
                name,
                mail,
                own,
                is_noise=not (path.parent.name.startswith("easy") and _is_personal(mail, own)),
            )


def _reader(mail: Mail) -> frozenset[str]:
    """The reader's addresses: where it was delivered, and where it went to unless that is a list."""
    own = {fold_address(value) for name, value in mail.headers if name == "delivered-to" and "@" in value}
    if not _has_list_mark(mail) or not own:
        own |= {fold_address(each.address) for each in mail.to}
    return frozenset(own)


def _is_personal(mail: Mail, own: frozenset[str]) -> bool:
    """Whether a wanted mail was written by somebody to this reader: no list's mark, no feed, the reader named."""
    named = {fold_address(each.address) for each in (*mail.to, *mail.cc)}
    is_feed = mail.sender.address.startswith("rssfeeds") or mail.subject.startswith(PERIODICALS)
    is_own = fold_address(mail.sender.address) in own
    is_letter = len(mail.text) < LONGEST_LETTER
    return is_letter and bool(named & own) and not (_has_list_mark(mail) or is_feed or is_own)


def _has_list_mark(mail: Mail) -> bool:
    marks = any(name.startswith(LIST_MARKS) for name, _ in mail.headers)
    return marks or mail.header("precedence").lower() in {"bulk", "list", "junk"}
