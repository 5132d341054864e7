"""Lines of a list: a follow-up as the eye wants it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from followup.core.playbooks import Playbooks
from followup.models import Contact, FollowUp

from .words.facts import why
from .words.when import Chip, chip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who, why, when, and the next act."""

    key: str
    url: str
    who: str
    firm: str
    initials: str
    why: str
    act: str
    chip: Chip
    answers: bool = False
    due: datetime


def lines(rows: Iterable[FollowUp], playbooks: Playbooks, page: str, *, now: datetime) -> list[Line]:
    """The rows of a list as lines that open on that page."""
    return [_line(row, playbooks, page, now) for row in rows]


def initials(contact: Contact) -> str:
    """Two letters for the round mark before a name."""
    words = [contact.given, contact.family] if contact.given and contact.family else contact.name.split()
    letters = [word[0] for word in words if word[:1].isalpha()]
    return "".join([letters[0], letters[-1]] if len(letters) > 1 else letters).upper() or "?"


def _line(row: FollowUp, playbooks: Playbooks, page: str, now: datetime) -> Line:
    step = playbooks.by_id.get(row.step)
    firm = row.contact.organisation
    return Line(
        key=row.key,
        url=reverse(f"{page}.open", args=[row.key]),
        who=row.contact.name,
        firm=firm.name if firm else "",
        initials=initials(row.contact),
        why=why(row, now),
        act=step.title if step else row.step,
        chip=chip(row.due, row.deadline, now),
        answers=bool(step and step.answers),
        due=row.due,
    )
