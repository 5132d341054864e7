"""What a message asks of us, question by question."""

import re
from collections.abc import Sequence

from .rules import SURE, book
from .words import Sentence

MOST_QUESTIONS = 12
_PLEASANTRY = re.compile(
    r"^ (?:(?:hi|hey|hello|so|and|well|dear)(?: \S+){0,2} )?(?:and )?(?:how (?:are|have) (?:you|things|u)(?: been| doing| all)?(?: going)?|how is it going|hows it going|whats up|hope \S.*|all well|everything (?:ok|well|fine)"
    r"|(?:do )?(?:you )?(?:have )?(?:any )?(?:further |other |more )?questions|need (?:any )?(?:more )?help|why not|why(?: is that)?|right|ok|really|remember|guess what|you know|isnt it|dont you think|who knows|sound familiar|interested|is that so)(?: today| these days| lately)? $"
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
    """Whether this sentence wants an answer or an act."""
    if sentence.is_question:
        return not _PLEASANTRY.match(sentence.plain) and not _IDLE.search(sentence.text)
    found = book("asks").read((sentence,), sentence.plain).get("asks")
    return found is not None and found.weight >= SURE
