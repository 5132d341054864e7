"""Mistakes of the sort that real letters leave with, put into letters that were right."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from followup.core.checks.greeting import bare
from followup.core.letters.days import WEEKDAYS
from tests.core.checks.people import PEOPLE, ROLES, Case

type Fault = Callable[[Case], str | None]


def faulty(case: Case) -> Iterator[tuple[str, Case]]:
    """The letter with each mistake that it has room for, one at a time."""
    for name, fault in FAULTS.items():
        body = fault(case)
        if body is not None and body != case.draft.body:
            yield name, case.with_body(body)


def _greet(case: Case, name: str) -> str:
    return re.sub(r"\A.*", f"Dear {name},", case.draft.body)


def _next_person(case: Case) -> str:
    return _greet(case, PEOPLE[case.record.contact.id % len(PEOPLE)][0])


def _next_family(case: Case) -> str:
    contact = case.record.contact
    other = PEOPLE[contact.id % len(PEOPLE)]
    return _greet(
        case, f"{contact.honorific} {other[3]}" if contact.honorific else f"{contact.given} {other[3]}"
    )


def _without_accents(case: Case) -> str | None:
    line = case.draft.body.partition("\n")[0]
    plain = "".join(bare(sign).upper() if sign.isupper() else bare(sign) for sign in line)
    return case.draft.body.replace(line, plain, 1) if plain.lower() != line.lower() else None


def _one_letter_less(case: Case) -> str:
    family = case.record.contact.family
    return case.draft.body.replace(family, family[:-1], 1)


def _turned_round(case: Case) -> str:
    contact = case.record.contact
    return _greet(case, f"{contact.family} {contact.given}")


def _other_title(case: Case) -> str | None:
    contact = case.record.contact
    return (
        _greet(case, f"{'Mr' if contact.honorific[:2] != 'Mr' else 'Mrs'} {contact.family}")
        if contact.honorific
        else None
    )


def _nobody(case: Case) -> str:
    return re.sub(r"\A.*", "Dear ,", case.draft.body)


def _other_firm(case: Case) -> str | None:
    firm = case.record.firm
    other = PEOPLE[case.record.contact.id % len(PEOPLE)][4]
    letter, foot, rest = case.draft.body.partition("regards")
    return letter.replace(f"at {firm}", f"at {other}") + foot + rest


def _other_role(case: Case) -> str | None:
    matter = case.record.opportunity
    if matter is None or matter.kind != "application":
        return None
    place = ROLES.index(matter.title)
    right = matter.title.removesuffix(" (m/f/d)")
    wrong = ROLES[(place + 1) % len(ROLES)].removesuffix(" (m/f/d)")
    return case.draft.body.replace(f"the {right} role", f"the {wrong} role")


def _other_weekday(case: Case) -> str:
    return re.sub(
        rf"({'|'.join(WEEKDAYS)})(?= \d)",
        lambda found: WEEKDAYS[(WEEKDAYS.index(found.group()) + 1) % 7],
        case.draft.body,
        count=1,
    )


def _blank(blank: str) -> Fault:
    return lambda case: case.draft.body.replace("\n\n", f"\n\n{blank} ", 1)


def _without(detail: str) -> Fault:
    def left_out(case: Case) -> str | None:
        needed = case.record.sender.mode == "personal"
        return case.draft.body.replace(getattr(case.record.sender, detail), "") if needed else None

    return left_out


def without_subject(case: Case) -> Case:
    """The letter with an empty subject."""
    return Case(case.record, replace(case.draft, subject=" "))


FAULTS: dict[str, Fault] = {
    "greets the next person": _next_person,
    "greets by the next person's family name": _next_family,
    "greets without accents": _without_accents,
    "greets with one letter less": _one_letter_less,
    "greets with the names turned round": _turned_round,
    "greets with another title": _other_title,
    "greets nobody": _nobody,
    "names another firm": _other_firm,
    "names another role": _other_role,
    "says another weekday": _other_weekday,
    "leaves {{ firm }}": _blank("{{ firm }}"),
    "leaves {name}": _blank("{name}"),
    "leaves [Company]": _blank("[Company]"),
    "leaves TODO": _blank("TODO add the reason."),
    "leaves XXX": _blank("I saw XXX there."),
    "leaves <First Name>": _blank("Well, <First Name>,"),
    "leaves the mobile number out": _without("mobile"),
    "leaves the landline out": _without("landline"),
}
