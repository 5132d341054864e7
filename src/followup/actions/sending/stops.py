"""Why an approved letter may not go after all: looked at when it is claimed, and again before its text leaves."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.db.models import Q

from followup.actions.suppress import OF_THE_PERSON, SENTENCES
from followup.core.approval import approval_hash
from followup.core.kinds import ANSWERS, Kind
from followup.models import Address, Fact, FollowUp, Letter, Suppression
from followup.models.suppression import address_hash

#: They want no letters: it holds whenever it was said.
SILENCERS = frozenset({Kind.OPTED_OUT, Kind.REPORTED})
#: What calls a letter back when it became known after the approval.
NEWS = ANSWERS | {Kind.STOPPED, Kind.WITHDRAWN, Kind.HIRED}


def stops(letters: Sequence[Letter]) -> dict[int, str]:
    """The sentence that stops a letter, by letter; those that may go are not named."""
    if not letters:
        return {}
    return _no_longer_owed(letters) | _suppressed(letters) | _called_off(letters) | _changed(letters)


def has_news(letter: Letter) -> bool:
    """Whether anything at all was recorded since the approval that may stop the letter: a cheap second look."""
    of_theirs = Q(at__gte=letter.approved_at) | Q(address_hash=address_hash(letter.address))
    if Suppression.objects.filter(of_theirs, workspace=letter.workspace_id).exists():
        return True
    return _facts([letter]).exists()


def _changed(letters: Iterable[Letter]) -> dict[int, str]:
    return {
        letter.pk: "The letter was changed after it was approved; approve it again."
        for letter in letters
        if letter.approved_hash != approval_hash(letter.address, letter.subject, letter.body)
    }


def _suppressed(letters: Sequence[Letter]) -> dict[int, str]:
    contacts = {letter.contact_id for letter in letters}
    known: dict[int, set[str]] = {}
    for contact, address in Address.objects.filter(contact__in=contacts).values_list("contact", "address"):
        known.setdefault(contact, set()).add(address_hash(address))
    own = {letter.pk: address_hash(letter.address) for letter in letters}
    hashes = set(own.values()).union(*known.values())
    workspaces = {letter.workspace_id for letter in letters}
    rows = Suppression.objects.filter(workspace__in=workspaces, address_hash__in=hashes)
    reasons = {(row.workspace_id, row.address_hash): row.reason for row in rows}
    found = {}
    for letter in letters:
        for each in {own[letter.pk], *known.get(letter.contact_id, set())}:
            reason = reasons.get((letter.workspace_id, each))
            if reason and (each == own[letter.pk] or reason in OF_THE_PERSON):
                found[letter.pk] = SENTENCES[reason]
    return found


def _called_off(letters: Sequence[Letter]) -> dict[int, str]:
    found = {}
    about: dict[str, list[Fact]] = {}
    for fact in _facts(letters).select_related("contact"):
        for whom in {str(fact.contact_id), str(fact.details.get("for_contact", ""))}:
            about.setdefault(whom, []).append(fact)
    for letter in letters:
        theirs = about.get(str(letter.contact_id), ())
        sentence = next((text for fact in theirs if (text := _why(fact, letter))), "")
        if sentence:
            found[letter.pk] = sentence
    return found


def _facts(letters: Sequence[Letter]) -> models.QuerySet[Fact]:
    approvals = [letter.approved_at for letter in letters if letter.approved_at]
    theirs = Q(contact__in={letter.contact_id for letter in letters})
    by_colleagues = Q(
        workspace__in={letter.workspace_id for letter in letters},
        at__gte=min(letter.created_at for letter in letters),
        details__has_key="for_contact",
    )
    always = Q(kind__in=SILENCERS) & theirs
    news = Q(kind__in=NEWS, recorded_at__gte=min(approvals)) & (theirs | by_colleagues)
    return Fact.objects.filter(always | news, sure=True, by_machine=False)


def _why(fact: Fact, letter: Letter) -> str:
    if fact.kind in SILENCERS:
        return SENTENCES[fact.kind]
    if letter.approved_at is None or fact.recorded_at < letter.approved_at or _is_old(fact, letter):
        return ""
    if fact.kind in ANSWERS:
        return f"{fact.contact.name} wrote on {fact.at:%-d %B}, after you approved this; read it first."
    if fact.opportunity_id and fact.opportunity_id != letter.opportunity_id:
        return ""
    return "You closed this after the letter was approved."


def _is_old(fact: Fact, letter: Letter) -> bool:
    # Ten years of mail imported after the approval say nothing new about it.
    return fact.at <= letter.because.at if letter.because else fact.at < letter.created_at


def _no_longer_owed(letters: Sequence[Letter]) -> dict[int, str]:
    keys = {letter.follow_up_key for letter in letters if letter.follow_up_key}
    if not keys:
        return {}
    workspaces = {letter.workspace_id for letter in letters}
    owed = set(
        FollowUp.objects.filter(workspace__in=workspaces, key__in=keys).values_list("workspace", "key")
    )
    return {
        letter.pk: "This follow-up is settled or called off; nothing is owed any more."
        for letter in letters
        if letter.follow_up_key and (letter.workspace_id, letter.follow_up_key) not in owed
    }
