"""The questions somebody asked us, so that an answer can answer all of them."""

import re

MOST = 6

_SENTENCE = re.compile(r"[^.!?\n][^.!?\n]{2,300}\?")


def questions(text: str) -> tuple[str, ...]:
    """Each sentence of the text that ends in a question mark, in order, without repeats."""
    asked = (" ".join(found.group().split()) for found in _SENTENCE.finditer(text[:20_000]))
    worth = [each.lstrip("->*• ") for each in asked if len(each.split()) > 2]
    return tuple(dict.fromkeys(worth))[:MOST]
