"""Brakes: an account that does harm stops sending until a person has looked."""

from datetime import datetime

from django.db.models import F, Q

from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Account, Fact, Letter, Workspace

#: More than five in a hundred of the last fifty letters came back for good.
LAST = 50
BOUNCES = LAST * 5 // 100

_COMPLAINT = "{name} marked a letter as unwanted. Nothing leaves by {host} until you have looked into it; resume it then."
_BOUNCED = (
    "{count} of the last {last} letters came back for good. Nothing leaves by {host} until you have looked "
    "at your addresses; resume it then."
)


def brake(account: Account, now: datetime) -> None:
    """Pause the account where its letters do harm; Mend says why, also when it is paused already."""
    fresh = Account.objects.get(pk=account.pk)
    if fresh.paused_at is not None:
        raise Mend(fresh.trouble)
    sentence = _complaint(fresh) or _bounces(fresh, now)
    if sentence:
        Account.objects.filter(pk=account.pk).update(paused_at=now, trouble=sentence)
        _changed(account)
        raise Mend(sentence)


def resume_account(account: Account, now: datetime) -> Account:
    """A person lets a paused account send again; only what happens from now on can stop it anew."""
    paused = Account.objects.filter(pk=account.pk).exclude(paused_at=None)
    if not paused.update(paused_at=None, resumed_at=now, trouble="", next_try_at=None):
        raise Mend(f"{account} is not paused.")
    _changed(account)
    account.refresh_from_db()
    return account


def _complaint(account: Account) -> str:
    left = Letter.objects.filter(account=account).exclude(sent_at=None)
    reports = Fact.objects.filter(
        kind=Kind.REPORTED, contact__in=left.values("contact"), recorded_at__gt=_since(account)
    )
    report = reports.select_related("contact").first()
    return _COMPLAINT.format(name=report.contact.name, host=account.host) if report else ""


def _bounces(account: Account, now: datetime) -> str:
    tried = Letter.objects.filter(account=account, approved_at__gte=_since(account))
    tried = tried.filter(state__in=[Letter.State.SENT, Letter.State.REFUSED]).order_by("-approved_at", "-pk")
    last = {letter.contact_id: letter.approved_at or now for letter in tried[:LAST]}
    came_back = Fact.objects.filter(Q(details__hard="yes"), kind=Kind.BOUNCED, contact__in=last)
    count = len({contact for contact, at in came_back.values_list("contact", "at") if at >= last[contact]})
    return _BOUNCED.format(count=count, last=len(last), host=account.host) if count > BOUNCES else ""


def _since(account: Account) -> datetime:
    return account.resumed_at or account.created_at


def _changed(account: Account) -> None:
    Workspace.objects.filter(pk=account.workspace_id).update(changes=F("changes") + 1)
