"""Learning how much each word and sign speaks for a wish, from sentences that people labelled.

`python -m benchmarks.reading.learning` writes the weights into the rule files; the measure of wishes learns them anew on
four fifths of the sentences and asks about the last fifth, five times over.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.reading import corpora, own
from followup.core.reading.openings import openings
from followup.core.reading.signs import MARKS, signs
from followup.core.reading.spoken import spoken
from followup.core.reading.words import Sentence

type Case = tuple[str, bool]
type Floats = NDArray[np.float64]

RULES = Path(__file__).parents[2] / "src/followup/core/reading/rules"
FOLDS = 5
#: Words and pairs that are rarer are not learnt from.
RAREST = 3
#: How much is taken off each word's weight (most become nothing), and how strongly all weights are kept small.
THRIFT, CALM = 0.2, 5.0
ROUNDS = 600
_HEAD = """# How much single words, pairs, and pairs with a word between speak for a wish, in log odds beside the signs of asks.toml.
# A weight and what it is for in each line: ^ and $ are the ends of a sentence, ? is its mark, 0 stands for a number, _ for any one word.
#
# Learnt by `python -m benchmarks.reading.learning` from the train part of the Parakweet EmailIntentDataSet
# (github.com/ParakweetLabs/EmailIntentDataSet, Apache License 2.0) and half of our own sentences (benchmarks/reading/own/asks.txt).
"""


@dataclass(frozen=True)
class Learnt:
    """The weight of each mark, and of nothing in particular (`bias`)."""

    weights: dict[str, float]
    bias: float

    def score(self, marks: Iterable[str], already: float) -> float:
        """The log odds of a sentence that shows these marks and whose weight by hand is `already`."""
        return self.bias + already + sum(self.weights.get(each, 0.0) for each in marks)


def public() -> list[Case]:
    """The labelled sentences beside the project; none where they are missing."""
    found = corpora.folder("asks")
    lines = next(found.rglob("Ask*.txt")).read_text("utf-8", "replace").splitlines() if found else []
    parted = (line.partition("\t") for line in lines)
    return [
        (said.strip(), label == "Yes") for label, _, said in parted if label in {"Yes", "No"} and said.strip()
    ]


def seen_own() -> list[Case]:
    """The half of our own sentences that may be learnt from."""
    cases = [(line[2:], line.startswith("+")) for line in own.lines("asks.txt")]
    return [case for place, case in enumerate(cases) if place // 2 % 2 == 0]


def unseen_scores(cases: Sequence[Case]) -> list[float]:
    """The log odds of each case by weights that were learnt without its fifth."""
    marked = [_marks(text) for text, _ in cases]
    fold = [blake2b(text.encode(), digest_size=2).digest()[0] % FOLDS for text, _ in cases]
    scores = [0.0] * len(cases)
    for each in range(FOLDS):
        known = [place for place in range(len(cases)) if fold[place] != each]
        learnt = learn([marked[place] for place in known], [cases[place][1] for place in known])
        for place in range(len(cases)):
            if fold[place] == each:
                scores[place] = learnt.score(*marked[place])
    return scores


def learn(marked: Sequence[tuple[list[str], float]], labels: Sequence[bool]) -> Learnt:
    """A logistic regression over the marks, thrifty with words; what was weighed by hand counts as it is."""
    count = Counter(mark for marks, _ in marked for mark in set(marks))
    names = sorted(mark for mark, often in count.items() if often >= RAREST)
    place = {name: number for number, name in enumerate(names, start=1)}
    rows = [row for row, (marks, _) in enumerate(marked) for mark in marks if mark in place]
    columns = [place[mark] for marks, _ in marked for mark in marks if mark in place]
    rows += range(len(marked))
    columns += [0] * len(marked)
    shown = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(marked), len(names) + 1))
    thrift = np.array([0.0, *(0.0 if name.startswith("=") else THRIFT for name in names)])
    calm = np.array([0.0, *(CALM for _ in names)])
    found = _descend(
        shown, np.array(labels, float), np.array([already for _, already in marked]), thrift, calm
    )
    return Learnt(dict(zip(names, found[1:].tolist(), strict=True)), float(found[0]))


def _descend(
    shown: sparse.csr_matrix, labels: Floats, already: Floats, thrift: Floats, calm: Floats
) -> Floats:
    """The least loss by accelerated proximal steps (Beck and Teboulle 2009), always the same."""
    step = 1 / (_steepness(shown) / 4 + calm.max())
    weights = np.zeros(shown.shape[1])
    ahead, pace = weights, 1.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-(shown @ ahead + already)))
        moved = ahead - step * (shown.T @ (likely - labels) + calm * ahead)
        fresh = np.sign(moved) * np.maximum(np.abs(moved) - step * thrift, 0.0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = fresh + (pace - 1) / faster * (fresh - weights)
        weights, pace = fresh, faster
    return weights


def _steepness(shown: sparse.csr_matrix) -> float:
    """The greatest eigenvalue of its square, by repeated multiplication."""
    direction = np.ones(shown.shape[1])
    for _ in range(50):
        direction = shown.T @ (shown @ direction)
        direction /= np.linalg.norm(direction)
    return float(np.linalg.norm(shown.T @ (shown @ direction)))


def _marks(text: str) -> tuple[list[str], float]:
    """What a sentence shows, “=” before what is a sign of asks.toml, and what the signs weighed by hand make of it."""
    sentence = Sentence(text)
    known = signs("asks")
    shown = {f"=sign {number}" for number in known.found(sentence)}
    shown |= {f"=mark {name}" for name, is_there in MARKS.items() if is_there(sentence)}
    shown |= {f"=opening {each}" for each in openings(text, known.kinds_of)}
    by_hand = signs("asks.more")
    return [*sorted(shown), *spoken(sentence)], sum(
        by_hand.signs[each].weight for each in by_hand.found(sentence)
    )


def main() -> None:
    """Learn from everything that may be learnt from, and write the weights down."""
    cases = [*public(), *seen_own()]
    if len(cases) < 1000:
        raise SystemExit("The labelled sentences are missing (FOLLOWUP_CORPORA).")
    learnt = learn([_marks(text) for text, _ in cases], [is_so for _, is_so in cases])
    words = sorted((name, weight) for name, weight in learnt.weights.items() if not name.startswith("="))
    lines = [f"{weight:.2f}\t{name}" for name, weight in words if abs(weight) >= 0.005]
    (RULES / "asks.words.tsv").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    path = RULES / "asks.toml"
    path.write_text(_with_weights(path.read_text("utf-8"), learnt), encoding="utf-8")


def _with_weights(text: str, learnt: Learnt) -> str:
    """The rule file with the learnt weights in the places of the old ones."""
    numbers = iter(range(len(signs("asks").signs)))
    text = _each(text, r"(?m)^weight = .*$", lambda _: f"weight = {_of(learnt, f'=sign {next(numbers)}')}")
    text = _each(text, r"(?m)^bias = .*$", lambda _: f"bias = {learnt.bias:.2f}")
    marks = "\n".join(f"{name} = {_of(learnt, f'=mark {name}')}" for name in MARKS)
    text = _each(text, r"(?ms)^\[marks\]\n.*?\n\n", lambda _: f"[marks]\n{marks}\n\n")
    opened = sorted(name.removeprefix("=opening ") for name in learnt.weights if name.startswith("=opening "))
    listed = "\n".join(f'"{name}" = {_of(learnt, f"=opening {name}")}' for name in opened)
    return _each(text, r"(?ms)^\[openings\]\n.*?\n\n", lambda _: f"[openings]\n{listed}\n\n")


def _each(text: str, pattern: str, told: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, told, text)


def _of(learnt: Learnt, name: str) -> str:
    return f"{learnt.weights.get(name, 0.0):.2f}"


if __name__ == "__main__":
    main()
