"""Out-of-office answers and their return dates, and answers that only their words give away as automatic."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache

from followup.core.mail import Mail

from .dates import days
from .day import Day
from .letter import Letter
from .phrases import folded, phrases, words_of, written
from .words import Sentence

#: A longer letter has something of its own to say.
LONGEST_NOTICE = 1_500
#: What else such a notice says.
_BESIDE = ("thanks", "deputies", "later", "automatic")
#: Between the word “back” and its day.
REACH = 60
_ENDING = r"(?:[\s:(]+(?:the|den|dem|der|zum|el|le|il|o|op|om|dnia|den\.)){0,2}[\s,(:]*(?:\w+,?\s+){0,2}$"


def is_away(letter: Letter) -> bool:
    """Whether the words say that somebody is away."""
    return _says_away(f"{letter.mail.subject[:300]}\n{letter.text[:6000]}")


def is_absence_notice(letter: Letter) -> bool:
    """Whether a letter without a machine's headers says nothing but that its writer is away."""
    text = letter.text
    if len(text) > LONGEST_NOTICE or "?" in text:
        return False
    plain = folded(text)
    words = words_of(plain)
    if not phrases("away", "away").begin_in(plain, words):
        return False
    signs = [key for key in _BESIDE if phrases("away", key).are_in(plain, words)]
    if not signs:
        return False
    is_from_nobody = letter.mail.header("return-path").replace(" ", "") == "<>"
    own = [each for each in letter.sentences[letter.starts_with_subject :] if _is_own_matter(each)]
    return len(own) <= len(signs) - 1 + 2 * is_from_nobody


def is_automatic(mail: Mail) -> bool:
    """Whether the words themselves say that a machine wrote them and nobody reads an answer."""
    text = mail.text if len(mail.text) < 3_000 else f"{mail.text[:1_000]}\n{mail.text[-1_500:]}"
    plain = folded(text)
    return phrases("away", "automatic").are_in(plain, words_of(plain))


def away_sentence(letter: Letter) -> str:
    """The sentence that says so; the one with a return date before others."""
    said = [each.text for each in letter.sentences if _says_away(each.text)]
    dated = [
        each.text
        for each in letter.sentences
        if (_says_away(each.text) or _returns().search(each.text)) and _days(each.text, letter)
    ]
    return (dated or said or [letter.mail.subject])[0].strip()


def return_time(letter: Letter) -> datetime | None:
    """The morning of the day on which they are back; None where no day is named."""
    best: Day | None = None
    is_last_day = False
    for sentence in _speaking(letter):
        text = _in_english(sentence)
        every = days(text, letter.written)
        named = [each for each in every if each.day >= letter.written.date()]
        if not named:
            continue
        if returns := _after_return(text, named):
            return _morning(letter, returns)
        if best is None:
            best, is_last_day = named[-1], _ends_absence(text, every)
    if best is None:
        return None
    return _morning(letter, best) + timedelta(days=1) if is_last_day else _morning(letter, best)


def _speaking(letter: Letter) -> list[str]:
    """The sentences about the absence; the subject too, which automatic answers often repeat behind a “Re:”."""
    subject = letter.mail.subject[:300]
    every = [each.text for each in letter.sentences]
    every += [subject] if subject not in every[:1] else []
    return [each for each in every if _says_away(each) or _returns().search(each)]


def _says_away(text: str) -> bool:
    plain = folded(text)
    return phrases("away", "away").begin_in(plain, words_of(plain))


def _is_own_matter(sentence: Sentence) -> bool:
    """Whether a sentence is more than a part of what every such notice says."""
    plain = folded(sentence.text)
    words = words_of(plain)
    return (
        len(plain) >= 40
        and not phrases("away", "away").begin_in(plain, words)
        and not phrases("away", *_BESIDE).are_in(plain, words)
    )


def _days(text: str, letter: Letter) -> list[Day]:
    return days(_in_english(text), letter.written)


def _after_return(text: str, named: Sequence[Day]) -> Day | None:
    """The day that stands with “back” or “return”: the first after the word, else the one right before it."""
    for word in _returns().finditer(text):
        for day in named:
            if 0 <= day.start - word.end() <= REACH and not _is_span_between(text[word.end() : day.start]):
                return day
    for word in _returns().finditer(text):
        before = [each for each in named if 0 <= word.start() - each.end <= REACH // 2]
        if before and _since().search(text[: before[-1].start]):
            return before[-1]
    return None


def _is_span_between(gap: str) -> bool:
    return any(mark in gap for mark in (".", ";", "!"))


def _ends_absence(text: str, named: Sequence[Day]) -> bool:
    """“From 2 to 6 March” and “through Friday” name the last day away, a bare “until” the day of return."""
    day = named[-1]
    before, after = text[max(0, day.start - 40) : day.start], text[day.end : day.end + 20]
    if _inclusive().match(after) or _inclusive().search(before) or _last_day().search(before):
        return True
    return len(named) > 1 and _span().search(text[named[-2].end : day.start]) is not None


def _in_english(text: str) -> str:
    """The text with the months of languages that no date is read in replaced by English ones."""
    if text.isascii() and "kuuta" not in text:
        return text
    names = written("away")["calendar"]
    return _calendar().sub(lambda match: names[match[0].lower()], text)


@cache
def _returns() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice('returns')})(?!\w)", re.IGNORECASE)


@cache
def _since() -> re.Pattern[str]:
    """“As of 9 March I am back”: the word that makes a day before “back” the day of return."""
    return re.compile(
        r"(?:^|\W)(?:from|as of|starting|on|ab|ab dem|am|vom|le|dès|à partir du|a partir del?|el|dal|il|vanaf|op|a partir de|em|no|na|od|från|den|fra|from the|on the)\W+(?:\w+,?\s+){0,2}$",
        re.IGNORECASE,
    )


@cache
def _inclusive() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_choice('inclusive')})(?!\w)", re.IGNORECASE)


@cache
def _last_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice('last_days')}){_ENDING}", re.IGNORECASE)


@cache
def _span() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s,.)]{{0,3}}(?:\d{{4}}[\s,]{{0,2}})?(?:{_choice('spans')}){_ENDING}", re.IGNORECASE
    )


@cache
def _calendar() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, written('away')['calendar']))})(?!\w)", re.IGNORECASE
    )


def _choice(key: str) -> str:
    longest_first = sorted(written("away")[key], key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


def _morning(letter: Letter, day: Day) -> datetime:
    return datetime.combine(day.day, time(9), letter.zone)
