"""Whose turn it is: an account's letters leave so many a day and so many seconds apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from followup.conf.clock import rehearsal
from followup.models import Account, Letter
from followup.outbox.limits import room_of

DAY = timedelta(days=1)


def cap_of(account: Account) -> int:
    """How many letters a day may leave: what was set, or less where the provider's limit is near."""
    room = room_of(account.host)
    return account.cap_per_day if room is None else min(account.cap_per_day, room)


def in_turn(account: Account, numbers: Sequence[int], now: datetime) -> list[int]:
    """The letters that may leave now; the others are moved to their turn, with the reason."""
    left = Letter.claims.left_by(account.pk, now - DAY)
    free = max(cap_of(account) - len(left), 0)
    # Time stands still in a rehearsal, so nothing is spaced out there.
    apart = timedelta(seconds=0 if rehearsal() else account.seconds_apart)
    if not apart:
        turn = list(numbers[:free])
    else:
        is_clear = not left or left[-1] + apart <= now
        turn = list(numbers[: min(free, 1)]) if is_clear else []
    _postpone(account, [each for each in numbers if each not in set(turn)], left, turn, now)
    return turn


def _postpone(
    account: Account, numbers: Sequence[int], left: list[datetime], turn: list[int], now: datetime
) -> None:
    recent = [*left, *[now] * len(turn)] or [now]
    for place, number in enumerate(numbers):
        slot, reason = _slot(account, recent, place)
        Letter.claims.filter(pk=number, state=Letter.State.APPROVED).update(send_after=slot, trouble=reason)


def _slot(account: Account, recent: list[datetime], place: int) -> tuple[datetime, str]:
    beyond = len(recent) + place - cap_of(account)
    if beyond >= 0:
        slot = recent[min(beyond, len(recent) - 1)] + DAY
        return slot, f"Waits for tomorrow: {cap_of(account)} letters a day leave by this account."
    slot = recent[-1] + timedelta(seconds=account.seconds_apart) * (place + 1)
    return slot, f"Waits its turn: letters leave {account.seconds_apart} seconds apart."
