"""Calendars and address books on servers: what has changed is read once, each batch with its versions."""

from collections.abc import Collection as Several
from datetime import datetime

from django.db import transaction

from followup.actions.importing.files import reader_of
from followup.core.trouble import Refused, Unreachable
from followup.models import Account, Folder
from followup.sources import caldav

from . import reach
from .entries import Entry, Writing, write
from .gone import let_go, mark_gone
from .report import Progress, SyncReport

ROLES: dict[caldav.Sort, str] = {"caldav": "calendar", "carddav": "cards"}


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Read what has changed in the calendars, or the address books, of an account."""
    sort: caldav.Sort = "carddav" if account.kind == Account.Sort.CARDDAV else "caldav"
    reader, report = reader_of(account.workspace, now=now), SyncReport()
    with caldav.visit(reach.site_of(account)) as asking:
        found = caldav.collections(asking, sort)
        _tell_absent(account, {each.address for each in found})
        for each in found:
            folder = reach.folder_of(account, each.address, each.name, ROLES[sort])
            if folder.is_read:
                _read_one(asking, each, sort, Writing(folder, reader, report, now, progress))
    let_go(account, now)
    return report


def _tell_absent(account: Account, addresses: Several[str]) -> None:
    sentence = "This is no longer on the server; what was read from it stays."
    absent = Folder.objects.filter(account=account).exclude(collection__address__in=addresses)
    absent.exclude(trouble=sentence).update(trouble=sentence)


def _read_one(asking: caldav.Visit, place: caldav.Collection, sort: caldav.Sort, writing: Writing) -> None:
    folder, now = writing.folder, writing.now
    kept = reach.kept(folder)
    is_due = reach.is_to_be_compared(folder, now)
    if not is_due and not folder.trouble and _is_same(place, kept.token, kept.tag):
        reach.seen_unchanged(folder, now)
        return
    known = reach.versions_here(folder)
    try:
        found = caldav.changes(asking, place, kept.token, known, whole=is_due)
        bundles = caldav.entries(
            asking, place, sort, found.changed, horizon=writing.reader.horizon, zone=writing.reader.zone
        )
        for some in bundles:
            write(writing, [Entry(each.href, each.tag, each.things) for each in some])
    except caldav.OddAnswer as trouble:
        # One calendar that its server cannot hand over does not keep the others from being read.
        Folder.objects.filter(pk=folder.pk).update(trouble=str(trouble))
        return
    except (Unreachable, Refused) as trouble:
        Folder.objects.filter(pk=folder.pk).update(trouble=str(trouble))
        raise
    _close(folder, place, found, now)


def _is_same(place: caldav.Collection, token: str, tag: str) -> bool:
    """Whether the server says that nothing has changed since the token, or else the tag."""
    return place.token == token if place.token else bool(place.tag) and place.tag == tag


@transaction.atomic
def _close(folder: Folder, place: caldav.Collection, found: caldav.Changes, now: datetime) -> None:
    mark_gone(folder, found.gone, is_empty=found.is_whole and not found.count)
    on_server = found.count if found.is_whole else None
    reach.close(folder, now, token=found.token, tag=place.tag, on_server=on_server)
