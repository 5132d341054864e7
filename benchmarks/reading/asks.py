"""How well it is understood whether a sentence, or a whole letter, wants something of its reader."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from benchmarks.reading import learning, own
from benchmarks.reading.figures import Count, Measured, area
from followup.core.facts import Party
from followup.core.mail import Mail
from followup.core.reading.asks import asks, asks_score, letter_score
from followup.core.reading.known import Known
from followup.core.reading.letter import Letter
from followup.core.reading.words import Sentence

type Case = tuple[str, bool]
WRITTEN = datetime.fromisoformat("2026-03-04T09:00+01:00")


def measure() -> list[Measured]:
    """F1 and AUC on sentences and on whole letters."""
    return [*_public(), *_own_sentences(), *_own_letters()]


def _public() -> Iterator[Measured]:
    cases = learning.public()
    # Its labels count “do not hesitate to call” and “I shall call you on Friday” as wishes, as the score does.
    scores = dict(zip(cases, learning.unseen_scores(cases), strict=True)) if cases else {}
    on = "asks, each fifth by the weights of the others"
    count = Count()
    for (_, is_so), score in scores.items():
        count.add(score >= 0, is_so)
    yield _reached("F1", on, len(cases), count.f1 if cases else None, goal=0.80)
    ranked = ((score, is_so) for (_, is_so), score in scores.items())
    yield _reached("AUC", on, len(cases), area(ranked) if cases else None, goal=0.92)


def _own_sentences() -> Iterator[Measured]:
    cases = [(line[2:], line.startswith("+")) for line in own.lines("asks.txt")]
    for on, parity in (("own sentences", 0), ("own sentences, held out", 1)):
        half = [case for place, case in enumerate(cases) if place // 2 % 2 == parity]
        yield from _sentences(on, half, says=lambda text: asks(Sentence(text)))


def _own_letters() -> Iterator[Measured]:
    cases = list(_letters())
    for on, half in (("own letters", cases[::2]), ("own letters, held out", cases[1::2])):
        yield _area(on, half, lambda text: letter_score(_letter(text).sentences), goal=0.93)
        yield _f1(on, half, lambda text: any(map(asks, _letter(text).sentences)))


def _letters() -> Iterator[Case]:
    text = (own.HERE / "letters.txt").read_text("utf-8")
    for each in text.split("==== ")[1:]:
        label, _, body = each.partition("\n")
        if label in {"yes", "no"}:
            yield body.strip(), label == "yes"


def _letter(text: str) -> Letter:
    mail = Mail(message_id="", sender=Party("", "them@there.example"), text=text, sent_at=WRITTEN)
    return Letter(mail, Known(frozenset(), "business", "Europe/Berlin"), WRITTEN, mail.sender)


def _sentences(on: str, cases: Sequence[Case], *, says: Callable[[str], bool]) -> Iterator[Measured]:
    yield _f1(on, cases, says)
    yield _area(on, cases, lambda text: asks_score(Sentence(text)), goal=0.92)


def _f1(on: str, cases: Sequence[Case], says: Callable[[str], bool]) -> Measured:
    count = Count()
    for text, is_so in cases:
        count.add(says(text), is_so)
    return _reached("F1", on, len(cases), count.f1 if cases else None, goal=0.80)


def _area(on: str, cases: Sequence[Case], score: Callable[[str], float], *, goal: float) -> Measured:
    reached = area((score(text), is_so) for text, is_so in cases) if cases else None
    return _reached("AUC", on, len(cases), reached, goal=goal)


def _reached(figure: str, on: str, cases: int, reached: float | None, *, goal: float) -> Measured:
    return Measured(what=f"needs a reply, {figure}", on=on, cases=cases, reached=reached, goal=goal)
