"""A playbook's step in words."""

from dataclasses import dataclass

from followup.core.kinds import Kind
from followup.core.letters.counting import ordinal
from followup.core.playbooks import Playbooks, Step

from .facts import HAPPENED

SHELVES = {
    "application": "Applications",
    "interview": "Interviews",
    "referee": "Referees",
    "rejection": "After a no",
    "referral": "Referrals",
    "keep-warm": "Keeping in touch",
    "offer": "Offers",
    "landing": "A new job",
    "employer": "Employers who write",
    "met": "People you met",
    "enquiry": "Enquiries",
    "quote": "Quotes",
    "order": "Orders",
    "buyer": "Customers",
    "complaint": "Complaints",
    "customer-referral": "Customers who refer others",
    "promise": "Promises",
}
CALLS_OFF = {
    "answered": "they answered",
    "outcome": "the outcome is known",
    "complaint open": "a complaint is open",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One playbook: its heading and its steps."""

    name: str
    heading: str
    steps: list[dict]


def in_words(playbooks: Playbooks, shipped: Playbooks) -> list[Shelf]:
    """All steps in force, and the shipped ones that are switched off, playbook by playbook."""
    steps = {**shipped.by_id, **playbooks.by_id}
    names = dict.fromkeys(step.playbook for step in steps.values())
    return [
        Shelf(
            name=name,
            heading=SHELVES.get(name, name.replace("-", " ").capitalize()),
            steps=[_told(step, playbooks) for step in steps.values() if step.playbook == name],
        )
        for name in names
    ]


def _told(step: Step, playbooks: Playbooks) -> dict[str, object]:
    return {
        "id": step.id,
        "title": step.title,
        "ground": step.ground,
        "sentence": sentence(step, playbooks),
        "is_on": step.id in playbooks,
        "is_plain": step.is_plain,
        "is_unattended": step.id in playbooks and playbooks[step.id].unattended,
    }


def sentence(step: Step, playbooks: Playbooks) -> str:
    """When it comes, when it is late, when it is dropped and what calls it off."""
    parts = [f"{_cause(step, playbooks)}: due {_after(str(step.due))}"]
    if step.deadline:
        parts.append(f"late {_after(str(step.deadline))}")
    parts.append(f"dropped {_after(str(step.lapses))}")
    called_off = [_calls_off(each) for each in sorted(step.unless)]
    occasions = _occasions(step)
    end = f" Called off when {_listed(called_off)}." if called_off else ""
    return ", ".join(parts) + "." + occasions + end


def _occasions(step: Step) -> str:
    told = [f"the {_listed([ordinal(number) for number in step.nth], 'and')} order"] if step.nth else []
    told += ["the first one of each further year"] if step.yearly else []
    return f" For {' and '.join(told)} of a customer." if told else ""


def _cause(step: Step, playbooks: Playbooks) -> str:
    if step.after:
        before = playbooks.by_id.get(step.after)
        return f"After “{before.title if before else step.after}” without an answer"
    return "When " + _listed(
        [HAPPENED[each.kind][:1].lower() + HAPPENED[each.kind][1:] for each in step.when]
    )


def _after(moment: str) -> str:
    return f"after {moment}" if moment[:1].isdigit() else moment


def _calls_off(word: str) -> str:
    if word in CALLS_OFF:
        return CALLS_OFF[word]
    return HAPPENED[Kind(word)][:1].lower() + HAPPENED[Kind(word)][1:]


def _listed(words: list[str], last: str = "or") -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
