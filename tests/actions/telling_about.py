"""A workspace to tell things to, and what is in it afterwards, in words that do not depend on row numbers."""

from datetime import UTC, datetime

from followup.core.kinds import Kind
from followup.models import Contact, Fact, Message, Opportunity, Sender, Workspace

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def ada() -> Workspace:
    """Ada's workspace; she looks for work."""
    workspace = Workspace.objects.create(slug="ada", name="Ada Weber", created_at=NOW)
    Sender.objects.create(workspace=workspace, name="Ada Weber", email="ada.weber@example.org")
    return workspace


def story(workspace: Workspace) -> dict[str, list[str]]:
    """All facts, contacts, opportunities and conversations by their natural names, in order."""
    threads = dict(Message.objects.filter(workspace=workspace).values_list("key", "message_id"))
    facts = Fact.objects.filter(workspace=workspace).select_related("contact", "opportunity__organisation")
    contacts = Contact.objects.filter(workspace=workspace).select_related("organisation")
    return {
        "facts": sorted(
            f"{each.at:%d %H:%M} {each.kind} {who(each.contact)} | {about(each.opportunity)} | {threads.get(each.thread)}"
            f" | {who_for(each)}"
            for each in facts
        ),
        "contacts": sorted(
            f"{each.name} {who(each)} {each.organisation.key if each.organisation else '-'} {each.given}/{each.family}"
            for each in contacts
        ),
        "opportunities": sorted(about(each) for each in Opportunity.objects.filter(workspace=workspace)),
    }


def who(contact: Contact) -> str:
    """The contact's addresses."""
    return ",".join(sorted(contact.addresses.values_list("address", flat=True))) or contact.name


def who_for(fact: Fact) -> str:
    """Whom an answer stands in for."""
    stand_in = fact.details.get("for_contact")
    return who(Contact.objects.get(pk=stand_in)) if stand_in else ""


def about(opportunity: Opportunity | None) -> str:
    """The opportunity's sort, title, number and firm."""
    if opportunity is None:
        return "-"
    firm = opportunity.organisation.key if opportunity.organisation else "-"
    return f"{opportunity.kind} {opportunity.title} {opportunity.reference} {firm}"


def kinds(workspace: Workspace) -> list[Kind]:
    """The kinds of all facts in the order of their times."""
    return [
        Kind(each)
        for each in Fact.objects.filter(workspace=workspace)
        .order_by("at", "pk")
        .values_list("kind", flat=True)
    ]
