"""The seal: what was looked at in a letter and is right, in sentences for its writer."""

from collections.abc import Callable, Iterator
from datetime import datetime

from followup.core.letters.fields import fields
from followup.core.letters.greeting import called, has_personal_name
from followup.core.letters.record import Draft, Record
from followup.core.matching import fold

from . import blanks, contact_block, dates, duplicate, elements, greeting, names, recipient, role, sender
from .day_words import days_named
from .greeting import bare
from .look import Look


def sealed(draft: Draft, record: Record, now: datetime) -> tuple[str, ...]:
    """One sentence for each thing that the letter says as the record has it; nothing about what is still open."""
    look = Look.at(draft, record, now)
    return tuple(sentence for each in SEALS for sentence in each(look))


def _address(look: Look) -> Iterator[str]:
    clear = (
        recipient.missing,
        recipient.other_address,
        recipient.suppressed,
        recipient.bounced,
        sender.wrong_sender,
    )
    if not any(list(each(look)) for each in clear):
        to = look.draft.address or look.record.contact.address
        yield f"It goes to {to} and leaves under your own address."


def _name(look: Look) -> Iterator[str]:
    wrong = [*greeting.greeting_name(look), *names.misspelt(look), *names.somebody_else(look)]
    if look.greeting and has_personal_name(look.record.contact) and not wrong:
        yield f"{called(look.record.contact)} is named letter by letter as in the record."


def _role(look: Look) -> Iterator[str]:
    known = fields(look.record)["role"]
    if known and fold(known) in fold(_everything(look)) and not list(role.wrong_role(look)):
        yield f"The role is right: {known}."


def _firm(look: Look) -> Iterator[str]:
    firm = look.record.firm
    if firm and bare(firm) in bare(_everything(look)) and not list(role.wrong_firm(look)):
        yield f"The firm is right: {firm}."


def _days(look: Look) -> Iterator[str]:
    wrong = [*dates.weekday(look), *dates.other_day(look), *dates.other_weekday(look)]
    known = dates.days_of(look)
    said = [each.text for each in days_named(_everything(look), look.today) if known.intersection(each.days)]
    if said and not wrong:
        days = dict.fromkeys(said)
        yield f"{'The days are' if len(days) > 1 else 'The day is'} right: {', '.join(days)}."


def _elements(look: Look) -> Iterator[str]:
    if elements.NEEDED.get(look.record.step) and not list(elements.missing(look)):
        yield "It says everything that a letter of this kind needs."


def _block(look: Look) -> Iterator[str]:
    if contact_block.needs_one(look) and not list(contact_block.incomplete(look)):
        yield "Your contact block is complete."


def _blanks(look: Look) -> Iterator[str]:
    if not [*blanks.blanks(look), *blanks.empty_merge(look)]:
        yield "No blank is left."


def _new(look: Look) -> Iterator[str]:
    if look.record.said and not list(duplicate.sent_before(look)):
        yield f"{called(look.record.contact)} has not had it before."


def _everything(look: Look) -> str:
    return f"{look.draft.subject}\n{look.core.text}"


SEALS: tuple[Callable[[Look], Iterator[str]], ...] = (
    _address, _name, _role, _firm, _days, _elements, _block, _blanks, _new,
)  # fmt: skip
