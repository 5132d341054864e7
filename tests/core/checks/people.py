"""Varied records and finished letters for the checks: every one of them should pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product

from followup.core.facts import Fact
from followup.core.kinds import Kind
from followup.core.letters import Addressee, Answered, Draft, Matter, Record, Sender, compose

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)  # a Tuesday

#: name, honorific, given, family, firm
PEOPLE = (
    ("Leyla Aydın", "Dr.", "Leyla", "Aydın", "Nordwind GmbH"),
    ("José Ángel Núñez", "", "José Ángel", "Núñez", "Olivar & Hijos S.L."),
    ("Zoë Brontë-Schäfer", "Ms", "Zoë", "Brontë-Schäfer", "Brandt Keramik"),
    ("Łukasz Wójcik", "Mr.", "Łukasz", "Wójcik", "Stocznia Północ"),
    ("Siân O’Connor", "Prof. Dr.", "Siân", "O’Connor", "Harbour Lights Ltd"),
    ("Nguyễn Thị Hạnh", "", "Hạnh", "Nguyễn", "Sông Books"),
    ("Åse Ødegård", "", "Åse", "Ødegård", "Fjellheim AS"),
    ("Jan van der Berg", "Mr", "Jan", "van der Berg", "Molen Software"),
    ("Priya Raghunathan", "Ms.", "Priya", "Raghunathan", "Kaveri Analytics"),
    ("Ben Okafor", "", "Ben", "Okafor", "Meridian Freight"),
    ("François L’Hôte", "M.", "François", "L’Hôte", "Papeterie du Lac"),
    ("Ada Weber", "", "Ada", "Weber", "Weber & Töchter"),
)
ROLES = ("Data Analyst (m/f/d)", "Senior Buyer", "Head of Studio", "Night Editor", "R&D Engineer")
FILLINGS = (
    "I rebuilt the weekly stock report last year and it now takes an hour less.",
    "the second half of the week, from nine until noon.",
    "a plain summary of what we spoke about, on one page.",
)

JOB_SENDER = Sender(
    name="Mara Lindqvist",
    email="mara@lindqvist.example",
    mobile="+46 70 123 45 67",
    landline="+46 8 765 43 21",
    postal="Tegelgatan 4\n118 20 Stockholm",
    timezone="Europe/Stockholm",
    country="SE",
)
SHOP_SENDER = replace(
    JOB_SENDER,
    mode="business",
    organisation="Lindqvist Keramik",
    title="Owner",
    opt_out_text="If you would rather not hear from me again, answer with “no letters” and I will see to it.",
)


@dataclass(frozen=True)
class Case:
    """A record with the finished letter that belongs to it."""

    record: Record
    draft: Draft

    def with_body(self, body: str) -> "Case":
        return Case(self.record, replace(self.draft, body=body))


def record(step: str, person: int = 0, role: int = 0) -> Record:
    """The record of one person for one step, with facts of every kind that a letter may need."""
    name, honorific, given, family, firm = PEOPLE[person % len(PEOPLE)]
    business = step.partition("/")[0] in BUSINESS
    kind = BECAUSE[step]
    title = "Wall tiles, blue" if business else ROLES[role % len(ROLES)]
    facts = tuple(_facts(person))
    because = next(fact for fact in facts if fact.kind == kind)
    return Record(
        contact=Addressee(
            id=person + 1, name=name, honorific=honorific, given=given, family=family, organisation=firm,
            address=f"person{person}@firm.example", timezone="Europe/Berlin", country="DE",
        ),
        sender=SHOP_SENDER if business else JOB_SENDER,
        step=step,
        opportunity=Matter(
            kind="enquiry" if business else "application", title=title, organisation=firm, reference=f"REF-{person}7"
        ),
        because=because,
        because_name="Ida Blom" if step in {"referee/alert", "referral/report"} else "",
        facts=facts,
        answered=Answered(
            message_id="their@mail", subject="Your question", text="Could you deliver in May? What does the blue one cost?"
        ),
    )  # fmt: skip


def case(step: str, person: int = 0, role: int = 0, filling: int = 0) -> Case:
    """A finished letter: composed, and its blanks filled in."""
    about = record(step, person, role)
    draft = compose(step, about)
    return Case(about, replace(draft, subject=_filled(draft.subject, 1), body=_filled(draft.body, filling)))


def cases() -> Iterator[Case]:
    """Several hundred finished letters: every step, every person, with their roles and fillings in turn."""
    for number, (step, person) in enumerate(product(BECAUSE, range(len(PEOPLE)))):
        yield case(step, person, number, number)


def _filled(text: str, filling: int) -> str:
    return re.sub(r"\[[^\]\n]*\]", FILLINGS[filling % len(FILLINGS)].rstrip("."), text)


def _facts(person: int) -> Iterator[Fact]:
    """One fact of each kind, on days of their own before NOW."""
    details = {
        Kind.MET: {"event": "the Ambiente fair"},
        Kind.ORDERED: {"number": "A-4711", "items": "Blue wall tiles"},
        Kind.DELIVERED: {"number": "A-4711", "items": "Blue wall tiles"},
        Kind.QUOTED: {"number": "Q-88"},
        Kind.REFERRED: {"whom": "Ida Blom"},
    }
    notes = {
        Kind.INTERVIEWED: "we talked about moving the reports to one place",
        Kind.MET: "talked about tiles for a bakery",
    }
    untils = {Kind.QUOTED: 9, Kind.OFFERED: 6, Kind.REFERENCE_ASKED: 2, Kind.ANSWER_PROMISED: 1}
    for number, kind in enumerate(KINDS):
        yield Fact(
            id=100 + number,
            kind=kind,
            at=NOW - timedelta(days=3 * (len(KINDS) - number), hours=person % 3),
            contact=person + 1,
            until=NOW + timedelta(days=untils[kind]) if kind in untils else None,
            says=notes.get(kind, "The tiles arrived broken." if kind == Kind.COMPLAINED else ""),
            source="hand" if kind in notes else "mail",
            details=details.get(kind, {}),
        )


KINDS = (
    Kind.MET, Kind.DETAILS_LEFT, Kind.APPLIED, Kind.ENQUIRED, Kind.RECEIVED, Kind.SENT, Kind.QUOTED, Kind.ORDERED,
    Kind.DELIVERED, Kind.COMPLAINED, Kind.INTERVIEWED, Kind.REFERRED, Kind.REFERENCE_ASKED, Kind.REFEREE_NAMED,
    Kind.PROMISED, Kind.REJECTED, Kind.OFFERED, Kind.HIRED,
)  # fmt: skip
BUSINESS = {"enquiry", "quote", "order", "buyer", "complaint", "customer-referral", "met"}
BECAUSE = {
    "application/check": Kind.APPLIED,
    "application/second-check": Kind.SENT,
    "interview/thank-you": Kind.INTERVIEWED,
    "interview/result-check": Kind.INTERVIEWED,
    "interview/second-check": Kind.SENT,
    "interview/close": Kind.SENT,
    "referee/permission": Kind.REFEREE_NAMED,
    "referee/alert": Kind.REFERENCE_ASKED,
    "referee/thanks": Kind.HIRED,
    "rejection/reply": Kind.REJECTED,
    "referral/thanks": Kind.REFERRED,
    "referral/report": Kind.HIRED,
    "keep-warm/hello": Kind.REJECTED,
    "offer/answer": Kind.OFFERED,
    "employer/reply": Kind.RECEIVED,
    "landing/thanks": Kind.HIRED,
    "promise/keep": Kind.PROMISED,
    "met/hello": Kind.MET,
    "met/second": Kind.SENT,
    "enquiry/reply": Kind.ENQUIRED,
    "enquiry/quiet": Kind.SENT,
    "enquiry/quiet-again": Kind.SENT,
    "quote/chase": Kind.QUOTED,
    "quote/expiry": Kind.QUOTED,
    "order/acknowledge": Kind.ORDERED,
    "order/thank-you": Kind.DELIVERED,
    "buyer/again": Kind.ORDERED,
    "buyer/win-back": Kind.ORDERED,
    "complaint/reply": Kind.COMPLAINED,
    "customer-referral/thanks": Kind.REFERRED,
}
