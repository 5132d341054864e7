"""How exactly the days and times named in mail are read, and how seldom one is read where none is named."""

import re
from collections.abc import Iterator
from datetime import datetime

from benchmarks.reading import corpora, own
from benchmarks.reading.figures import Measured
from followup.core.reading.dates import Moment, days, moments, periods
from followup.core.reading.day import Day

#: Generous on purpose: a corpus sentence with any of these may name a day.
_MAY_NAME_A_DAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}\b"
    r"|to-?day|tomorrow|tonight|\b(?:day|week|month|year|hour|fortnight|morning|afternoon|evening|weekend|cob|eod|holiday)s?\b|business"
    r"|\d{1,4}\s?[/.-]\s?\d{1,2}|\d(?:st|nd|rd|th)\b|\bnoon\b|\bend of\b",
    re.IGNORECASE,
)


def measure() -> list[Measured]:
    """Exactly read, of the sentences with dates; falsely read, of those without."""
    return [*_exact(), *_false()]


def _exact() -> Iterator[Measured]:
    cases = list(_cases())
    for on, half in (("own dates", cases[::2]), ("own dates, held out", cases[1::2])):
        right = sum(read(text, written) == expected for text, written, expected in half)
        yield Measured(what="dates exact", on=on, cases=len(half), reached=right / len(half), goal=0.85)


def _false() -> Iterator[Measured]:
    sentences = list(own.lines("dateless.txt"))
    yield _share_with_a_date("own sentences without dates", sentences[::2])
    yield _share_with_a_date("own sentences without dates, held out", sentences[1::2])
    found = corpora.folder("asks")
    text = next(found.rglob("Ask*.txt")).read_text("utf-8", "replace") if found else ""
    plain = [line.partition("\t")[2] for line in text.splitlines()]
    yield _share_with_a_date("asks, sentences without a word of time", [s for s in plain if s and not _MAY_NAME_A_DAY.search(s)])  # fmt: skip


def _share_with_a_date(on: str, sentences: list[str]) -> Measured:
    written = datetime.fromisoformat("2026-03-04T09:00+01:00")
    false = sum(bool(days(each, written)) for each in sentences)
    reached = false / len(sentences) if sentences else None
    return Measured(what="false dates", on=on, cases=len(sentences), reached=reached, goal=0.02, at_most=True)


def _cases() -> Iterator[tuple[str, datetime, str]]:
    written = datetime.fromisoformat("2026-03-04T09:00+01:00")
    for line in own.lines("dates.txt"):
        if line.startswith("@"):
            written = datetime.fromisoformat(line[1:].strip())
        else:
            text, _, expected = line.rpartition("|")
            yield text.strip(), written, expected.strip()


def read(text: str, written: datetime) -> str:
    """What is read from a sentence, in the notation of the cases."""
    timed = moments(text, written)
    told = [_as_moment(each) for each in timed] or [_as_day(each) for each in periods(text, written)]
    return ", ".join(told) or "-"


def _as_moment(moment: Moment) -> str:
    return moment.at.isoformat(timespec="minutes")


def _as_day(day: Day) -> str:
    return f"{day.first}..{day.day}" if day.first else day.day.isoformat()
