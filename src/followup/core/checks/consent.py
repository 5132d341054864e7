"""Did they agree to hear from us, and do they know where we have their address from? Not legal advice."""

import re
from collections.abc import Iterator

from followup.core.consent import CONSENT_FIRST, OPT_IN, STRICT, Consent, consent
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters.days import day_of, written
from followup.core.letters.families import is_commercial, is_unasked

from .look import Look

#: After one of these they came to us: they know where we have their address from.
THEY_CAME = frozenset({Kind.ORDERED, Kind.DELIVERED, Kind.ENQUIRED, Kind.RECEIVED, Kind.CONSENTED})
_SOURCE = re.compile(
    r"\b(?:cards?|gave (?:me|us)|left (?:me|us) (?:your|their)|(?:address|details|name) from|passed (?:me|us|on)|introduced"
    r"|recommended|(?:on|from) your (?:web ?site|page|profile)|public register)\b",
    re.IGNORECASE,
)


def agreed(look: Look) -> Iterator[Finding]:
    """Nothing on record, or nothing any more, that allows an unasked commercial letter where they are."""
    contact = look.record.contact
    if not is_unasked(look.record.step, look.record.sender.mode) or contact.is_suppressed:
        return
    country = contact.country.upper()
    found = consent(look.record.facts, country, look.now)
    if found and found.holds(look.now):
        return
    if country in CONSENT_FIRST:
        yield _finding(look, "block", f"{_so_far(look, found)} Canada allows this letter only with it.")
    elif country in STRICT:
        yield _finding(
            look, "warn", f"{_so_far(look, found)} Germany and Austria ask for it even between firms."
        )
    elif country in OPT_IN and not contact.organisation:
        yield _finding(
            look,
            "warn",
            f"{_so_far(look, found)} Private people there must have agreed, bought or asked first.",
        )


def source(look: Look) -> Iterator[Finding]:
    """The first letter to somebody in Europe whose address we took from a card or a list, without a word of that."""
    record = look.record
    if record.contact.country.upper() not in OPT_IN or not is_commercial(record.step, record.sender.mode):
        return
    knows_us = record.said or record.heard or any(fact.kind in THEY_CAME for fact in record.facts)
    if not knows_us and not _SOURCE.search(look.core.text):
        yield look.warn(
            "address-source", "Tell them where you have their address from; the first letter should say so."
        )


def _so_far(look: Look, found: Consent | None) -> str:
    name = look.record.contact.name
    if found is None or found.until is None:
        return (
            f"Nothing on record says that {name} agreed to hear from you; record it with the words they used."
        )
    ended = written(day_of(found.until, look.record.sender.timezone))
    return f"What allowed letters to {name} ended on {ended}; ask them when you next speak, and record it."


def _finding(look: Look, severity: str, sentence: str) -> Finding:
    make = look.block if severity == "block" else look.warn
    return make("consent", sentence)
