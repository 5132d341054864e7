"""Blanks that were left, and merges that left nothing."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look

BLANK = re.compile(
    r"\{\{[^}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\{[^{}\n]{0,60}\}"  # {{ x }}, {% x %}, {x}
    r"|\[[^\[\]\n]*[^\W\d_][^\[\]\n]*\]|\[\s*\]"  # [Name], but not [1]
    r"|<<[^<>\n]{1,60}>>|<(?i:first|last|your|their|full|company|firm|role|job|name|date|insert)[^<>\n]{0,40}>"
    r"|\*\|[^|\n]{1,40}\|\*|_\|[^|\n]{1,40}\|_|%[A-Z][A-Z_]{2,30}%|\$\{?[A-Z][A-Z_]{2,30}\}?"
    r"|«[^»\n]{1,60}»|_{3,}"
    r"|(?<!\w)(?:TODO|XXX+|TBD|TBC|FIXME|INSERT [A-Z]+)(?!\w)|(?<!\w)(?i:lorem ipsum)(?!\w)"
)
_MERGED_NOTHING = re.compile(
    r"(?<!\w)(?:None|null|NULL|nan|NaN|undefined|NoneType)(?=[ ,.]|$)(?! of| the)"
    r"|\(\s*\)|\(\s*(?:ref(?:erence)?\.?|no\.?)\s*\)|“\s*”"
    r"|(?<=\w)[ \t]+[,;](?=\s|$)|(?<=\w)[ \t]+\.(?=\s|$)"
    # English lets a clause end in “for” or “with”, but never in an article.
    r"|\b(?:the|an)[,;.](?=\s|$)"
)


def blanks(look: Look) -> Iterator[Finding]:
    """`{{ name }}`, `{role}`, `[Name]`, TODO, XXX: places that nobody filled in."""
    for place, text in (("subject", look.draft.subject), ("body", look.draft.body)):
        for found in BLANK.finditer(text):
            said = " ".join(found.group().split())
            yield _finding("blank", place, found, f"“{said}” is a blank: fill it in, or take it out.")


def empty_merge(look: Look) -> Iterator[Finding]:
    """“Dear ,”, “your role as .”, “Dear None”: a field that had nothing to say."""
    for place, text in (("subject", look.draft.subject), ("body", look.draft.body)):
        for found in _MERGED_NOTHING.finditer(text):
            around = " ".join(text[max(0, found.start() - 15) : found.end() + 5].split())
            yield _finding("empty-merge", place, found, f"Something is missing at “{around}”.")


def _finding(check: str, place: str, found: re.Match[str], sentence: str) -> Finding:
    return Finding(
        severity="block", check=check, place=place, sentence=sentence, start=found.start(), end=found.end()
    )
