"""Fetching entries: many with one question, each by itself where the server does not know that question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import batched

from followup.sources.online.site import TooLarge, Visit

from .finding import Collection, Sort
from .xml import asking, element, multistatus, wanting

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Content:
    """One entry as the server holds it; `trouble` says why it could not be had."""

    href: str
    tag: str
    text: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """How many entries of a sort are asked for at once, and where their content lies in the answer."""

    name: str
    data: str


QUESTIONS: dict[Sort, Question] = {
    "caldav": Question("C:calendar-multiget", "C:calendar-data"),
    "carddav": Question("A:addressbook-multiget", "A:address-data"),
}


def contents(
    visit: Visit, collection: Collection, sort: Sort, wanted: Mapping[str, str]
) -> Iterator[list[Content]]:
    """The wanted entries, some at a time; those that have gone meanwhile are left out."""
    for hrefs in batched(wanted, AT_ONCE, strict=False):
        some = {href: wanted[href] for href in hrefs}
        found = _together(visit, collection, QUESTIONS[sort], some)
        got = {each.href for each in found}
        # Some servers leave out of a long answer what they could have given.
        yield found + [each for href in some.keys() - got for each in _alone(visit, href, some[href])]


def _together(
    visit: Visit, collection: Collection, question: Question, wanted: Mapping[str, str]
) -> list[Content]:
    asked = [element("D:href", href) for href in wanted]
    body = asking(question.name, wanting(["D:getetag", question.data]), *asked)
    headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
    try:
        answer = visit.ask("REPORT", collection.address, body, headers=headers)
    except TooLarge:
        return []
    if answer.status != 207:
        return []
    return [
        Content(
            each.href,
            each.version or wanted[each.href],
            each.properties[question.data].text or "",
        )
        for each in multistatus(answer.body, answer.url).responses
        if question.data in each.properties and each.href in wanted
    ]


def _alone(visit: Visit, href: str, tag: str) -> Iterator[Content]:
    try:
        answer = visit.ask("GET", href)
    except TooLarge as trouble:
        yield Content(href, tag, "", str(trouble))
        return
    if answer.status == 200:
        yield Content(href, tag, answer.body.decode("utf-8", "replace"))
