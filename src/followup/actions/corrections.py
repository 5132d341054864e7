"""Corrections: what the person says of a fact holds, whatever a later reading makes of it."""

from datetime import datetime

from django.db import transaction

from followup.core.kinds import Kind
from followup.core.trouble import Mend
from followup.models import Address, Fact, Suppression
from followup.models.suppression import address_hash

from .placing.place import Touched
from .telling.tell import settle
from .telling.whose import answer_whose

_SILENCING = (Kind.OPTED_OUT, Kind.REPORTED)


@transaction.atomic
def correct(fact: Fact, kind: Kind | str, now: datetime) -> Fact:
    """Say what a fact really was; it is then sure, and later readings leave it alone."""
    if kind not in set(Kind):
        raise Mend(f"“{kind}” is not a kind of fact; `followup record --help` lists them.")
    was = fact.kind
    Fact.objects.filter(pk=fact.pk).update(
        kind=Kind(kind), read_as=fact.read_as or was, sure=True, corrected_at=now
    )
    return _settled(fact, was, now)


def answer(fact: Fact, yes: bool, now: datetime) -> Fact:
    """Answer the question that an unsure fact is: yes, it was that; no, it was nothing of note.

    Of an order by somebody of the same name it is asked who that is: on a no it is somebody else's, and no less an order.
    """
    if fact.asks_whose:
        return answer_whose(fact, yes, now)
    return correct(fact, Kind(fact.kind) if yes else Kind.NOTED, now)


@transaction.atomic
def uncorrect(fact: Fact, now: datetime) -> Fact:
    """Take a correction back: what was read holds again."""
    if fact.corrected_at is None:
        raise Mend(f"Fact {fact.pk} was not corrected; there is nothing to take back.")
    was = fact.kind
    Fact.objects.filter(pk=fact.pk).update(kind=fact.read_as, corrected_at=None)
    return _settled(fact, was, now)


def _settled(fact: Fact, was: str, now: datetime) -> Fact:
    fact.refresh_from_db()
    if was in _SILENCING and fact.kind not in _SILENCING:
        _let_speak(fact)
    settle(fact.workspace, Touched({fact.contact_id}, {fact.thread} - {""}), now=now)
    fact.refresh_from_db()
    return fact


def _let_speak(fact: Fact) -> None:
    """The fact was the ground of a suppression and is not any more."""
    others = Fact.objects.filter(contact=fact.contact_id, kind__in=_SILENCING, sure=True)
    if not others.exists():
        addresses = Address.objects.filter(contact=fact.contact_id).values_list("address", flat=True)
        Suppression.objects.filter(
            workspace=fact.workspace_id,
            address_hash__in=list(map(address_hash, addresses)),
            reason__in=("opted_out", "reported"),
        ).delete()
