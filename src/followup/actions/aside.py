"""Setting a row aside with its trouble shown, and the heartbeat that says when work was last done."""

from datetime import datetime

from followup.models import Account, Heartbeat, Letter


def beat(name: str, now: datetime, says: str = "") -> None:
    """Note that background work is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now, "says": says})


def set_letter_aside(letter: int, sentence: str, until: datetime) -> None:
    """Leave a letter alone until then; whether it has left is not touched."""
    waiting = Letter.objects.filter(pk=letter)
    waiting.filter(state=Letter.State.APPROVED).update(send_after=until, trouble=sentence)
    waiting.filter(state=Letter.State.UNSURE).update(lease_until=until)


def set_account_aside(account: int, sentence: str, until: datetime) -> None:
    """Leave an account alone until then."""
    Account.objects.filter(pk=account).update(next_try_at=until, trouble=sentence)


def set_workspace_aside(workspace: int, sentence: str, until: datetime) -> None:
    """Keep a workspace's trouble where `followup doctor` finds it."""
    beat(f"workspace {workspace}", until, sentence)
