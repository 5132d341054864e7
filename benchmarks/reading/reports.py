"""Whether reports of mail systems are understood, machines told from people, and days of return found."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading.corpora import folder, is_held_out
from benchmarks.reading.figures import Count, Measured
from benchmarks.reading.job_cases import public_cases
from benchmarks.reading.own_mail import ADA, own_mails
from followup.core.facts import Told
from followup.core.mail import Mail
from followup.core.reading import Known, read_mail
from followup.sources.mail import parse_mail

LABELS = Path(__file__).parent / "bounces.toml"
GOALS = {"kind": 0.99, "status": 0.97, "hard or soft": 0.97, "address": 0.98}
AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
#: What a fact is called in the labels.
KINDS = {"bounced": "failure", "reported": "complaint", "out_of_office": "away", "auto_replied": "auto"}
NOTED = {"delay": "delay", "receipt": "receipt", "delivered": "delivered"}
#: Mails of the public job sets that call themselves machines' are left out, for nobody labelled them.
SAYS_MACHINE = re.compile(
    r"automated|automatic|do not reply|no-reply|noreply|unsubscribe|webinar", re.IGNORECASE
)

Label = Mapping[str, str]


def measure() -> list[Measured]:
    """Reports by kind, code, hardness and address; machines against people; days of return."""
    lines = []
    for is_held in (False, True):
        on = "bounces, held out" if is_held else "bounces"
        lines += _parts(on, list(_public(is_held=is_held)))
    lines += _parts("own", list(_own_reports()))
    for is_held in (False, True):
        lines += _machines("public, held out" if is_held else "public", [*_public_people(is_held=is_held)])
    lines += _machines("own", [*_own_people()])
    return [*lines, _returns()]


def _parts(on: str, cases: list[tuple[Mail, Label]]) -> list[Measured]:
    counts = {what: [0, 0] for what in GOALS}
    for mail, label in cases:
        found = reading(mail)
        for what in GOALS:
            if what in label:
                counts[what][0] += found.get(what, "").lower() == label[what].lower()
                counts[what][1] += 1
    return [
        Measured(
            what=f"delivery reports: {what}",
            on=on,
            cases=of,
            reached=right / of if of else None,
            goal=GOALS[what],
        )
        for what, (right, of) in counts.items()
    ]


def reading(mail: Mail) -> dict[str, str]:
    """What followup makes of a message, in the words of the labels."""
    told = _told(mail)
    if not told:
        return {"kind": "complaint" if mail.report and mail.report.sort == "complaint" else "nothing"}
    first = told[0]
    kind = KINDS.get(first.kind, "human")
    if first.kind == "noted" and first.slot == "report":
        kind = next((name for word, name in _NOTES if word in first.says), "nothing")
    found = {"kind": kind, "address": first.who.address, "status": first.details.get("status", "")}
    if kind == "failure":
        found["hard or soft"] = "hard" if first.details["hard"] == "yes" else "soft"
    return found


_NOTES = (("delayed", "delay"), ("opened", "receipt"), ("delivered", "delivered"))


def _told(mail: Mail) -> tuple[Told, ...]:
    return read_mail(mail, Known(frozenset({ADA}), "business", "Europe/Berlin"))


def _public(*, is_held: bool) -> Iterator[tuple[Mail, Label]]:
    found = folder("bounces")
    labels = tomllib.loads(LABELS.read_text("utf-8"))
    for case, label in labels.items() if found else ():
        if is_held_out(case) == is_held:
            yield _parsed((found / case).read_bytes()), label


def _parsed(raw: bytes) -> Mail:
    mail = parse_mail(raw, received_at=AT)
    assert isinstance(mail, Mail)
    return mail


def _own_reports() -> Iterator[tuple[Mail, Label]]:
    for each in own_mails("bounces"):
        kind, status, hardness, address = each.expected
        label = {"kind": kind, "address": address}
        if kind == "failure":
            label |= {"status": status, "hard or soft": hardness}
        yield each.mail, label


def _machines(on: str, cases: list[tuple[Mail, bool]]) -> list[Measured]:
    """How well people are told from machines; letters of neither sort are left out."""
    count = Count()
    for mail, is_human in cases:
        count.add(reading(mail)["kind"] == "human", is_human)
    reached = (None, None) if not cases else (count.precision, count.recall)
    return [
        Measured(what=f"human, not automatic: {what}", on=on, cases=len(cases), reached=value, goal=0.99)
        for what, value in zip(("precision", "recall"), reached, strict=True)
    ]


def _public_people(*, is_held: bool) -> Iterator[tuple[Mail, bool]]:
    for mail, label in _public(is_held=is_held):
        yield mail, label["kind"] == "human"
    for case in (each for _, each in public_cases() if each.is_held_out == is_held):
        if not SAYS_MACHINE.search(case.text):
            raw = f"From: Ben Carter <ben@harbour.example>\nTo: {ADA}\nSubject: {case.subject}\n\n{case.text}"
            yield _parsed(raw.encode()), True


def _own_people() -> Iterator[tuple[Mail, bool]]:
    for name, is_human in (("bounces", False), ("away", False), ("noise", False), ("people", True)):
        # Advertisements are neither: somebody may have written them.
        for each in (mail for mail in own_mails(name) if mail.expected != ("noise", "spam")):
            yield each.mail, is_human


def _returns() -> Measured:
    right = of = 0
    for each in own_mails("away"):
        of += 1
        right += _away(each.mail) == " ".join(each.expected)
    return Measured(
        what="out of office, with the day of return", on="own", cases=of, reached=right / of, goal=0.95
    )


def _away(mail: Mail) -> str:
    told = _told(mail)
    kind = KINDS.get(told[0].kind, "human") if told else "nothing"
    if kind != "away":
        return kind
    return f"away {told[0].until:%Y-%m-%d}" if told[0].until else "away -"
