"""From a template and a record to a draft."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from .fields import fields
from .hints import HINTS
from .parts import opening
from .record import Draft, Record
from .shipped import DEFAULT, shipped
from .template import Wording, parse, render

#: Percent of likeness from which two first sentences are one, whatever day they name.
ALIKE = 88


def compose(step_letter: str, about: Record) -> Draft:
    """The draft that the template makes of the record; what the record does not know is a blank in brackets.

    An id that has no template of its own gets the plain letter.
    """
    templates = shipped()
    return _draft(templates.get(step_letter) or templates[DEFAULT], about)


def compose_from(text: str, name: str, about: Record) -> Draft:
    """As compose, with the user's own template; raises TemplateError where it cannot be understood."""
    return _draft(parse(text, name, HINTS), about)


def _draft(wordings: tuple[Wording, ...], about: Record) -> Draft:
    values = fields(about)
    wording = _wording(wordings, values, about)
    answered = about.answered if wording.is_reply else None
    return Draft(
        subject=_subject(wording, values, about),
        body=render(wording.body, values, HINTS),
        address=about.contact.address,
        in_reply_to=answered.message_id if answered else "",
        references=_references(about) if answered else (),
    )


def _wording(wordings: tuple[Wording, ...], values: Mapping[str, str], about: Record) -> Wording:
    """The contact's own wording, or the next one that no colleague of theirs has had from us: people compare."""
    # Contacts of one firm are mostly made one after the other: the remainder gives neighbours different words.
    first = about.contact.id % len(wordings)
    in_turn = (*wordings[first:], *wordings[:first])
    taken = [opening(text).casefold() for text in about.to_colleagues]
    fresh = (each for each in in_turn if not _is_taken(opening(render(each.body, values, HINTS)), taken))
    return next(fresh, in_turn[0])


def _is_taken(first: str, taken: Iterable[str]) -> bool:
    return any(fuzz.ratio(first.casefold(), each, score_cutoff=ALIKE) for each in taken)


def _subject(wording: Wording, values: Mapping[str, str], about: Record) -> str:
    said = about.answered.subject if wording.is_reply and about.answered else ""
    bare = " ".join(said.split())
    while bare[:3].casefold() == "re:":
        bare = bare[3:].strip()
    return f"Re: {bare}" if bare else render(wording.subject, values, HINTS)


def _references(about: Record) -> tuple[str, ...]:
    if about.answered is None:
        return ()
    before = tuple(each for each in about.answered.references if each != about.answered.message_id)
    return (*before, about.answered.message_id)
