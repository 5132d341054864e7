"""Letters that go without a person: what keeps one back for somebody to look at first.

Two machines that answer each other never stop (RFC 3834), so nothing goes to machines and lists, and to
one address seldom. Each order is confirmed, since each confirmation says something new; a week's silence
after the first one, as answering machines keep it, would leave the second order unconfirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .checks.offers import first_offer
from .facts import Fact
from .letters import Draft, Sender
from .reading.machines import is_list_address, is_no_reply

APART = timedelta(hours=1)
WEEK = timedelta(days=7)
A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Unattended:
    """A letter about to go by itself: its text, whose it is, what called for it, and when others went to that address."""

    draft: Draft
    sender: Sender
    because: Fact
    before: Sequence[datetime] = ()


def kept_back(letter: Unattended, now: datetime) -> str:
    """Why a person should look first, in a sentence; "" for a letter that may go."""
    return _no_reader(letter) or _advertises(letter) or _too_soon(letter, now)


def _no_reader(letter: Unattended) -> str:
    address = letter.draft.address
    if letter.because.by_machine:
        return "A machine told of this order and may have confirmed it already; look, and approve it if not."
    if is_no_reply(address) or is_list_address(address):
        return f"Nobody reads what is written to {address}; find the customer's own address."
    if address.casefold() == letter.sender.email.casefold():
        return "The order came from your own address; approve it if you want to write to yourself."
    return ""


def _advertises(letter: Unattended) -> str:
    bought = str(letter.because.details.get("items", "")).splitlines()
    word = first_offer(f"{letter.draft.subject}\n{letter.draft.body}", bought)
    return (
        f"A letter that goes by itself sells nothing; take “{word}” out, or approve it yourself."
        if word
        else ""
    )


def _too_soon(letter: Unattended, now: datetime) -> str:
    lately = [at for at in letter.before if at > now - WEEK]
    if any(at > now - APART for at in lately):
        return (
            "Another confirmation went to this address within the hour; this one follows, or approve it now."
        )
    if len(lately) >= A_WEEK:
        return f"{A_WEEK} confirmations went to this address within a week; approve further ones yourself."
    return ""
