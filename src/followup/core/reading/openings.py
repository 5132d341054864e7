"""How the clauses of a sentence begin: with a verb (“send me …”), a question (“could you …”), a condition, a person."""

import re
from collections.abc import Mapping

MOST_CHARACTERS, NAME_REACH = 1_000, 80
_ADDRESSED = re.compile(
    r"\W{0,4}(?:(?:hi|hey|hello|dear|ok|yes|no|also|thanks|guys|all|fyi)\b[ ,]{0,3})?"
    r"(?:[A-Z][\w.'/]{0,30}(?:(?:,? and|,? &|,|/)? [A-Z][\w.'/]{0,30}){0,3})?\s?(?:[,:;]|--?|\s-)\s{0,4}"
)
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[,;:!?()\"]|\.(?=[\s.])|(?<=\s)-|--")
_BREAKS = frozenset({"and", "then", "so", "but", "or", *',;:!?()".-', "--"})
VERBS = frozenset({"give", "tell", "check", "act", "meet", "shop"})
_OPENINGS = VERBS | {"question_word", "subject", "condition", "let"}


def openings(text: str, kinds_of: Mapping[str, frozenset[str]]) -> set[str]:
    """How the clauses begin, such as “first.give” or “later.verb”; `kinds_of` tells the kinds of each word."""
    named = _ADDRESSED.match(text, 0, NAME_REACH)
    pieces = _PIECE.findall(text, named.end() if named else 0, MOST_CHARACTERS)
    found: set[str] = set()
    place, begins = "first", True
    for number, piece in enumerate(pieces):
        if piece in _BREAKS:
            place, begins = "later" if number else place, True
        elif begins and "filler" not in (kinds := _kinds(piece, kinds_of)):
            begins = False
            if kinds:
                after = _kinds(pieces[number + 1], kinds_of) if number + 1 < len(pieces) else NONE
                found.update(f"{place}.{kind}" for kind in _opening(kinds, after))
    return found


def _kinds(word: str, kinds_of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return kinds_of.get(word.replace("'", "").lower(), NONE)


def _opening(first: frozenset[str], after: frozenset[str]) -> set[str]:
    found = set(first & _OPENINGS)
    if first & VERBS:
        found |= {"verb"} | {kind for kind, needed in _AFTER_A_VERB.items() if needed in after}
    if "helper" in first and "asked_person" in after:
        found.add("asks_person")
    return found


NONE: frozenset[str] = frozenset()
_AFTER_A_VERB = {"verb_object": "object", "verb_me": "me"}
#: Everything that can be found.
KINDS = tuple(
    f"{place}.{kind}"
    for place in ("first", "later")
    for kind in (*sorted(_OPENINGS), "verb", *_AFTER_A_VERB, "asks_person")
)
