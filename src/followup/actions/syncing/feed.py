"""Calendar feeds: read whole where they have changed, and only what differs is written."""

from datetime import datetime
from itertools import batched

from django.db import transaction

from followup.actions.importing.batches import keep_unread
from followup.actions.importing.files import reader_of
from followup.models import Account
from followup.sources.feeds import Feed, read_feed

from . import reach
from .entries import Entry, Writing, write
from .gone import let_go, mark_gone
from .report import Progress, SyncReport

AT_ONCE = 200


def read(account: Account, now: datetime, progress: Progress) -> SyncReport:
    """Read what has changed in a feed."""
    reader, report = reader_of(account.workspace, now=now), SyncReport()
    folder = reach.folder_of(account, "", "Calendar", "feed")
    feed = read_feed(reach.site_of(account), reach.kept(folder).tag, horizon=reader.horizon, zone=reader.zone)
    if feed.is_same:
        reach.seen_unchanged(folder, now)
    else:
        _write(feed, Writing(folder, reader, report, now, progress))
    let_go(account, now)
    return report


def _write(feed: Feed, writing: Writing) -> None:
    known = reach.versions_here(writing.folder)
    changed = [each for each in feed.entries if known.get(each.uid[:1000]) != each.tag]
    for some in batched(changed, AT_ONCE, strict=False):
        write(writing, [Entry(each.uid, each.tag, each.events) for each in some])
    _close(feed, writing, known.keys() - {each.uid[:1000] for each in feed.entries})


@transaction.atomic
def _close(feed: Feed, writing: Writing, gone: set[str]) -> None:
    folder, now = writing.folder, writing.now
    keep_unread(folder.workspace, feed.troubles, now=now)
    writing.report.not_understood += len(feed.troubles)
    if feed.is_whole:
        mark_gone(folder, gone, is_empty=not feed.entries)
    reach.close(folder, now, tag=feed.tag, on_server=len(feed.entries))
