"""deliver: an approved letter leaves, at most once for each approval.

Claim, look again whether it may go, freeze its bytes; then submit outside any transaction, with the
journal written before each step that cannot be taken back; then book what came of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction

from followup.actions.letters.checks import check_letter, checked_before
from followup.actions.suppress import suppress
from followup.conf.clock import rehearsal
from followup.conf.table import read
from followup.core.findings import Finding
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Account, Letter, Workspace
from followup.models.durable import leaves_to_the_system, on_disk
from followup.models.lease import is_free
from followup.models.watch import Watch
from followup.outbox.line import Line
from followup.outbox.owner import is_gone, is_of_heap, owner_name
from followup.outbox.server import is_loopback
from followup.outbox.submission import submit

from .absence import away
from .book import book
from .brakes import brake, resume_account
from .journal import LEASE, Journal
from .outgoing import freeze_letter, parcel_of, server_of
from .receipts import accepted, not_sent
from .recover import let_go, recover
from .settle import decide_unsure, settle
from .stops import stops
from .turns import in_turn

__all__ = ["decide_unsure", "deliver", "deliver_owed", "owed_letters", "resume_account", "settle", "suppress"]

Clock = Callable[[], datetime]
#: So many letters are claimed and booked together; a letter of its own where they leave seconds apart.
BATCH = 200
#: So many letters of a heap may be in doubt after the machine (not the program) stopped.
NEXT = 10
#: What has left is shown as sent within this.
BOOKED_WITHIN = timedelta(seconds=2)
#: An account that cannot be reached is left alone for so long.
PAUSE = timedelta(minutes=2)
PAUSE_FOR_GOOD = timedelta(minutes=10)


def owed_letters(now: datetime, workspace: Workspace | None = None) -> list[int]:
    """The letters to be sent now, oldest approval first."""
    letters = Letter.claims.owed(now)
    if rehearsal():
        # The clock stands still: the undo window would never end.
        undo = timedelta(seconds=int(read("FOLLOWUP_UNDO_SECONDS")))
        letters = letters | Letter.claims.owed_but_for_undo(undo)
    if workspace is not None:
        letters = letters.filter(workspace=workspace)
    return list(letters.values_list("pk", flat=True))


def deliver(letter_id: int, now: datetime, clock: Clock) -> Letter:
    """Send one approved letter if it may go; what came of it is in the row returned.

    Raises Mend, Unreachable or Refused when the account itself does not work.
    """
    recover(now)
    letter = Letter.objects.get(pk=letter_id)
    if letter.state == Letter.State.APPROVED:
        account = _account_of(letter)
        if account is None:
            raise Mend("No server to send letters by is connected; `followup connect smtp` does that.")
        _leave(account, [letter_id], now, clock)
        letter.refresh_from_db()
    return letter


def deliver_owed(now: datetime, clock: Clock, workspace: Workspace | None = None) -> int:
    """Send all that is owed, one line to a server for many letters; how many left.

    An account in trouble shows its sentence and is tried again later; the others go on.
    """
    recover(now)
    count = 0
    for account, numbers in _by_account(owed_letters(now, workspace)):
        try:
            count += _leave(account, numbers, now, clock)
        except (Mend, Unreachable, Refused):
            continue  # written into the account's row already
    return count


def _by_account(numbers: Sequence[int]) -> Iterable[tuple[Account, list[int]]]:
    heaps: dict[Account, list[int]] = {}
    for chunk in batched(numbers, 500, strict=False):
        letters = Letter.objects.filter(pk__in=chunk).select_related("account").order_by("approved_at", "pk")
        defaults: dict[int, Account | None] = {}
        for letter in letters:
            if letter.workspace_id not in defaults:
                defaults[letter.workspace_id] = _default_account(letter.workspace_id)
            account = letter.account or defaults[letter.workspace_id]
            if account is not None:
                heaps.setdefault(account, []).append(letter.pk)
    return heaps.items()


def _account_of(letter: Letter) -> Account | None:
    return letter.account or _default_account(letter.workspace_id)


def _default_account(workspace: int) -> Account | None:
    return Account.objects.filter(workspace=workspace, kind=Account.Sort.SMTP).order_by("pk").first()


def _leave(account: Account, numbers: Sequence[int], now: datetime, clock: Clock) -> int:
    """Hold the account while its letters leave, so that two workers cannot outrun its limits."""
    # Waiting for the disk takes longer than sending: letters that leave without a pause share the wait.
    owner = owner_name(of_heap=len(numbers) > 1 and not account.seconds_apart and leaves_to_the_system())
    if is_gone(account.claimed_by):
        Account.objects.filter(pk=account.pk, claimed_by=account.claimed_by).update(lease_until=None)
    free = Account.objects.filter(is_free(now, owner), pk=account.pk)
    if not free.update(claimed_by=owner, lease_until=now + LEASE):
        return 0
    try:
        _refuse_the_world(account)
        brake(account, now)
        count = _send(account, in_turn(account, numbers, now), owner, clock)
    except (Mend, Unreachable, Refused) as trouble:
        _tell(account, numbers, trouble, clock())
        raise
    finally:
        let_go(Letter.claims.held_by(owner), clock())
        Account.objects.filter(pk=account.pk, claimed_by=owner).update(claimed_by="", lease_until=None)
    return count


def _refuse_the_world(account: Account) -> None:
    is_play = rehearsal() is not None or account.workspace.is_demo
    if is_play and not is_loopback(account.host):
        why = "FOLLOWUP_NOW is set" if rehearsal() else "this is the demo"
        raise Mend(f"Nothing was sent: {why}, and {account.host} is not on this machine.")


def _tell(account: Account, numbers: Sequence[int], trouble: Exception, now: datetime) -> None:
    pause = PAUSE_FOR_GOOD if getattr(trouble, "for_good", True) else PAUSE
    Account.objects.filter(pk=account.pk).update(trouble=str(trouble), next_try_at=now + pause)
    waiting = [Letter.State.APPROVED, Letter.State.SENDING]
    Letter.objects.filter(pk__in=numbers[:BATCH], state__in=waiting).update(trouble=str(trouble))


def _send(account: Account, numbers: Sequence[int], owner: str, clock: Clock) -> int:
    if not numbers:
        return 0
    count = 0
    with Line(server_of(account, clock())) as line:
        for batch in batched(numbers, BATCH, strict=False):
            letters, watch = _made_ready(account, batch, owner, clock())
            count += _submitted(Sending(account, line, owner, clock, watch), letters)
            mine = Account.objects.filter(pk=account.pk, claimed_by=owner)
            mine.update(lease_until=clock() + LEASE, trouble="", next_try_at=None, worked_at=clock())
    return count


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends by which line, and what watches for news meanwhile."""

    account: Account
    line: Line
    owner: str
    clock: Clock
    watch: Watch


