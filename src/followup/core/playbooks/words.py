"""The words of a playbook.

`WORDS` is the whole vocabulary: each word with the sentence that explains it and the reader of its value.
docs/playbooks.md is made from it. A playbook that needs more gets a new word here, with its law and its line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from followup.core.kinds import Kind
from followup.core.trouble import Mend

from .moments import parse_moment, parse_span
from .steps import AtMost, Trigger

ONLY = ("", "asking", "by a person")
CALLS_OFF = frozenset({"answered", "outcome", "complaint open", *Kind})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary: its name in TOML, the Step's field, what it says, how its value is read."""

    name: str
    field: str
    sentence: str
    read: Callable[[object], object]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Mend(f"“{value}” is not a text in quotes")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Mend(f'“{value}” is not a list such as ["applied", "met"]')
    return tuple(_text(each) for each in value)


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise Mend(f"“{value}” is not one of {', '.join(choices)}")
        return str(value)

    return read


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Mend(f"“{value}” is not a whole number")
    return value


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(_number(each) for each in value):
        raise Mend(f"“{value}” is not a list of whole numbers such as [1, 5, 10]")
    return tuple(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Mend(f"“{value}” is not true or false")
    return value


def _moment(value: object) -> object:
    return parse_moment(_text(value))


def _span(value: object) -> object:
    return parse_span(_text(value))


def _moments_by_country(value: object) -> object:
    if not isinstance(value, dict):
        raise Mend(f'“{value}” is not a table such as {{ GB = "11 business days" }}')
    return MappingProxyType({country: parse_moment(_text(text)) for country, text in value.items()})


def _triggers(value: object) -> tuple[Trigger, ...]:
    return tuple(_trigger(text) for text in _texts(value))


def _trigger(text: str) -> Trigger:
    kind, _, only = text.partition(" ")
    if kind not in set(Kind) or only not in ONLY:
        raise Mend(f"“{text}” is not a kind of fact such as “applied” or “received asking”")
    return Trigger(Kind(kind), only)


def _kinds(value: object) -> frozenset[str]:
    texts = _texts(value)
    for text in texts:
        if text not in set(Kind):
            raise Mend(f"“{text}” is not a kind of fact such as “enquired”")
    return frozenset(texts)


def _called_off_by(value: object) -> frozenset[str]:
    texts = _texts(value)
    for text in texts:
        if text not in CALLS_OFF:
            raise Mend(f"“{text}” is not a kind of fact, nor “answered”, “outcome” or “complaint open”")
    return frozenset(texts)


def _at_most(value: object) -> AtMost:
    count, found, span = _text(value).partition(" in ")
    if not found or not count.isdigit():
        raise Mend(f"“{value}” is not a limit such as “3 in 12 months”")
    return AtMost(int(count), parse_span(span))


WORDS = (
    Word("title", "title", "What the step is called on the page.", _text),
    Word("ground", "ground", "What its numbers stand on; says so where it is convention.", _text),
    Word("for", "for_", "Who works with it: personal, business or both.", _one_of("personal", "business", "both")),
    Word("when", "when", "Kinds of fact that call for it, bare or with “asking” or “by a person”.", _triggers),
    Word("after", "after", "The step whose unanswered letter it follows.", _text),
    Word("began", "began", "Of a step after another: the matter must hold one of these kinds of fact.", _kinds),
    Word("to", "to", "To whom: them (of whom the fact tells), lead (one of all they are), referees, referrer, helpers.",
         _one_of("them", "lead", "referees", "referrer", "helpers")),
    Word("once", "once", "Owed once for each fact, thread (contact and opportunity), opportunity or contact.",
         _one_of("fact", "thread", "opportunity", "contact")),
    Word("sort", "sort", "owed (they wait for us), courtesy (thanks and alerts) or ask; orders the day in this order.",
         _one_of("owed", "courtesy", "ask")),
    Word("stacks", "stacks", "Whether its letters come in stacks, as from a fair: on a full day all else that has a date goes first.",
         _switch),
    Word("clock", "clock", "Whose business days and hours count: theirs or ours.", _one_of("theirs", "ours")),
    Word("since", "since", "What a plain span is counted from: fact, or contact (the last word either way).",
         _one_of("fact", "contact")),
    Word("due", "due", "When the letter should be written.", _moment),
    Word("not-before", "not_before", "Never due before this moment.", _moment),
    Word("promised", "promised", "Where they named a day to answer by: so long after it instead.", _span),
    Word("deadline", "deadline", "When it becomes late.", _moment),
    Word("deadline-in", "deadline_in", "Another deadline by country.", _moments_by_country),
    Word("lapses", "lapses", "When it is too late to be written at all.", _moment),
    Word("unless", "unless", "Kinds of fact that call it off, “answered”, “outcome”, “complaint open”.", _called_off_by),
    Word("unless-owed", "unless_owed", "Steps which, owed to the same person, take its place.", _texts),
    Word("pause", "pause", "Whether it waits while they are out of the office.", _switch),
    Word("at-most", "at_most", "How many letters of this step a person gets, such as “3 in 12 months”.", _at_most),
    Word("repeats", "repeats", "How long after its own unanswered letter it is owed again.", _span),
    Word("after-silence", "after_silence", "How long after two of its own letters without an answer.", _span),
    Word("unanswered", "unanswered", "How many letters in a row may be unanswered before it; 0 for no limit.", _number),
    Word("orders", "orders", "How many orders there must be to know a usual gap.", _number),
    Word("nth", "nth", "Which of a customer's orders call for it, such as [1, 5, 10]; all of them where nothing is said.",
         _numbers),
    Word("yearly", "yearly", "Whether the first order of each further year as a customer calls for it too.", _switch),
    Word("likely", "likely",
         "Only for the fifth of the customers who are most likely to buy again; for all, while there are fewer than ten.", _switch),
    Word("hold-out", "hold_out",
         "Per cent of customers left alone by a draw of its own for each order, so that its use can be measured.", _number),
    Word("sells", "sells",
         "Whether its letter offers something unasked: a person gets one such letter in 30 days, of whichever step it is.",
         _switch),
    Word("letter", "letter", "The template of its letter; the step's own name where nothing is said.", _text),
    Word("unattended", "unattended", "Whether its letter goes by itself, marked as automatic; only for plain confirmations.", _switch),
    Word("tone", "tone", "How the letter should sound.", _text),
    Word("needs", "needs", "What the letter must contain.", _texts),
)  # fmt: skip

BY_NAME = MappingProxyType({word.name: word for word in WORDS})
REQUIRED = ("title", "ground", "due", "lapses")
