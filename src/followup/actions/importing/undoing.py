"""Taking an import back: its facts and messages go, and the people who came with it alone."""

from collections.abc import Iterable
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import Q

from followup.actions.own import known_of
from followup.actions.placing.place import Touched
from followup.actions.refresh import around
from followup.actions.telling.conversations import settle_conversations
from followup.actions.telling.guessing import guess_anew
from followup.actions.telling.people import show_best_names
from followup.actions.telling.signatures import OF_SIGNATURES
from followup.actions.telling.tell import settle
from followup.core.trouble import Mend
from followup.models import (
    Address,
    CalendarEvent,
    Contact,
    Detail,
    Fact,
    Guess,
    Import,
    Letter,
    Mention,
    Merge,
    Message,
    Opportunity,
    Unread,
    Workspace,
)


@transaction.atomic
def undo_import(import_: Import, now: datetime) -> None:
    """Remove what came with the import and with nothing else; letters and what was done by hand stay."""
    if not Import.objects.filter(pk=import_.pk, undone_at=None).update(undone_at=now, finished_at=now):
        raise Mend(f"Import {import_.pk} was taken back already.")
    workspace = import_.workspace
    source = f"import {import_.pk}"
    facts = Fact.objects.filter(origin=import_)
    contacts = set(facts.values_list("contact_id", flat=True))
    contacts |= set(
        Detail.objects.filter(workspace=workspace, source=source).values_list("contact_id", flat=True)
    )
    contacts |= set(
        Address.objects.filter(workspace=workspace, source=source).values_list("contact_id", flat=True)
    )
    near = around(workspace, contacts)
    messages = Message.objects.filter(origin=import_)
    threads = set(messages.values_list("thread", flat=True))
    mentions = Mention.objects.filter(workspace=workspace)
    named = mentions.filter(key__in=messages.values("key"))
    strands = set(named.values_list("thread", flat=True))
    orphaned = Guess.objects.filter(workspace=workspace, parent__in=messages.values("key"))
    orphans = list(orphaned.exclude(message__origin=import_).values_list("pk", flat=True))
    named.update(at=None)
    facts.delete()
    messages.delete()
    kept = mentions.filter(key__in=Message.objects.filter(workspace=workspace).values("key"))
    for some in batched(sorted(strands), 5000, strict=False):
        mentions.filter(thread__in=some).exclude(thread__in=kept.values("thread")).delete()
    changed = guess_anew(workspace, orphans, known_of(workspace).own_addresses)
    threads |= settle_conversations(workspace, threads | strands | changed)
    CalendarEvent.objects.filter(origin=import_).delete()
    Unread.objects.filter(origin=import_).delete()
    gone = _remove_people(workspace, contacts, source)
    _remove_opportunities(workspace)
    settle(workspace, Touched((contacts | near) - gone, threads, is_less=True), now=now)


def forget_when_empty(import_: Import) -> bool:
    """Remove an import that brought nothing; whether it did."""
    source = f"import {import_.pk}"
    brought = (
        Fact.objects.filter(origin=import_),
        Message.objects.filter(origin=import_),
        CalendarEvent.objects.filter(origin=import_),
        Unread.objects.filter(origin=import_),
        Detail.objects.filter(workspace=import_.workspace_id, source=source),
        Address.objects.filter(workspace=import_.workspace_id, source=source),
    )
    if import_.files.filter(new__gt=0).exists() or any(rows.exists() for rows in brought):
        return False
    import_.delete()
    return True


def _remove_people(workspace: Workspace, contacts: Iterable[int], source: str) -> set[int]:
    """The contacts among these of whom nobody else speaks are removed; of the rest, the import's details."""
    # What its mails’ signatures said goes with it.
    sources = (source, f"{OF_SIGNATURES} {source}")
    others = ~Q(source__in=sources)
    concerned = set(contacts)
    kept = set(Fact.objects.filter(contact__in=concerned).values_list("contact_id", flat=True))
    kept |= set(Letter.objects.filter(contact__in=concerned).values_list("contact_id", flat=True))
    kept |= set(Message.objects.filter(contact__in=concerned).values_list("contact_id", flat=True))
    kept |= set(Address.objects.filter(others, contact__in=concerned).values_list("contact_id", flat=True))
    kept |= set(Detail.objects.filter(others, contact__in=concerned).values_list("contact_id", flat=True))
    kept |= set(Merge.objects.filter(kept__in=concerned).values_list("kept_id", flat=True))
    kept |= set(Contact.objects.filter(pk__in=concerned, is_named_by_hand=True).values_list("pk", flat=True))
    Detail.objects.filter(workspace=workspace, source__in=sources, contact__in=kept).delete()
    show_best_names(workspace, kept)
    gone = concerned - kept
    Contact.objects.filter(pk__in=gone).delete()
    return gone


def _remove_opportunities(workspace: Workspace) -> None:
    used = Fact.objects.filter(workspace=workspace, opportunity__isnull=False).values("opportunity")
    written = Letter.objects.filter(workspace=workspace, opportunity__isnull=False).values("opportunity")
    Opportunity.objects.filter(workspace=workspace).exclude(pk__in=used).exclude(pk__in=written).delete()
