"""Records: all that one letter may stand on, gathered in a few queries."""

from collections.abc import Iterable, Sequence
from copy import replace
from dataclasses import dataclass
from datetime import datetime

from followup.actions.suppress import OF_THE_PERSON
from followup.core import facts as values
from followup.core.kinds import Kind
from followup.core.letters import Addressee, Answered, Matter, Record, Sender
from followup.core.letters.days import day_of
from followup.core.occasions import order_days
from followup.core.reading.trim import new_text
from followup.models import (
    Address,
    Contact,
    Fact,
    FollowUp,
    Letter,
    Message,
    Opportunity,
    Suppression,
    Workspace,
)
from followup.models import Sender as SenderRow
from followup.models.suppression import address_hash

from .mentions import known_words, strangers

FACTS = 200
#: What is known of a contact for ever, beside the latest facts.
LASTING = (Kind.CONSENTED, Kind.OPTED_OUT, Kind.REPORTED)
MESSAGES = 20
HEARD = 8
COLLEAGUES = 20
CHARACTERS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which letter the record is for. `kind` and `at` are what the agenda made of the fact, if anything."""

    workspace: Workspace
    contact: Contact
    step: str = ""
    because: Fact | None = None
    kind: str = ""
    at: datetime | None = None
    opportunity: Opportunity | None = None
    letter: Letter | None = None


def of_follow_up(follow_up: FollowUp) -> About:
    """The letter that a follow-up calls for."""
    return About(
        workspace=follow_up.workspace,
        contact=follow_up.contact,
        step=follow_up.step,
        because=follow_up.because,
        kind=follow_up.because_kind,
        at=follow_up.because_at,
        opportunity=follow_up.opportunity,
    )


def of_letter(letter: Letter) -> About:
    """A letter that is there; its follow-up, while there is one, says what time made of the fact."""
    follow_up = None
    if letter.follow_up_key:
        rows = FollowUp.objects.filter(workspace=letter.workspace_id, key=letter.follow_up_key)
        follow_up = rows.first()
    return About(
        workspace=letter.workspace,
        contact=letter.contact,
        step=letter.step,
        because=letter.because,
        kind=follow_up.because_kind if follow_up else "",
        at=follow_up.because_at if follow_up else None,
        opportunity=letter.opportunity,
        letter=letter,
    )


def record_of(about: About) -> Record:
    """The record that a letter is composed from."""
    contact = about.contact
    messages = _messages(about)
    theirs = [each for each in messages if not each.is_ours]
    facts = _facts(contact)
    sender = sender_of(about.workspace)
    return Record(
        contact=_addressee(about, sender, facts),
        sender=sender,
        step=about.step,
        opportunity=_matter(about.opportunity),
        because=_because(about),
        because_name=_because_name(about),
        facts=tuple(facts),
        order_days=_order_days(contact, facts, sender.timezone),
        answered=_answered(about, messages),
        heard=tuple(new_text(each.text)[:CHARACTERS] for each in theirs[:HEARD]),
        said=_said(about, messages),
        to_colleagues=_to_colleagues(about),
    )


def read_with(record: Record, about: About, text: str) -> Record:
    """The same record, with what the workspace knows of the names in a text."""
    return replace(
        record,
        others=strangers(about.workspace, text, contact=about.contact.pk, firms=_firms_of(about)),
        words=known_words(about.workspace, text),
    )


def sender_of(workspace: Workspace) -> Sender:
    """Our own contact block; one without an address where the workspace has none yet."""
    row = SenderRow.objects.filter(workspace=workspace).first()
    if row is None:
        return Sender(name=workspace.name, email="", mode=workspace.mode)
    return Sender(
        name=row.name,
        email=row.email,
        mode=workspace.mode,
        mobile=row.mobile,
        landline=row.landline,
        postal=row.postal,
        organisation=row.organisation,
        title=row.title,
        opt_out_text=row.opt_out_text,
        timezone=row.timezone,
        country=row.country,
    )


def fact_value(row: Fact) -> values.Fact:
    """A row as the core knows it."""
    return values.Fact(
        id=row.pk,
        kind=Kind(row.kind),
        at=row.at,
        contact=row.contact_id,
        opportunity=row.opportunity_id,
        thread=row.thread,
        until=row.until,
        says=row.says,
        step=row.step,
        because=row.because_id,
        asks=row.asks,
        by_machine=row.by_machine,
        sure=row.sure,
        source=row.source,
        source_key=row.source_key,
        details=row.details,
    )


def address_of(contact: Contact, wanted: str = "") -> Address | None:
    """The contact's address to write to: the wanted one while it is theirs, else the one seen last that works."""
    return _best(_addresses(contact), wanted)


def _addresses(contact: Contact) -> list[Address]:
    return list(Address.objects.filter(contact=contact).order_by("-seen_at", "pk"))


def _best(rows: list[Address], wanted: str) -> Address | None:
    mine = [row for row in rows if row.address == wanted]
    working = [row for row in rows if row.bounced_at is None]
    return next(iter([*mine, *working, *rows]), None)


