"""Spelling and grammar, by Harper, which knows no names: those of the workspace are told to it."""

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from followup.core.findings import Finding

from .look import Look, Span, without_own_lines

if TYPE_CHECKING:
    from harper import Lint, Linter

#: Rules about taste: our own checks say these things, or nobody needs to.
TASTE = frozenset({"Style", "Enhancement", "Readability", "Formatting", "Typography", "Regionalism"})
_DIALECTS = {"US": "AMERICAN", "CA": "CANADIAN", "AU": "AUSTRALIAN", "IN": "INDIAN"}
_TOKEN = re.compile(r"[^\W_]+")

# A linter takes a second to build and belongs to one thread at a time: whoever checks takes one and puts it back.
_free: dict[str, deque["Linter"]] = {}


def mistakes(look: Look) -> Iterator[Finding]:
    """Words that no dictionary and nobody in the workspace knows, and slips of grammar."""
    text = without_own_lines(look.draft.body, look.record)
    known = {word.casefold() for word in look.record.words} | _own_words(look)
    for lint in _lints(text, _DIALECTS.get(look.record.sender.country.upper(), "BRITISH")):
        if lint.span.start < look.core.start or lint.lint_kind in TASTE or _is_known(lint, known):
            continue
        span = Span(lint.span.start, lint.span.end, lint.problem_text)
        yield look.warn("spelling", _sentence(lint), span, _mend(lint))


def _lints(text: str, dialect: str) -> list["Lint"]:
    free = _free.setdefault(dialect, deque())
    try:
        linter = free.pop()
    except IndexError:
        linter = _harper().Linter(getattr(_harper().Dialect, dialect))
    try:
        return linter.lint(text, language=_harper().Language.PLAINTEXT)
    finally:
        free.append(linter)


@cache
def _harper() -> ModuleType:
    """The library, loaded by the first letter whose spelling is looked at: most commands look at none."""
    return import_module("harper")


def _own_words(look: Look) -> set[str]:
    record, contact = look.record, look.record.contact
    matter = record.opportunity
    texts = [
        contact.name, contact.honorific, contact.given, contact.family, contact.title, contact.organisation, contact.address,
        record.sender.name, record.sender.organisation, record.sender.postal, record.because_name, record.firm,
        *((matter.title, matter.reference, matter.organisation) if matter else ()),
        *(str(value) for fact in record.facts for value in fact.details.values()),
        *(fact.says for fact in record.facts),
        *record.heard,
    ]  # fmt: skip
    return {word.casefold() for text in texts for word in _TOKEN.findall(text[:5000])}


def _is_known(lint: "Lint", known: set[str]) -> bool:
    """A word that the workspace knows, or a rule of grammar that stumbled over a name."""
    words = _TOKEN.findall(lint.problem_text.replace("’s", "").replace("'s", ""))
    if lint.lint_kind != "Spelling":
        words = [word for word in words if len(word) > 1 and word[0].isupper()]
    return any(word.casefold() in known for word in words)


def _sentence(lint: "Lint") -> str:
    said = " ".join(lint.problem_text.split())
    mend = _mend(lint)
    if lint.lint_kind == "Spelling":
        return f"“{said}” is in no dictionary{f'; “{mend}”?' if mend else '.'}"
    return f"“{said}”: {lint.message}" if said else lint.message


def _mend(lint: "Lint") -> str:
    first = next(iter(lint.suggestions), None)
    return first.replacement_text if first and first.kind == _harper().SuggestionKind.REPLACE else ""
