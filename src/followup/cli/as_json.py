"""The JSON of the command line: a contract that people script against (docs/commands.md)."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from followup.models import Contact, FollowUp, Letter, Opportunity


def put_json(value: object) -> None:
    """Print a value as indented JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def listing(
    now: datetime, zone: ZoneInfo, follow_ups: Iterable[FollowUp], letters: Mapping[str, Letter]
) -> dict[str, Any]:
    """`today`, `waiting` and `upcoming` as the contract has it; times in the owner's zone with offset."""
    return {
        "now": moment(now, zone),
        "follow_ups": [line(each, now, zone, letters.get(each.key)) for each in follow_ups],
    }


def line(each: FollowUp, now: datetime, zone: ZoneInfo, letter: Letter | None) -> dict[str, Any]:
    """One follow-up. `state` is overdue from its deadline on."""
    return {
        "id": each.key,
        "step": each.step,
        "state": state(each, now),
        "contact": person(each.contact),
        "opportunity": about(each.opportunity),
        "because": {
            "id": str(each.because_id),
            "kind": each.because_kind,
            "at": moment(each.because_at, zone),
            "says": each.because.says,
        },
        "due": moment(each.due, zone),
        "deadline": moment(each.deadline, zone),
        "lapses": moment(each.lapses, zone),
        "waiting_since": moment(each.waiting_since, zone),
        "letter": written(letter),
    }


def state(each: FollowUp, now: datetime) -> str:
    """due | overdue | later."""
    if each.due > now:
        return "later"
    return "overdue" if each.deadline and each.deadline < now else "due"


def person(contact: Contact) -> dict[str, Any]:
    """Who: `address` is the one letters go to, "" where none is known."""
    addresses = list(contact.addresses.all())
    return {
        "id": str(contact.pk),
        "name": contact.name,
        "address": addresses[0].as_written if addresses else "",
        "organisation": contact.organisation.name if contact.organisation else "",
    }


def about(opportunity: Opportunity | None) -> dict[str, Any] | None:
    """What it is about, or null."""
    if opportunity is None:
        return None
    return {
        "id": str(opportunity.pk),
        "kind": opportunity.kind,
        "title": opportunity.title,
        "reference": opportunity.reference,
        "organisation": opportunity.organisation.name if opportunity.organisation else "",
    }


def written(letter: Letter | None) -> dict[str, Any] | None:
    """A letter with its findings, or null where none is drafted yet."""
    if letter is None:
        return None
    return {
        "id": str(letter.pk),
        "to": letter.address,
        "subject": letter.subject,
        "body": letter.body,
        "state": letter.state,
        "trouble": letter.trouble,
        "findings": letter.findings,
    }


def moment(at: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with offset, to the second."""
    return at.astimezone(zone).isoformat(timespec="seconds") if at else None
