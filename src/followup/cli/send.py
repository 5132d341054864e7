"""followup send."""

from time import sleep
from typing import Annotated

import typer

from followup.actions.sending.deliver import deliver_owed, resume_account
from followup.actions.sending.settle import decide_unsure
from followup.conf.clock import now as read_clock
from followup.conf.clock import rehearsal
from followup.conf.table import read
from followup.core.trouble import Mend
from followup.models import Account, Letter

from .as_json import put_json, written
from .here import Here
from .lists import Json
from .terminal import day, say

Decide = Annotated[int, typer.Option("--letter", help="A letter in doubt that you decide about.")]


def send(
    letter: Decide = 0,
    arrived: Annotated[bool, typer.Option("--arrived", help="It did arrive: never send it again.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="It did not arrive: send the same letter again.")
    ] = False,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Let an account go on that was paused for its bounces or a complaint."),
    ] = False,
    json: Json = False,
) -> None:
    """Send now what is approved and past its undo window, and show what waits or is in doubt."""
    here = Here()
    if letter:
        _decide(here, letter, arrived, again)
        return
    if resume:
        _resume(here)
    if _waits_for_undo(here):
        say(
            "The undo window is still open; the letters leave when it closes. Ctrl-C keeps them here.",
            style="dim",
        )
        sleep(_waits_for_undo(here))
    deliver_owed(read_clock(), read_clock, here.workspace)
    states = [Letter.State.APPROVED, Letter.State.SENDING, Letter.State.UNSURE, Letter.State.REFUSED]
    open_ = list(_letters(here).filter(state__in=states))
    done = list(_letters(here).filter(state=Letter.State.SENT, sent_at__gte=here.now))
    if json:
        put_json({"sent": [written(each) for each in done], "open": [written(each) for each in open_]})
        return
    for each in done:
        say(f"Sent: letter {each.pk} to {each.contact.name}.", style="green")
    for each in open_:
        say(_open(here, each), style="yellow")
    for each in Account.objects.filter(workspace=here.workspace).exclude(paused_at=None):
        say(f"{each.trouble} (`followup send --resume`)", style="yellow")
    if not done and not open_:
        say("Nothing is approved and unsent.")


def _resume(here: Here) -> None:
    paused = list(Account.objects.filter(workspace=here.workspace).exclude(paused_at=None))
    if not paused:
        raise Mend("No account is paused.")
    for account in paused:
        say(f"{resume_account(account, here.now)} may send again.")


def _waits_for_undo(here: Here) -> float:
    """Seconds until the last undo window closes; 0 when none is open (a rehearsal's clock knows none)."""
    if rehearsal():
        return 0
    now, longest = read_clock(), float(read("FOLLOWUP_UNDO_SECONDS"))
    approved = (
        _letters(here)
        .filter(state=Letter.State.APPROVED, send_after__gt=now)
        .values_list("send_after", flat=True)
    )
    waits = [(each - now).total_seconds() for each in approved]
    return max((wait for wait in waits if wait <= longest), default=0)


def _letters(here: Here):  # type: ignore[no-untyped-def] # django-stubs cannot name the annotated queryset
    return Letter.objects.filter(workspace=here.workspace).select_related("contact").order_by("pk")


def _open(here: Here, each: Letter) -> str:
    after = f", not before {day(each.send_after, here.now, here.zone)}" if each.send_after else ""
    return f"Letter {each.pk} to {each.contact.name} is {each.state}{after}. {each.trouble}".rstrip()


def _decide(here: Here, number: int, arrived: bool, again: bool) -> None:
    found = _letters(here).filter(pk=number).first()
    if found is None:
        raise Mend(f"There is no letter {number} in this workspace.")
    if arrived == again:
        raise Mend("Say --arrived or --again.")
    decide_unsure(found, arrived, here.now)
    say(f"Letter {number}: {'taken as sent' if arrived else 'will be sent again'}.")
