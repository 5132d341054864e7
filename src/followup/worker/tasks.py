"""The tasks: each takes a row's number, calls a verb, and is safe to run twice."""

from functools import partial
from importlib import import_module

from django.tasks import task

from followup.actions import letters as drafts
from followup.actions.aside import set_account_aside, set_letter_aside, set_workspace_aside
from followup.actions.buying import campaigns
from followup.actions.buying.stale import is_to_be_ranked
from followup.actions.letters import unattended
from followup.actions.sending import copies
from followup.actions.sending import deliver as outbox
from followup.actions.sending import recover as recovery
from followup.actions.syncing import sync as accounts
from followup.conf import clock
from followup.models import Account, Workspace

from .guard import guarded

DRAFTS_AT_ONCE = 50


@task()
def recover(_row: int) -> None:
    """Free the claims of workers that died."""
    recovery.recover(clock.now())


@task()
def deliver(workspace: int) -> None:
    """Send what a workspace owes; where a letter breaks the round, that one is set aside and the rest goes on."""
    row = Workspace.objects.get(pk=workspace)
    if guarded(lambda: outbox.deliver_owed(clock.now(), clock.now, row)):
        return
    for letter in outbox.owed_letters(clock.now(), row):
        guarded(partial(_deliver_one, letter), aside=partial(set_letter_aside, letter))


def _deliver_one(letter: int) -> None:
    outbox.deliver(letter, clock.now(), clock.now)


@task()
def settle(letter: int) -> None:
    """Look for a letter in doubt."""
    guarded(
        lambda: outbox.settle(letter, clock.now()),
        aside=partial(set_letter_aside, letter),
    )


@task()
def sync(account: int) -> None:
    """Read what is new in a mailbox."""
    row = Account.objects.select_related("workspace").get(pk=account)
    guarded(
        lambda: accounts.sync(row, clock.now(), clock=clock.now),
        aside=partial(set_account_aside, account),
    )


@task()
def file_copies(workspace: int) -> None:
    """See that sent letters lie in the Sent folder."""
    row = Workspace.objects.get(pk=workspace)
    guarded(
        lambda: copies.file_copies(row, clock.now()),
        aside=partial(set_workspace_aside, workspace),
    )


@task()
def release(workspace: int) -> None:
    """Release the confirmations that a playbook lets go unattended."""
    row = Workspace.objects.get(pk=workspace)
    guarded(
        lambda: unattended.release_unattended(row, clock.now()),
        aside=partial(set_workspace_aside, workspace),
    )


@task()
def rank(workspace: int) -> None:
    """Put the customers in order anew where their orders, or the day, are others than the last time."""
    row = Workspace.objects.get(pk=workspace)
    guarded(partial(_rank, row), aside=partial(set_workspace_aside, workspace))


def _rank(workspace: Workspace) -> None:
    if is_to_be_ranked(workspace, clock.now()):
        # It loads NumPy, which a worker for somebody who looks for work never needs.
        import_module("followup.actions.buying.rank").rank_buyers(workspace, now=clock.now())


@task()
def enrol(workspace: int) -> None:
    """Keep for whom a letter has come due whose use is measured."""
    row = Workspace.objects.get(pk=workspace)
    guarded(
        lambda: campaigns.enrol(row, clock.now()),
        aside=partial(set_workspace_aside, workspace),
    )


@task()
def draft(workspace: int) -> None:
    """Have the letters of the day ready, their spelling looked at."""
    row = Workspace.objects.get(pk=workspace)
    guarded(partial(_draft, row), aside=partial(set_workspace_aside, workspace))


def _draft(workspace: Workspace) -> None:
    drafts.draft_due(workspace, clock.now(), DRAFTS_AT_ONCE)
    drafts.check_due(workspace, clock.now())
