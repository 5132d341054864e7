"""Which earlier letter an answer without usable headers answers, and how sure that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from .people import People, Tie, tie
from .quoting import Layers, holds_quote, layers, without_marks
from .shingles import shared_part, shingles
from .subjects import base_subject, former_subject, is_answering, is_telling, tag, tickets

#: An answer that comes later than this begins a conversation of its own.
WINDOW = timedelta(days=60)
#: A letter without “Re:” and quote answers one of these last days, or none.
SOON = timedelta(days=14)
#: So much may clocks differ.
SKEW = timedelta(hours=2)
#: At least so sure, or the letter stays where it is.
ENOUGH = 0.75
#: Of so many letters with the same subject the words are compared, the nearest ones.
MOST_COMPARED = 40
#: Quoted words that are fewer are compared with everything and prove nothing.
FEW_WORDS = 4
MANY_WORDS = 12
#: A part of the quote that is found in a letter: it was quoted, or perhaps so.
QUOTED = 0.55
PARTLY = 0.2


@dataclass(frozen=True)
class Trail:
    """What a letter leaves behind by which an answer to it is known."""

    key: str
    at: datetime
    subject: str
    people: People
    name: str = ""  # of who wrote it
    text: str = ""

    @cached_property
    def base(self) -> str:
        """The subject without prefixes."""
        return base_subject(self.subject)

    @cached_property
    def tag(self) -> str:
        """The name that a mailing list put before the subject."""
        return tag(self.subject)

    @cached_property
    def former(self) -> str:
        """The subject that it says it had before."""
        return former_subject(self.subject)

    @cached_property
    def layers(self) -> Layers:
        """Own and quoted words."""
        return layers(self.text)

    @cached_property
    def says(self) -> frozenset[int]:
        """The shingles of its own words."""
        return shingles(self.layers.own)

    @cached_property
    def quotes(self) -> frozenset[int]:
        """The shingles of the letter that it quotes."""
        return shingles(self.layers.quoted)

    @cached_property
    def quotes_in_all(self) -> frozenset[int]:
        """The shingles of all that it quotes, however deep."""
        return shingles(self.layers.all_quoted)

    @cached_property
    def holds(self) -> frozenset[int]:
        """The shingles of the whole text."""
        return shingles(without_marks(self.text))


def seeks(subject: str, text: str) -> bool:
    """Whether a letter looks like an answer: its subject says so, it quotes, or a list put its name before the subject."""
    return is_answering(subject) or bool(tag(subject)) or holds_quote(text)


@dataclass(frozen=True, slots=True)
class Guess:
    """The letter that an answer seems to answer, how sure that is from 0 to 1, and what it was told by."""

    parent: str
    confidence: float
    by: str


def worth_comparing(answer: Trail, letters: Iterable[Trail]) -> list[Trail]:
    """The earlier letters whose words are worth reading, the closest people and the nearest first."""
    found = [(_tie(answer, each), each) for each in letters if _is_before(each, answer)]
    found.sort(key=lambda pair: (-(pair[0] >= Tie.SHARED), -pair[1].at.timestamp(), pair[1].key))
    return [each for _, each in found[:MOST_COMPARED]]


def guess(answer: Trail, letters: Sequence[Trail]) -> Guess | None:
    """The most likely parent among earlier letters; None where none of them is likely enough.

    The same whatever the order of the letters, and of letters that were handed in without need.
    """
    if not seeks(answer.subject, answer.text):
        return None
    best: tuple[float, datetime, str] | None = None
    found: Guess | None = None
    for letter in worth_comparing(answer, letters):
        weight, made = _weigh(answer, letter)
        rank = (weight, letter.at, letter.key)
        if made and (best is None or rank > best):
            best, found = rank, made
    return found


def _is_before(letter: Trail, answer: Trail) -> bool:
    """Whether the letter may have been answered; clocks may go wrong a little where its words are quoted."""
    return letter.key != answer.key and letter.at - SKEW <= answer.at <= letter.at + WINDOW


def _weigh(answer: Trail, letter: Trail) -> tuple[float, Guess | None]:
    """How well a letter fits as the one that was answered, and what is to be said of it if it is chosen."""
    proof = _proof(answer, letter)
    same = _same_subject(answer, letter)
    may = _may_follow(answer, letter, proof) and (same or _is_long_quote(answer, letter, proof))
    confidence, by = _judged(answer, letter, proof, is_same=bool(same)) if may else (0.0, "")
    if confidence < ENOUGH:
        return 0.0, None
    is_direct = tie(answer.people, letter.people) is Tie.DIRECT
    weight = _fit(answer, letter) + 1.5 * _is_named(answer, letter) + same + 0.3 * is_direct
    return weight, Guess(letter.key, round(confidence, 2), by)


def _proof(answer: Trail, letter: Trail) -> float:
    """How much of the quote is found in the letter, or of the letter in the answer, whatever marks the quote."""
    found = max(
        shared_part(answer.quotes, letter.says), 0.95 * shared_part(answer.quotes_in_all, letter.holds)
    )
    is_answer = is_answering(answer.subject) or bool(answer.quotes_in_all)
    if is_answer and found < QUOTED and len(letter.says) >= MANY_WORDS:
        found = max(found, shared_part(letter.says, answer.holds))
    return found


def _same_subject(answer: Trail, letter: Trail) -> float:
    """1 for the same subject, a half for the one that the answer says it had before, else 0."""
    one, other = tickets(answer.subject), tickets(letter.subject)
    if not letter.base or (one and other and not one & other):
        return 0.0
    if letter.base == answer.base:
        return 1.0
    return 0.5 if letter.base == answer.former else 0.0


def _may_follow(answer: Trail, letter: Trail, proof: float) -> bool:
    """Whether the order allows it; a letter that calls itself no answer answers another's of the same days only."""
    if proof >= QUOTED:
        return True
    if is_answering(answer.subject) or answer.quotes_in_all:
        return (letter.at, letter.key) < (answer.at, answer.key)
    is_another = letter.people.sender != answer.people.sender
    return is_another and letter.at < answer.at <= letter.at + SOON


