"""The template language: fields and sentences that are kept only when they can be said. No logic beyond that.

    {role}                      the field; where it is not known, its hint as a blank to fill in: [the role]
    {?role} … {/role}           kept only when the role is known
    {!role} … {/role}           kept only when it is not
    [your own words]            a blank that the person fills in; no letter leaves with one

A template is text: `Subject: …` (a new letter) or `Reply: …` (an answer in the same conversation, with
that subject when there is none to answer), an empty line, the body. Further wordings of the same
letter follow after a line of at least three equals signs; which one a contact gets never changes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from followup.core.trouble import Mend

DEEPEST = 5

_MARK = re.compile(r"\{([?!/]?)([a-z_]+)\}")
_BETWEEN = re.compile(r"^={3,}[ \t]*$", re.MULTILINE)
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}")
_LINE_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?!\.)")
_EMPTY_LINES = re.compile(r"\n{3,}")


class TemplateError(Mend):
    """A template that cannot be understood; the message names it and says what to mend."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place where a fact's words go."""

    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that are kept when the field is known (or, `when_known=False`, when it is not)."""

    name: str
    when_known: bool
    parts: tuple["Part", ...]


type Part = str | Field | Section


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say the letter."""

    subject: tuple[Part, ...]
    body: tuple[Part, ...]
    is_reply: bool = False


def parse(text: str, name: str, known: Iterable[str]) -> tuple[Wording, ...]:
    """The wordings of a template; raises TemplateError for a field that is not among the `known`."""
    fields = frozenset(known)
    pieces = [piece.strip() for piece in _BETWEEN.split(text.replace("\r\n", "\n"))]
    return tuple(_wording(piece, name, fields) for piece in pieces)


def render(parts: tuple[Part, ...], values: Mapping[str, str], hints: Mapping[str, str]) -> str:
    """The text with the values in their places; what is not known becomes a blank in square brackets."""
    text = _LINE_ENDS.sub("", _SPACES.sub(" ", _fill(parts, values, hints)))
    # A sentence that ends in “Olivar S.L.” has its full stop already.
    text = _TWO_STOPS.sub(".", text)
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _wording(text: str, name: str, known: frozenset[str]) -> Wording:
    head, _, body = text.partition("\n")
    word, colon, subject = head.partition(":")
    if not colon or word not in {"Subject", "Reply"}:
        raise TemplateError(
            f"{name}: each wording begins with a line “Subject: …” or “Reply: …”, not with “{head}”."
        )
    return Wording(
        subject=_parts(subject.strip(), name, known),
        body=_parts(body.strip(), name, known),
        is_reply=word == "Reply",
    )


def _parts(text: str, name: str, known: frozenset[str]) -> tuple[Part, ...]:
    stack: list[tuple[str, bool, list[Part]]] = [("", True, [])]
    position = 0
    for mark in _MARK.finditer(text):
        sign, field = mark.groups()
        _add_text(stack[-1][2], text[position : mark.start()], name)
        position = mark.end()
        _known_field(field, name, known)
        if sign == "":
            stack[-1][2].append(Field(field))
        elif sign == "/":
            _close(stack, field, name)
        else:
            _open(stack, field, sign == "?", name)
    _add_text(stack[-1][2], text[position:], name)
    if len(stack) > 1:
        raise TemplateError(f"{name}: the part that begins with “{field_mark(stack[-1])}” is never closed.")
    return tuple(stack[0][2])


def field_mark(opened: tuple[str, bool, list[Part]]) -> str:
    """The mark that opens a section, as it is written."""
    return f"{{{'?' if opened[1] else '!'}{opened[0]}}}"


def _add_text(parts: list[Part], text: str, name: str) -> None:
    if stray := re.search(r"[{}]", text):
        around = text[max(0, stray.start() - 12) : stray.start() + 13].strip()
        raise TemplateError(f"{name}: a curly bracket stands alone at “{around}”; fields look like {{role}}.")
    if text:
        parts.append(text)


def _known_field(field: str, name: str, known: frozenset[str]) -> None:
    if field in known:
        return
    nearest = process.extractOne(field, sorted(known), score_cutoff=50)
    hint = f"; did you mean {{{nearest[0]}}}?" if nearest else "."
    raise TemplateError(f"{name}: there is no field {{{field}}}{hint}")


def _open(stack: list[tuple[str, bool, list[Part]]], field: str, when_known: bool, name: str) -> None:
    if len(stack) > DEEPEST:
        raise TemplateError(f"{name}: parts are nested more than {DEEPEST} deep at “{{{field}}}”.")
    stack.append((field, when_known, []))


def _close(stack: list[tuple[str, bool, list[Part]]], field: str, name: str) -> None:
    if stack[-1][0] != field:
        expected = f"“{{/{stack[-1][0]}}}” was expected" if len(stack) > 1 else "nothing is open there"
        raise TemplateError(f"{name}: “{{/{field}}}” closes what was not opened; {expected}.")
    opened, when_known, parts = stack.pop()
    stack[-1][2].append(Section(opened, when_known, tuple(parts)))


def _fill(parts: tuple[Part, ...], values: Mapping[str, str], hints: Mapping[str, str]) -> str:
    told = []
    for part in parts:
        match part:
            case str():
                told.append(part)
            case Field(name):
                told.append(values.get(name) or f"[{hints.get(name, name)}]")
            case Section(name, when_known, inner) if bool(values.get(name)) == when_known:
                told.append(_fill(inner, values, hints))
    return "".join(told)