def _facts(contact: Contact) -> list[values.Fact]:
    rows = Fact.objects.filter(contact=contact, sure=True).order_by("-at", "-pk")
    found = list(rows[:FACTS])
    if len(found) == FACTS:
        # What they agreed to and asked for holds however long ago it was.
        found += rows.filter(kind__in=LASTING, at__lt=found[-1].at)[:FACTS]
    return [fact_value(row) for row in reversed(found)]


def _order_days(contact: Contact, facts: Sequence[values.Fact], timezone: str) -> tuple[int, ...]:
    """The days on which they ordered; asked for apart only where the facts at hand are not all there are."""
    orders: Iterable[tuple[datetime, str | None]] = (
        (fact.at, fact.details.get("number")) for fact in facts if fact.kind is Kind.ORDERED
    )
    if len(facts) >= FACTS:
        rows = Fact.objects.filter(contact=contact, sure=True, kind=Kind.ORDERED)
        orders = rows.values_list("at", "details__number")
    return order_days(orders, lambda at: day_of(at, timezone))


def _messages(about: About) -> list[Message]:
    rows = Message.objects.filter(workspace=about.workspace, contact=about.contact).order_by("-at", "-pk")
    return list(rows.only(*_MESSAGE_COLUMNS)[:MESSAGES])


_MESSAGE_COLUMNS = ("message_id", "thread", "is_ours", "subject", "text", "answers", "at", "contact")


def _addressee(about: About, sender: Sender, facts: Iterable[values.Fact]) -> Addressee:
    contact = about.contact
    addresses = _addresses(contact)
    address = _best(addresses, about.letter.address if about.letter else "")
    firm = contact.organisation
    return Addressee(
        id=contact.pk,
        name=contact.name,
        honorific=contact.honorific,
        given=contact.given,
        family=contact.family,
        title=contact.title,
        organisation=firm.name if firm else "",
        address=address.address if address else "",
        is_machine=contact.is_machine,
        is_suppressed=_is_suppressed(about, facts, addresses),
        has_bounced=bool(address and address.bounced_at),
        timezone=contact.timezone or sender.timezone,
        country=contact.country or (firm.country if firm else "") or sender.country,
        subdivision=contact.subdivision or (firm.subdivision if firm else ""),
    )


def _is_suppressed(about: About, facts: Iterable[values.Fact], addresses: Iterable[Address]) -> bool:
    if any(fact.kind in {Kind.OPTED_OUT, Kind.REPORTED} for fact in facts):
        return True
    written = about.letter.address if about.letter else ""
    known = {*(row.address for row in addresses), written}
    hashes = {address_hash(each): each for each in known if each}
    rows = Suppression.objects.filter(workspace=about.workspace, address_hash__in=list(hashes))
    return any(row.reason in OF_THE_PERSON or hashes[row.address_hash] == written for row in rows)


def _matter(row: Opportunity | None) -> Matter | None:
    if row is None:
        return None
    firm = row.organisation.name if row.organisation else ""
    return Matter(kind=row.kind, title=row.title, organisation=firm, reference=row.reference)


def _firms_of(about: About) -> set[int]:
    about_firm = about.opportunity.organisation_id if about.opportunity else None
    return {each for each in (about.contact.organisation_id, about_firm) if each}


def _because(about: About) -> values.Fact | None:
    if about.because is None:
        return None
    fact = fact_value(about.because)
    return replace(fact, kind=Kind(about.kind) if about.kind else fact.kind, at=about.at or fact.at)


def _because_name(about: About) -> str:
    because = about.because
    return because.contact.name if because and because.contact_id != about.contact.pk else ""


def _answered(about: About, messages: list[Message]) -> Answered | None:
    """The message that called for the letter, or else the last one of its conversation."""
    because = about.because
    if because is None or because.contact_id != about.contact.pk:
        return None
    asked = [each for each in messages if each.pk == because.message_id]
    thread = [each for each in messages if because.thread and each.thread == because.thread]
    found = next(iter([*asked, *thread]), None)
    if found is None:
        return None
    return Answered(
        message_id=found.message_id,
        subject=found.subject,
        text=new_text(found.text)[:CHARACTERS],
        references=tuple(reversed([str(each) for each in found.answers]))[-20:],
        is_ours=found.is_ours,
    )


def _said(about: About, messages: list[Message]) -> tuple[str, ...]:
    letters = Letter.objects.filter(contact=about.contact).exclude(state__in=["draft", "refused"])
    if about.letter:
        letters = letters.exclude(pk=about.letter.pk)
    bodies = list(letters.order_by("-pk").values_list("body", flat=True)[:MESSAGES])
    mine = [new_text(each.text)[:CHARACTERS] for each in messages if each.is_ours and not _is_of(about, each)]
    return tuple(dict.fromkeys([*bodies, *mine]))


def _is_of(about: About, message: Message) -> bool:
    return bool(about.letter and about.letter.message_id and about.letter.message_id == message.message_id)


def _to_colleagues(about: About) -> tuple[str, ...]:
    firms = _firms_of(about)
    if not firms:
        return ()
    letters = Letter.objects.filter(workspace=about.workspace, contact__organisation__in=firms)
    letters = letters.exclude(contact=about.contact).order_by("-changed_at")
    return tuple(letters.values_list("body", flat=True)[:COLLEAGUES])
