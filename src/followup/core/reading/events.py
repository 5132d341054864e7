"""What a calendar entry tells: an interview set, moved or called off."""

import re

from followup.core.events import Event
from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind

from .about import bare_subject, firm_of_domain, reference, role
from .known import FREE_MAIL, Known, domain_of, fold_address
from .machines import is_no_reply
from .summaries import read_summary

_INTERVIEW = re.compile(
    r"\b(?:interview\w*|assessment (?:day|cent(?:er|re))|phone screen\w*|screening(?: call)?|vorstellungsgespräch|bewerbungsgespräch|entretien|hiring manager|recruiter|candidate|final round|second round|first round|trial day)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:call|chat|meet(?:ing)?|conversation|talk|introduct\w+|intro|get to know|discussion|gespräch|catch[- ]?up|zoom|teams|with)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
#: Below a long list of addresses is no talk with each of them.
_MOST_TYPED = 3
_SAYS_NO = {"declined"}


def read_event(event: Event, known: Known) -> tuple[Told, ...]:
    """One fact for each person we meet there; a talk that may be an interview is a question, the rest is nothing."""
    others = _others(event, known)
    certainty = _certainty(event, known, others)
    if event.method == "reply":
        return _refusals(event, known, certainty)
    if certainty is None or event.method == "counter":
        return ()
    return tuple(_told(event, who, certainty, known) for who in others)


def _told(event: Event, who: Party, certainty: bool, known: Known) -> Told:
    kind = Kind.INTERVIEW_MOVED if event.sequence else Kind.INTERVIEW_SET
    at, until = event.start, event.end
    if event.status == "cancelled" or event.method == "cancel":
        kind, at = Kind.INTERVIEW_CANCELLED, event.stamp or event.start
        return Told(
            slot=_slot(who),
            kind=kind,
            at=at,
            who=who,
            says=_says(event),
            about=_about(event, who, known),
            sure=certainty,
            details=_details(event),
        )
    sure = certainty and event.status == "confirmed" and not event.all_day
    return Told(
        slot=_slot(who),
        kind=kind,
        at=at,
        until=until,
        who=who,
        says=_says(event),
        about=_about(event, who, known),
        sure=sure,
        details=_details(event),
    )


def _refusals(event: Event, known: Known, certainty: bool | None) -> tuple[Told, ...]:
    """Somebody declined our invitation: whether the talk is off is for the person to say."""
    if certainty is None:
        return ()
    return tuple(
        Told(slot=_slot(Party("", address)), kind=Kind.INTERVIEW_CANCELLED, at=event.stamp or event.start, who=_party(event, address),
             says=f"Declined: {event.summary}", about=_about(event, Party("", address), known), sure=False, details=_details(event))
        for address, answer in event.answers
        if answer in _SAYS_NO and fold_address(address) not in known.own_addresses
    )  # fmt: skip


def _others(event: Event, known: Known) -> list[Party]:
    seen: dict[str, Party] = {}
    for party in (event.organizer, *event.attendees):
        address = fold_address(party.address)
        if "@" in address and address not in known.own_addresses:
            seen.setdefault(address, party)
    return list(seen.values()) or _typed(event, known)


def _typed(event: Event, known: Known) -> list[Party]:
    """Whom a person wrote into an entry of their own, which invites nobody: the addresses in its text."""
    text = f"{event.summary[:300]}\n{event.location[:300]}\n{event.description[:4000]}"
    written = dict.fromkeys(map(fold_address, _ADDRESS.findall(text)))
    strangers = [each for each in written if each not in known.own_addresses and not is_no_reply(each)]
    return [Party("", each) for each in strangers[:_MOST_TYPED]]


def _certainty(event: Event, known: Known, others: list[Party]) -> bool | None:
    """True: an interview; False: perhaps one; None: something else."""
    if not others:
        return None
    if _we_declined(event, known):
        return None
    if _INTERVIEW.search(f"{event.summary[:300]}\n{event.description[:2000]}"):
        return known.mode == "personal"
    stranger = any(domain_of(each.address) not in FREE_MAIL for each in others)
    if known.mode == "personal" and stranger and not event.recurrence and _TALK.search(event.summary[:300]):
        return False
    return None


def _we_declined(event: Event, known: Known) -> bool:
    return any(
        answer == "declined" and fold_address(address) in known.own_addresses
        for address, answer in event.answers
    )


def _slot(who: Party) -> str:
    return f"interview:{fold_address(who.address)}"


def _details(event: Event) -> dict[str, str]:
    name = f"{event.uid}|{event.recurrence}" if event.recurrence else event.uid
    details = {"event": name, "sequence": str(event.sequence), "location": event.location[:200]}
    return {key: value for key, value in details.items() if value}


def _says(event: Event) -> str:
    return (event.summary or "Calendar entry")[:500]


def _about(event: Event, who: Party, known: Known) -> About:
    subject = bare_subject(event.summary)
    text = event.description[:4000]
    people = [each.name for each in (event.organizer, *event.attendees)]
    named = read_summary(event.summary[:300], (*people, *known.own_names))
    return About(
        kind="application", title=named.role or role("", text), organisation=firm_of_domain(domain_of(who.address)) or named.firm,
        reference=reference(f"{subject}\n{text}"),
    )  # fmt: skip


def _party(event: Event, address: str) -> Party:
    folded = fold_address(address)
    return next(
        (each for each in event.attendees if fold_address(each.address) == folded), Party("", address)
    )
