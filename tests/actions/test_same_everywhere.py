"""The same mailbox through IMAP, Maildir and mbox: the same messages, the same facts."""

import re
import shutil

import pytest

from followup.actions.accounts import connect
from followup.actions.importing.files import import_paths
from followup.actions.syncing.sync import sync
from followup.models import Fact, Message, Workspace
from tests.actions.mailboxes import MIRA, letter
from tests.actions.telling_about import NOW, ada, story
from tests.dovecot import dovecot
from tests.post import ADA, mbox, message_id

__all__ = ["dovecot"]

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]

FIRST = message_id("2026-03-01T08:01:00+00:00", MIRA, "News 1")
MAILS = [
    letter(1, body="Dear Ada,\n\nwe would like to invite you to an interview on 10 March at 14:00.\n\nMira"),
    letter(2, sender=ADA, to=MIRA, subject="Re: News 1", answers=FIRST, body="Thank you, I will come."),
    letter(3, subject="From the future").replace(b"Date: Sun, 01 Mar 2026", b"Date: Thu, 01 Mar 2029"),
    letter(4, sender="shop@store.example", list_unsubscribe="<mailto:off@store.example>"),
    letter(5, sender="Jo Park <jo@lumen.example>", body="From the start:\n>From here on\n.\n..\nYours, Jo"),
    letter(6, auto_submitted="auto-replied", subject="Out of office", body="I am back on 9 March."),
]  # fmt: skip


def said(workspace: Workspace) -> tuple[object, ...]:
    """What is known, without the numbers of rows."""
    messages = Message.objects.filter(workspace=workspace).order_by("key")
    facts = Fact.objects.filter(workspace=workspace).order_by("source_key", "kind", "at")
    return (
        story(workspace),
        list(messages.values_list("key", "thread", "at", "is_ours", "subject", "text", "headers", "answers")),
        list(facts.values_list("source_key", "kind", "at", "says", "details")),
    )


def renamed(workspace: Workspace, slug: str) -> Workspace:
    workspace.slug = slug
    workspace.save(update_fields=["slug"])
    return workspace


def test_one_mailbox_gives_the_same_facts_wherever_it_is_read(dovecot, tmp_path):
    dovecot.deliver("same", *MAILS)
    by_imap = renamed(ada(), "imap")
    sync(connect(by_imap, "imap", f"imap://same@127.0.0.1:{dovecot.port}", "secret", NOW), NOW)
    by_maildir = renamed(ada(), "maildir")
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    for path in dovecot.files("same"):
        shutil.copy(path, tmp_path / "Mail" / path.parent.name)
    import_paths(by_maildir, [tmp_path / "Mail"], now=NOW)
    by_mbox = renamed(ada(), "mbox")
    quoted = [re.sub(rb"^(>*From )", rb">\1", each, flags=re.MULTILINE) for each in MAILS]
    import_paths(by_mbox, [mbox(tmp_path / "all.mbox", quoted)], now=NOW)

    assert len(Message.objects.filter(workspace=by_imap)) == len(MAILS)
    assert said(by_imap) == said(by_maildir)
    assert said(by_imap) == said(by_mbox)
