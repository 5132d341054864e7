"""A workspace with approved letters, ready to leave by a server on loopback."""

from datetime import UTC, datetime, timedelta

from followup.actions.letters import approve, letter_to
from followup.models import Account, Address, Contact, Fact, Letter, Sender, Workspace

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)
SIGNATURE = (
    "Ada Weber\n+49 1512 3456789\n+49 221 4710815\nada@weber.example\nRingstraße 1, 50667 Köln, Germany"
)


def workspace(**changes) -> Workspace:
    """Ada's workspace with her sender."""
    made = Workspace.objects.create(**{"slug": "ada", "name": "Ada", "created_at": NOW, **changes})
    Sender.objects.create(
        workspace=made, name="Ada Weber", email="ada@weber.example", mobile="+49 1512 3456789",
        landline="+49 221 4710815", postal="Ringstraße 1, 50667 Köln, Germany", country="DE",
        timezone="Europe/Berlin",
    )  # fmt: skip
    return made


def account(owner: Workspace, port: int, **changes) -> Account:
    """The server that its letters leave by, without pauses between them."""
    parts = {"host": "127.0.0.1", "security": "none", "seconds_apart": 0, "created_at": NOW}
    return Account.objects.create(workspace=owner, kind="smtp", port=port, **{**parts, **changes})


def contact(owner: Workspace, name: str = "Berta Brandt") -> Contact:
    """Somebody to write to."""
    given, _, family = name.partition(" ")
    made = Contact.objects.create(
        workspace=owner, name=name, given=given, family=family, created_at=NOW - timedelta(days=9)
    )
    address = f"{given}.{family}@brandt.example".lower()
    Address.objects.create(
        workspace=owner, contact=made, address=address, as_written=address, source="hand", seen_at=NOW
    )
    return made


def approved(to: Contact, about: str = "the kiln in Bonn") -> Letter:
    """A letter to them, approved at NOW and past its undo window at LATER."""
    body = (
        f"Dear {to.name},\n\nthank you for the talk on {about}. I learnt how you plan the next season and "
        f"which part a newcomer could take over in the first weeks. May I send you two drafts on {about}?"
        f"\n\nKind regards\n{SIGNATURE}\n"
    )
    return approve(letter_to(to, f"Our talk on {about}", body, NOW), NOW, by="ada")


def happened(to: Contact, kind: str, at: datetime, **changes) -> Fact:
    """A fact, recorded as it happened."""
    parts = {"source": "mail", "source_key": f"{kind}{at}{to.pk}", "recorded_at": at, **changes}
    return Fact.objects.create(workspace=to.workspace, contact=to, kind=kind, at=at, **parts)
