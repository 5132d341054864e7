"""Short patience, and parcels to send."""

from datetime import UTC, datetime

import pytest

from followup.outbox.line import Line
from followup.outbox.message import Outgoing, freeze
from followup.outbox.server import Server, Timeouts
from followup.outbox.submission import Parcel

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
IMPATIENT = Timeouts(connect=2, command=0.8, final=0.8)


def letter(**changes) -> Outgoing:
    """A letter to Berta; `changes` replace its parts."""
    parts = {
        "sender_name": "Ada Weber",
        "sender": "ada@weber.example",
        "recipient_name": "Berta Brandt",
        "recipient": "berta@brandt.example",
        "subject": "Our talk on Monday",
        "body": "Dear Ms Brandt,\n\nthank you for the talk.\n.\nAda Weber\n",
        "message_id": "abc@weber.example",
    }
    return Outgoing(**{**parts, **changes})


def parcel(**changes) -> Parcel:
    """The letter frozen, in its envelope."""
    written = letter(**changes)
    return Parcel(raw=freeze(written, NOW), sender=written.sender, recipient=written.recipient)


def line_to(port: int, **changes) -> Line:
    """A line to a server on loopback that loses patience soon."""
    return Line(Server(host="127.0.0.1", port=port, **{"security": "none", "timeouts": IMPATIENT, **changes}))


@pytest.fixture
def journal():
    """A journal that lets everything go on and keeps the phases it heard of."""
    return KeptJournal()


class KeptJournal:
    """What was written, in order."""

    def __init__(self) -> None:
        self.phases: list[str] = []

    def __call__(self, phase: str) -> bool:
        self.phases.append(phase)
        return True
