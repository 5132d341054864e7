"""Telling, proposals: an interview they asked about stops being a question once we said yes."""

from collections.abc import Sequence
from itertools import batched

from followup.actions.placing.place import Touched
from followup.core.kinds import Kind
from followup.core.proposals import is_agreed
from followup.models import Fact, Workspace


def settle_proposals(workspace: Workspace, touched: Touched) -> None:
    """Make sure, or a question again, what was proposed in the touched conversations."""
    for some in batched(sorted(touched.threads - {""}), 2000, strict=False):
        touched.contacts |= _settle_in(workspace, some)


def _settle_in(workspace: Workspace, named: Sequence[str]) -> set[int]:
    here = Fact.objects.filter(workspace=workspace, thread__in=named)
    asked = here.filter(kind=Kind.INTERVIEW_SET, source="mail", corrected_at=None, message__is_ours=False)
    proposals = {fact.pk: fact for fact in asked if not fact.sure or fact.details.get("agreed")}
    if not proposals:
        return set()
    threads = {fact.thread for fact in proposals.values()}
    conversation = list(here.filter(kind=Kind.SENT, thread__in=threads).as_values())
    asked_at = dict(asked.values_list("pk", "message__at"))
    changed = []
    for proposal in asked.filter(pk__in=proposals).as_values():
        fact = proposals[proposal.id]
        letters = [each for each in conversation if each.thread == fact.thread]
        agreed = is_agreed(proposal, asked_at[fact.pk], letters)
        if agreed != fact.sure:
            details = {key: value for key, value in fact.details.items() if key != "agreed"}
            fact.sure, fact.details = agreed, details | ({"agreed": "yes"} if agreed else {})
            changed.append(fact)
    Fact.objects.bulk_update(changed, ["sure", "details"], batch_size=500)
    return {fact.contact_id for fact in changed}
