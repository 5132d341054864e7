"""The desk: a letter with everything that lies beside it."""

from dataclasses import dataclass
from datetime import datetime

from followup.actions.letters import stands_on
from followup.actions.letters.checks import seal
from followup.actions.refresh import playbooks_of
from followup.models import Contact, FollowUp, Letter

from .lines import initials
from .words.facts import happened, why
from .words.when import Chip, chip, day_of

#: Facts that a letter stands on: more would be a file, not a reason.
NEAREST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A letter, its follow-up (None for a free letter), its findings and the facts it stands on."""

    letter: Letter
    contact: Contact
    follow_up: FollowUp | None
    why: str
    chip: Chip | None
    findings: list[dict]
    facts: list[dict]
    initials: str
    seal: tuple[str, ...]
    ground: str

    @property
    def is_open(self) -> bool:
        """It can still be written on."""
        return self.letter.state == Letter.State.DRAFT


def desk(letter: Letter, now: datetime, *, at_a_glance: bool = False) -> Desk:
    """The desk of a letter, with the follow-up it answers while that is still owed."""
    rows = FollowUp.objects.filter(workspace_id=letter.workspace_id, key=letter.follow_up_key)
    found = rows.select_related("contact", "opportunity", "because").first() if letter.follow_up_key else None
    return desk_of(found, letter, now, at_a_glance=at_a_glance)


def desk_of(follow_up: FollowUp | None, letter: Letter, now: datetime, *, at_a_glance: bool = False) -> Desk:
    """The desk of a follow-up and its letter; at a glance without what takes reading the whole record."""
    is_right = letter.state == Letter.State.DRAFT and not letter.findings and not at_a_glance
    return Desk(
        seal=seal(letter, now) if is_right else (),
        ground="" if at_a_glance else _ground(letter, follow_up),
        letter=letter,
        contact=letter.contact,
        follow_up=follow_up,
        why=why(follow_up, now) if follow_up else "",
        chip=chip(follow_up.due, follow_up.deadline, now) if follow_up else None,
        findings=in_order(letter.findings),
        facts=_stands_on(letter, now),
        initials=initials(letter.contact),
    )


def in_order(findings: list[dict]) -> list[dict]:
    """Findings as the page lists them: what blocks first, then in the order of the text; each with its name."""
    rows = [{**finding, "name": name_of(finding)} for finding in findings]
    return sorted(rows, key=lambda each: (each["severity"] != "block", each["start"]))


def name_of(finding: dict) -> str:
    """What a form calls a finding, however often the text was checked in between."""
    return f"{finding['check']}@{finding['start']}"


def _ground(letter: Letter, follow_up: FollowUp | None) -> str:
    """Why this step comes at all, and when: what its playbook says."""
    step = playbooks_of(letter.workspace).by_id.get(follow_up.step) if follow_up else None
    return step.ground if step else ""


def _stands_on(letter: Letter, now: datetime) -> list[dict]:
    return [
        {
            "fact": fact,
            "words": happened(fact.kind),
            "when": day_of(fact.at, now),
            "is_cause": fact.pk == letter.because_id,
        }
        for fact in stands_on(letter)[:NEAREST]
    ]
