"""What allows letters to somebody, in a sentence."""

from datetime import datetime

from django.utils import timezone

from followup.actions.suppress import SENTENCES
from followup.core.consent import KINDS, REFUSALS, Consent, Ground, consent
from followup.core.kinds import Kind
from followup.models import Contact, Sender, Suppression
from followup.models.suppression import address_hash

#: So many of the latest facts are looked at, and beside them whatever they said about letters themselves.
LATEST = 200
GROUNDS = {
    Ground.EXPRESS: "They agreed on {since}",
    Ground.BOUGHT: "Bought on {since}",
    Ground.ENQUIRED: "Asked you for something on {since}",
    Ground.MET: "You met on {since}",
}
NOTHING = (
    "Nothing on record yet that allows unasked letters. When they agree, record it with the words they used."
)


def may_be_written_to(contact: Contact, now: datetime) -> str:
    """“Bought on 3 May 2026, until 3 May 2028.”; why not, where they want no letters or nothing is on record."""
    if sentence := _refused(contact):
        return f"No. {sentence}"
    said = contact.facts.filter(kind=Kind.CONSENTED, sure=True)
    others = contact.facts.filter(kind__in=KINDS, sure=True).order_by("-at", "-pk")[:LATEST]
    firm, own = contact.organisation, Sender.objects.filter(workspace=contact.workspace_id).first()
    country = contact.country or (firm.country if firm else "") or (own.country if own else "")
    found = consent([*said.as_values(), *others.as_values()], country.upper(), now)
    return _told(found, now) if found else NOTHING


def _refused(contact: Contact) -> str:
    if fact := contact.facts.filter(kind__in=REFUSALS, sure=True).order_by("at").first():
        return f"{SENTENCES[fact.kind].rstrip('.')}, {_day(fact.at)}."
    hashes = [address_hash(each) for each in contact.addresses.values_list("address", flat=True)]
    row = Suppression.objects.filter(workspace=contact.workspace_id, address_hash__in=hashes).first()
    return SENTENCES[row.reason] if row else ""


def _told(found: Consent, now: datetime) -> str:
    sentence = GROUNDS[found.ground].format(since=_day(found.since))
    if found.ground is Ground.EXPRESS and found.by.says:
        sentence += f" (“{found.by.says}”)"
    if found.until is None:
        return f"{sentence}."
    if found.holds(now):
        return f"{sentence}, until {_day(found.until)}."
    return f"Not any more. {sentence}, which allowed unasked letters until {_day(found.until)}."


def _day(at: datetime) -> str:
    there = timezone.localtime(at)
    return f"{there.day} {there:%B %Y}"
