"""The cast of the pages: Ada owns a workspace, Ben works in it with her, Eve has one of her own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.test import Client

from followup.actions.record import record
from followup.actions.workspaces import init
from followup.models import Contact, FollowUp, Member, Workspace

#: Wednesday, nine in Cologne; FOLLOWUP_NOW says the same to the pages.
NOW = datetime(2026, 3, 4, 9, tzinfo=ZoneInfo("Europe/Berlin"))
ADA_BLOCK: dict[str, Any] = {
    "mobile": "+49 1512 3456789",
    "landline": "+49 221 4710815",
    "postal": "Ringstraße 1, 50667 Köln, Germany",
    "timezone": "Europe/Berlin",
    "country": "DE",
    "subdivision": "NW",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody, and what Ada has on her desk: yesterday's interview with Dr. Leyla Aydın, a letter from Tom."""

    workspace: Workspace
    ada: User
    ben: User
    eve: User
    leyla: Contact
    tom: Contact

    def browser(self, who: str) -> Client:
        """A browser in which that person is logged in; nobody's when the name is not one of the cast."""
        client = Client()
        user = getattr(self, who, None)
        if user:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def owed(self, contact: Contact, step: str) -> FollowUp:
        """The follow-up of that step."""
        return FollowUp.objects.get(workspace=self.workspace, contact=contact, step=step)


def gathered() -> Cast:
    """The cast in an empty database."""
    workspace = init(name="Ada Weber", email="ada.weber@example.org", now=NOW, **ADA_BLOCK)
    elsewhere = init(name="Eve Okafor", email="eve@example.net", now=NOW, **ADA_BLOCK)
    ben = User.objects.create_user("ben", password="a long pass phrase")
    Member.objects.create(workspace=workspace, user=ben)
    leyla = _interviewed(workspace)
    return Cast(
        workspace=workspace,
        ada=workspace.members.exclude(user=ben).get().user,
        ben=ben,
        eve=elsewhere.members.get().user,
        leyla=leyla,
        tom=_wrote(workspace),
    )


def _interviewed(workspace: Workspace) -> Contact:
    fact = record(
        workspace,
        "interviewed",
        "Dr. Leyla Aydın <leyla.aydin@brandt-keramik.example>",
        at=datetime(2026, 3, 3, 13, tzinfo=UTC),
        now=NOW,
        about="Product designer at Brandt Keramik",
        note="We talked about the table of rejected glazes in the studio.",
    )
    return fact.contact


def _wrote(workspace: Workspace) -> Contact:
    fact = record(
        workspace,
        "received",
        "Tom Nowak <tom@hafenwerk.example>",
        at=datetime(2026, 3, 3, 13, 30, tzinfo=UTC),
        now=NOW,
        note="Could you send us two dates next week?",
    )
    return fact.contact
