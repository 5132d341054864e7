"""The firm and the role that the letter speaks of, against the record."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters.fields import role
from followup.core.matching import fold

from .greeting import bare, words_of
from .look import Look, Span

ALIKE = 80

_NAME = r"((?:[A-ZÀ-ÞŠŽİ][\w’'&-]*(?:\.\w+)*|&)(?: (?:[A-ZÀ-ÞŠŽİ][\w’'&-]*(?:\.\w+)*|&|of|und|und Söhne|and(?= [A-Z])))*)"
_AT_FIRM = re.compile(
    r"\b(?:role|position|post|vacancy|opening|interview|application|place|job|conversation|talk|work|working|starting|internship|team|you|colleagues|everybody|everyone|office|future|studio)"
    rf"(?: \([^()\n]{{1,60}}\)| (?:of|as|about|for|on) [^.,;!?\n]{{1,60}}?)? at {_NAME}|\b[Jj]oin(?:ing)? {_NAME}"
)
_FORM = r"(?:Ltd|Limited|GmbH|AG|KG|SE|Inc|Corp|LLC|LLP|plc|PLC|SARL|Sàrl|SAS|BV|B\.V|NV|Oy|AB|AS|ApS|S\.A|S\.L|S\.r\.l|SpA|Pty Ltd)"
_WITH_FORM = re.compile(
    rf"\b(?:at|with|for|to|of|in|from|[Jj]oin|[Jj]oining) ((?:[A-ZÀ-ÞŠŽİ][\w’'&-]*,? (?:(?:&|und|and) )?){{1,4}}{_FORM})(?![\w-])"
)
#: A sentence about work done elsewhere may name that firm.
_ELSEWHERE = re.compile(
    r"\b(?:work(?:ed|ing)|years?|(?:re)?built|led|ran|was|were|had|did|made|taught|former(?:ly)?|previous(?:ly)?|before|until"
    r"|together|clients?|customers?|suppliers?|partners?)\b",
    re.IGNORECASE,
)
_IN_SUBJECT = re.compile(rf"\b(?:at|with) {_NAME}")
_ROLE_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Yy]our|[Aa]s) ((?:[A-ZÀ-Þ][\w/+#&-]*(?: |$))+(?:of [A-Z]\w+ )?)(?:role|position|vacancy|opening|job)\b"
)
_ROLE_AFTER = re.compile(rf"\b(?:role|position|vacancy|job) (?:of|as) (?:an? )?{_NAME}")


def wrong_firm(look: Look) -> Iterator[Finding]:
    """“the role at Südwind” when the record says Nordwind."""
    allowed = _firms(look)
    if not look.record.firm:
        return
    for place, start, said in _firms_named(look):
        if not any(_same_firm(said, firm) for firm in allowed):
            yield Finding(
                severity="block",
                check="firm",
                place=place,
                sentence=f"The letter says “{said}”; the record says “{look.record.firm}”.",
                start=start,
                end=start + len(said),
                mend=look.record.firm,
            )


def _firms_named(look: Look) -> Iterator[tuple[str, int, str]]:
    """Where the letter speaks of the firm: place, beginning and name, each place once."""
    seen: set[tuple[str, int]] = set()
    for place, offset, text in look.texts:
        patterns = (_AT_FIRM, _WITH_FORM, *((_IN_SUBJECT,) if place == "subject" else ()))
        for pattern in patterns:
            for found in pattern.finditer(text):
                number = 1 if found.group(1) else 2
                key = (place, offset + found.start(number))
                if pattern is _WITH_FORM and _ELSEWHERE.search(_around(text, found.start())):
                    continue
                if key not in seen:
                    seen.add(key)
                    yield *key, found.group(number).rstrip(". ")


def _around(text: str, place: int) -> str:
    """The sentence in which a place lies."""
    start = max(text.rfind(end, 0, place) for end in (". ", "? ", "! ", "\n"))
    return text[start + 1 :].split(". ", 1)[0].split("\n", 1)[0]


def wrong_role(look: Look) -> Iterator[Finding]:
    """“the Data Engineer role” when the record says Data Analyst."""
    matter = look.record.opportunity
    if matter is None or matter.kind not in {"application", "introduction"} or not matter.title:
        return
    right = role(matter.title)
    titles = [right, *_held_titles(look)]
    for pattern in (_ROLE_BEFORE, _ROLE_AFTER):
        for found in pattern.finditer(look.core.text):
            said = found.group(1).strip()
            if not any(_same_role(said, title) for title in titles):
                yield look.block(
                    "role",
                    f"The letter says “{said}”; the record says “{right}”.",
                    _span(look, found, 1),
                    right,
                )


def _firms(look: Look) -> list[str]:
    record = look.record
    names = [record.firm, record.contact.organisation, record.sender.organisation]
    names += [str(fact.details.get("event", "")) for fact in record.facts if fact.kind == Kind.MET]
    names += [value for fact in record.facts for value in map(str, fact.details.values())]
    return [name for name in names if name]


def _held_titles(look: Look) -> list[str]:
    return [title for title in (look.record.sender.title, look.record.contact.title) if title]


def _same_firm(said: str, firm: str) -> bool:
    first, second = (" ".join(map(bare, words_of(name))) for name in (said, firm))
    shorter, longer = sorted((first, second), key=len)
    # “Nordwind” is Nordwind GmbH, “Nord” is not.
    return f" {longer} ".startswith(f" {shorter} ")


def _same_role(said: str, title: str) -> bool:
    return fuzz.token_set_ratio(fold(said), fold(title)) >= ALIKE


def _span(look: Look, found: re.Match[str], number: int) -> Span:
    start = look.core.start + found.start(number)
    text = found.group(number).rstrip(". ")
    return Span(start, start + len(text), text)
