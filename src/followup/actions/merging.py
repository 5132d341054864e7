"""Merging: two contacts become one, and can be taken apart again for ever, row by row."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from followup.core.trouble import Mend
from followup.models import Address, Contact, Detail, Fact, Letter, Merge, Message, Opportunity

from .placing.place import Touched
from .refresh import around
from .telling.tell import settle

#: What follows a contact, with the column that names them.
MOVED: tuple[type[Model], ...] = (Address, Fact, Letter, Message)
#: What the kept contact takes over where it has nothing itself.
FILLED = ("honorific", "given", "family", "title", "organisation_id", "timezone", "country", "subdivision")

OF_AN_OPPORTUNITY = ("kind", "key", "title", "reference", "organisation_id")


@transaction.atomic
def merge(kept: Contact, gone: Contact, now: datetime) -> Merge:
    """Make one contact of two: everything of `gone` is `kept`'s from now on."""
    _check(kept, gone)
    near = around(kept.workspace, {kept.pk, gone.pk})
    moved: dict[str, Any] = {"rows": {}, "opportunities": _opportunities(kept, gone)}
    for table in MOVED:
        rows = table._default_manager.filter(contact=gone)
        moved["rows"][table._meta.model_name] = list(rows.values_list("pk", flat=True))
        rows.update(contact=kept)
    moved["rows"]["detail"] = _move_details(kept, gone)
    moved["for_contact"] = _move_stand_ins(gone.pk, kept.pk, kept.workspace_id)
    moved["before"] = {each.pk: _columns(each) for each in (kept, gone)}
    filled = {name: getattr(gone, name) for name in _to_fill(kept) if getattr(gone, name)}
    Contact.objects.filter(pk=kept.pk).update(**filled)
    Contact.objects.filter(pk=gone.pk).update(merged_into=kept)
    done = Merge.objects.create(workspace=kept.workspace, kept=kept, gone=gone, at=now, moved=moved)
    settle(kept.workspace, Touched({kept.pk, gone.pk, *near}, is_less=True), now=now)
    return done


@transaction.atomic
def unmerge(done: Merge, now: datetime) -> None:
    """Take the two apart: what came with `gone` goes back to it, what happened since stays with `kept`."""
    if not Merge.objects.filter(pk=done.pk, undone_at=None).update(undone_at=now):
        raise Mend("These two contacts were taken apart already.")
    _check_order(done)
    near = around(done.workspace, {done.kept_id, done.gone_id})
    moved = done.moved
    tables: tuple[type[Model], ...] = (*MOVED, Detail)
    for table in tables:
        pks = moved["rows"][table._meta.model_name]
        table._default_manager.filter(pk__in=pks, contact=done.kept_id).update(contact=done.gone_id)
    for pk in moved["for_contact"]:
        _stand_in(pk, done.gone_id)
    for pk, columns in moved["before"].items():
        Contact.objects.filter(pk=int(pk), is_named_by_hand=columns["is_named_by_hand"]).update(**columns)
    Contact.objects.filter(pk=done.gone_id).update(merged_into=None)
    for row in moved["opportunities"]:
        _restore(done.workspace_id, row)
    settle(done.workspace, Touched({done.kept_id, done.gone_id, *near}, is_less=True), now=now)


def _check(kept: Contact, gone: Contact) -> None:
    if kept.pk == gone.pk:
        raise Mend(f"{kept.name} cannot be merged with itself; name two contacts.")
    if kept.workspace_id != gone.workspace_id:
        raise Mend("The two contacts belong to different workspaces.")
    for each in (kept, gone):
        if each.merged_into_id:
            raise Mend(f"{each.name} was merged into another contact already; take that apart first.")


def _to_fill(kept: Contact) -> list[str]:
    """A name's parts come together or not at all; the rest field by field."""
    parts = ("honorific", "given", "family")
    has_name = kept.is_named_by_hand or any(getattr(kept, name) for name in parts)
    return [name for name in FILLED if not getattr(kept, name) and not (has_name and name in parts)]


def _move_details(kept: Contact, gone: Contact) -> list[int]:
    """Details that both have stay where they are."""
    have = set(Detail.objects.filter(contact=kept).values_list("kind", "value"))
    rows = Detail.objects.filter(contact=gone).values_list("pk", "kind", "value")
    moving = [pk for pk, kind, value in rows if (kind, value) not in have]
    Detail.objects.filter(pk__in=moving).update(contact=kept)
    return moving


def _move_stand_ins(gone: int, kept: int, workspace: int) -> list[int]:
    rows = Fact.objects.filter(workspace=workspace, details__for_contact=str(gone))
    pks = list(rows.values_list("pk", flat=True))
    for pk in pks:
        _stand_in(pk, kept)
    return pks


def _stand_in(fact: int, contact: int) -> None:
    row = Fact.objects.get(pk=fact)
    Fact.objects.filter(pk=fact).update(details={**row.details, "for_contact": str(contact)})


def _columns(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in ("name", "is_named_by_hand", *FILLED)}


def _opportunities(*contacts: Contact) -> list[dict[str, Any]]:
    """The opportunities that a merge may make one, each with all that is in it."""
    rows = Opportunity.objects.filter(fact__contact__in=contacts).distinct()
    return [
        {
            "columns": {
                **{name: getattr(row, name) for name in ("pk", *OF_AN_OPPORTUNITY)},
                "created_at": row.created_at.isoformat(),
            },
            "fact": list(Fact.objects.filter(opportunity=row).values_list("pk", flat=True)),
            "letter": list(Letter.objects.filter(opportunity=row).values_list("pk", flat=True)),
        }
        for row in rows
    ]


def _restore(workspace: int, row: dict[str, Any]) -> None:
    columns = dict(row["columns"])
    pk = columns.pop("pk")
    taken = Opportunity.objects.filter(workspace=workspace, key=columns["key"]).exclude(pk=pk)
    if taken.exists():
        return  # it is spoken of under another number since; what belongs there is worked out anew
    columns["created_at"] = datetime.fromisoformat(columns["created_at"])
    if not Opportunity.objects.filter(pk=pk).update(**columns):
        Opportunity.objects.bulk_create([Opportunity(pk=pk, workspace_id=workspace, **columns)])
    Fact.objects.filter(pk__in=row["fact"]).update(opportunity=pk)
    Letter.objects.filter(pk__in=row["letter"]).update(opportunity=pk)


def _check_order(done: Merge) -> None:
    later = Merge.objects.filter(undone_at=None, gone=done.kept_id).first()
    if later:
        raise Mend(f"Take the later merge apart first: `followup undo merge:{later.pk}`.")