def _submitted(sending: Sending, letters: Sequence[Letter]) -> int:
    done: list[int] = []
    booked, booked_at = 0, sending.clock()
    try:
        for place, letter in enumerate(letters):
            if place % NEXT == 0:
                _next_on_the_line(sending, letters[place : place + NEXT])
            if not _sent(sending, letter):
                continue
            done.append(letter.pk)
            # On a slow line nobody waits for the end of the heap to see what has left.
            if sending.clock() - booked_at > BOOKED_WITHIN:
                book(done[booked:], sending.clock())
                booked, booked_at = len(done), sending.clock()
    finally:
        book(done[booked:], sending.clock())
    return len(done)


def _next_on_the_line(sending: Sending, letters: Sequence[Letter]) -> None:
    """Keep the claims, and put on the disk which letters of a heap come next: they, and no others, are in
    doubt should the machine stop."""
    until = sending.clock() + LEASE
    held = Letter.claims.held_by(sending.owner)
    with on_disk(), sending.watch.own_writes():
        held.update(lease_until=until)
        if is_of_heap(sending.owner):
            held.filter(pk__in=[each.pk for each in letters]).update(phase=Letter.Phase.CONNECTED)
        Account.objects.filter(claimed_by=sending.owner).update(lease_until=until)


# Durable: the claims and the bytes are committed here or nowhere, whoever calls.
@transaction.atomic(durable=True)
def _made_ready(
    account: Account, numbers: Sequence[int], owner: str, now: datetime
) -> tuple[list[Letter], Watch]:
    """Claim the letters, take out what must not go, store the bytes of the rest, and watch from here on."""
    Letter.claims.claim(numbers, owner, now + LEASE)
    wanted = Letter.claims.held_by(owner).filter(pk__in=numbers).order_by("approved_at", "pk")
    letters = list(wanted.select_related("workspace__sender", "contact", "because"))
    stopped = stops(letters)
    known = checked_before(letters, now)
    postponed = away(letters, now)
    ready = []
    for letter in letters:
        sentence = stopped.get(letter.pk) or _blocked(letter, known, now) or _frozen(letter, now)
        if sentence:
            Letter.claims.filter(pk=letter.pk).back_to_draft(sentence, owner)
        elif letter.pk in postponed:
            Letter.claims.held_by(owner).filter(pk=letter.pk).postpone(*postponed[letter.pk])
        else:
            ready.append(letter)
    Letter.claims.freeze(
        account.pk, [(each.pk, each.message_id, bytes(each.frozen or b"")) for each in ready]
    )
    return ready, Watch()


def _blocked(letter: Letter, known: Mapping[int, list[Finding]], now: datetime) -> str:
    """What has come to be wrong with the letter since it was approved."""
    findings = known[letter.pk] if letter.pk in known else check_letter(letter, now)
    return " ".join(each.sentence for each in findings if each.severity == "block")


def _frozen(letter: Letter, now: datetime) -> str:
    """Write the letter as bytes; the sentence says why it cannot be written as a message."""
    try:
        freeze_letter(letter, now)
    except Mend as trouble:
        return str(trouble)
    return ""


def _sent(sending: Sending, letter: Letter) -> bool:
    line, owner, clock = sending.line, sending.owner, sending.clock
    journal = Journal(letter, owner, clock, line.server.timeouts.final, sending.watch)
    receipt = submit(line, parcel_of(letter), journal)
    if receipt.outcome == "sent":
        with sending.watch.own_writes():
            return accepted(letter, owner, receipt, clock())
    if receipt.outcome == "held":
        Letter.claims.filter(pk=letter.pk).back_to_draft(journal.stopped_by, owner)
        return False
    not_sent(letter, owner, receipt, clock())
    if receipt.blames_address:
        brake(sending.account, clock())
    return False
