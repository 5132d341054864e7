"""What somebody ordered, in the words of a letter."""

import re

MOST = 4

_COUNT = re.compile(r"^\d+ ?[×x*] ?")
_ORDERED = re.compile(
    r"\b(?:order|buy|take) ((?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|your|some) "
    r"[^.;!?\n]{2,100}?)(?=,? (?:as|please|from you|if|for (?:my|our))\b|[.;!?\n]|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")


def listed(told: object) -> str:
    """The things of an order as a source gives them (a list, or a text with one in each line) as part of a sentence."""
    each = (
        re.split(r"[;\n]", told)
        if isinstance(told, str)
        else map(str, told)
        if isinstance(told, list)
        else ()
    )
    names = [item.strip() for item in each if item.strip()]
    if len(names) > MOST:
        names = [*names[: MOST - 1], f"{len(names) - MOST + 1} other things"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def ordered(says: str) -> str:
    """“I would like to order six bowls (the big ones), please” orders six bowls; "" where it names nothing."""
    found = _ORDERED.search(says)
    return _ASIDE.sub("", found[1]).strip() if found else ""


def one_thing(item: str) -> str:
    """“6 × wine cooler, slip” as a subject begins: “Wine cooler, slip”; "" for several things."""
    bare = _COUNT.sub("", item)
    return bare[:1].upper() + bare[1:] if " and " not in item and bare != item else ""