def _is_long_quote(answer: Trail, letter: Trail, proof: float) -> bool:
    """Whether the quote is proof enough where the subject is another one: footers and newsletters repeat themselves."""
    if proof < QUOTED or len(answer.quotes_in_all) < MANY_WORDS or not _tie(answer, letter):
        return False
    return is_answering(answer.subject) or _is_named(answer, letter)


def _judged(answer: Trail, letter: Trail, proof: float, *, is_same: bool) -> tuple[float, str]:
    """How sure it is that the letter belongs to the answer's conversation, and what says so."""
    tied = _tie(answer, letter)
    if proof >= PARTLY:
        sure = 0.98 if proof >= QUOTED and len(answer.quotes_in_all) >= FEW_WORDS else 0.9
        sure -= {Tie.DIRECT: 0.0, Tie.SHARED: 0.0, Tie.COLLEAGUE: 0.05, Tie.NONE: 0.12}[tied]
        return sure, "the same subject and quoted words" if is_same else "quoted words"
    sure = {Tie.DIRECT: 0.93, Tie.SHARED: 0.88, Tie.COLLEAGUE: 0.6, Tie.NONE: 0.4}[tied]
    is_known = is_telling(answer.base)
    if not is_known:
        sure -= 0.06
    if len(answer.quotes_in_all) >= FEW_WORDS:
        # It quotes something, and not this.
        sure -= 0.05 if is_known else 0.15
    elif not is_answering(answer.subject):
        sure -= 0.1
    return sure, "the same subject between the same people"


def _fit(answer: Trail, letter: Trail) -> float:
    """How well the quote fits this letter among others of its conversation, from 0 to 3."""
    return (
        1.5 * shared_part(answer.quotes, letter.says)
        + shared_part(answer.quotes_in_all, letter.holds)
        + 0.5 * shared_part(letter.says, answer.holds)
    )


def _is_named(answer: Trail, letter: Trail) -> bool:
    """Whether the line above the quote names who wrote the letter."""
    above = answer.layers.attribution.casefold()
    if not above:
        return False
    name = letter.name.casefold().strip()
    return bool(name and name in above) or letter.people.sender in above


def _tie(answer: Trail, letter: Trail) -> Tie:
    tied = tie(answer.people, letter.people)
    is_list = bool(answer.tag) and answer.tag == letter.tag
    return max(tied, Tie.SHARED) if is_list else tied
