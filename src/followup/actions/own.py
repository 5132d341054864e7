"""What the readers have to know of a workspace before they read its mail."""

from followup.core.reading.known import Known, domain_of, fold_address
from followup.models import Account, Sender, Workspace


def known_of(workspace: Workspace) -> Known:
    """Our own addresses and name, what the workspace is for, and the owner's time zone."""
    sender = Sender.objects.filter(workspace=workspace).first()
    names = Account.objects.filter(workspace=workspace, username__contains="@").values_list(
        "username", flat=True
    )
    own = {fold_address(name) for name in names}
    if sender:
        own.add(fold_address(sender.email))
    return Known(
        own_addresses=frozenset(own),
        mode=workspace.mode,
        timezone=sender.timezone if sender else "",
        own_names=frozenset({sender.name} if sender else ()),
        country=sender.country if sender else "",
    )


def own_domains(known: Known) -> frozenset[str]:
    """The domains of our own addresses: people there are colleagues, not a firm we deal with."""
    return frozenset(map(domain_of, known.own_addresses))
