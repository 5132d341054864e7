"""What a message asks of us, question by question, and how strongly."""

import math
import re
from collections.abc import Sequence

from .signs import signs
from .words import Sentence

MOST_QUESTIONS = 12
#: A sentence that scores this much asks something of its reader.
ENOUGH = 0.5
LONGEST = 1_000
#: Sentences whose plain words weigh less than this hardly ever ask, in log odds; half of all are.
HOPELESS = -1.9
#: So much against it outweighs even a question mark, in log odds.
ONLY_POLITE = -3.0
_FOR = ("asks", "asks.words", "asks.more")
_PLEASANTRY = re.compile(
    r"^ (?:(?:hi|hey|hello|so|and|well|dear)(?: \S+){0,2} )?(?:and )?(?:how (?:are|have) (?:you|things|u)(?: been| doing| all)?(?: going)?|how is it going|hows it going|whats up|hope \S.*|all well|everything (?:ok|well|fine)"
    r"|(?:do )?(?:you )?(?:have )?(?:any )?(?:further |other |more )?questions|need (?:any )?(?:more )?help|why not|why(?: is that)?|right|ok|really|remember|guess what|you know|isnt it|dont you think|who knows|sound familiar|interested|is that so)(?: today| these days| lately)? $"
    r"| (?:isnt it|dont you think|arent we|wasnt it|who (?:does not|doesnt|would not|wouldnt|hasnt|has not)|who knew|nicht wahr|nest ce pas|verdad|vero|toch) (?:\S+ ){0,6}$"
)
_IDLE = re.compile(
    r"unsubscribe|newsletter|having trouble (?:viewing|reading)|ready to (?:get started|save|buy)|click",
    re.IGNORECASE,
)


def questions(sentences: Sequence[Sentence]) -> list[str]:
    """The sentences that want something of the reader: questions, and requests in other words."""
    found: list[str] = []
    for sentence in sentences:
        if len(found) >= MOST_QUESTIONS:
            break
        if asks(sentence):
            found.append(sentence.text.strip()[:500])
    return found


def asks(sentence: Sentence) -> bool:
    """Whether this sentence wants an answer or an act; what is only polite does not."""
    return _earnest_score(_cut(sentence)) >= ENOUGH


def asks_score(sentence: Sentence) -> float:
    """How much this sentence sounds like a wish to its reader, from 0 to 1; polite phrases count like any other."""
    sentence = _cut(sentence)
    return _score(signs(*_FOR).weigh(sentence), sentence)


def letter_score(sentences: Sequence[Sentence]) -> float:
    """How likely a whole letter wants an answer or an act: its plainest wish, and a little more for each further one."""
    ranked = sorted((_earnest_score(_cut(each)) for each in sentences), reverse=True)
    missing = 1.0
    for place, score in enumerate(ranked[:MOST_QUESTIONS], start=1):
        missing *= 1 - score / place**2
    return 1 - missing


def _cut(sentence: Sentence) -> Sentence:
    """The beginning and the end of a sentence that is longer than people write them."""
    text = sentence.text
    return Sentence(f"{text[:LONGEST]} {text[-LONGEST:]}") if len(text) > 2 * LONGEST else sentence


def _earnest_score(sentence: Sentence) -> float:
    is_question = "?" in sentence.text and sentence.is_question
    if is_question and (_PLEASANTRY.search(sentence.plain) or _IDLE.search(sentence.text)):
        return 0.0
    speaks_for = signs(*_FOR).weigh(sentence, hopeless=HOPELESS)
    # Most sentences tell something; only the others need a second look.
    if speaks_for < 0 and not is_question:
        return _likelihood(speaks_for)
    speaks_against = signs("asks.not").weigh(sentence)
    if speaks_against <= ONLY_POLITE:
        return _likelihood(speaks_for + speaks_against)
    return _score(speaks_for + speaks_against, sentence)


def _score(log_odds: float, sentence: Sentence) -> float:
    score = _likelihood(log_odds)
    # A question mark asks, whatever the words.
    return ENOUGH + score / 2 if sentence.is_question else score


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
