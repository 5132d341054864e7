"""suppress: nobody in this workspace writes to this address again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from followup.models import Address, Letter, Suppression, Workspace
from followup.models.suppression import address_hash

#: Reasons that hold for the person, whatever address they are written to at.
OF_THE_PERSON = frozenset({"opted_out", "reported", "stopped"})

SENTENCES = {
    "opted_out": "They asked not to be written to.",
    "bounced": "Letters to this address come back.",
    "reported": "They marked a letter as unwanted.",
    "stopped": "You stopped all letters to them.",
}


@transaction.atomic
def suppress(workspace: Workspace, address: str, reason: str, now: datetime, says: str = "") -> Suppression:
    """Keep the address from being written to, for ever, and call back what is on its way to it.

    A person who opted out is suppressed at every address known of them; a bounce blames one address.
    """
    contact = Address.objects.filter(workspace=workspace, address=address).values("contact")
    others = Address.objects.filter(workspace=workspace, contact__in=contact)
    known = set(others.values_list("address", flat=True)) if reason in OF_THE_PERSON else set()
    rows = [
        Suppression(workspace=workspace, address_hash=address_hash(each), reason=reason, at=now, says=says)
        for each in {address, *known}
    ]
    Suppression.objects.bulk_create(rows, ignore_conflicts=True)
    if reason == Suppression.Reason.BOUNCED:
        Address.objects.filter(workspace=workspace, address=address).update(bounced_at=now)
    _call_back(workspace, {address, *known}, SENTENCES[reason])
    Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)
    return Suppression.objects.get(workspace=workspace, address_hash=address_hash(address))


def _call_back(workspace: Workspace, addresses: set[str], sentence: str) -> None:
    # A letter already under way is stopped by its own last look, just before its text leaves.
    Letter.claims.filter(workspace=workspace, address__in=addresses).back_to_draft(sentence)
