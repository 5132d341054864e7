"""The words above the name at the end of a letter: “Best regards,”, “Viele Grüße, Ada”."""

from dataclasses import dataclass

from .words import all_of

LONGEST = 70
MOST_WORDS = 8
_THANKS = all_of("signatures", "thanks")
_CLOSING = all_of("signatures", "closing")
_FIRST = frozenset(each.split()[0].rstrip(",.") for each in _THANKS | _CLOSING)
_AND = all_of("signatures", "and")
_FROM = frozenset(
    {"from", "aus", "de", "depuis", "desde", "da", "van", "uit", "fra", "från", "z", "z.", "iz", "из"}
)
_SIGNS = " *_-–—~,.!;:、。，！^)("
_NAME_JOINTS = frozenset(
    {
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "du",
        "la",
        "le",
        "el",
        "bin",
        "al",
        "und",
        "and",
        "&",
        "zu",
    }
)


@dataclass(frozen=True, slots=True)
class Closing:
    """How a line closes a letter: `name` is the name on the same line."""

    is_thanks: bool
    name: str = ""
    is_sentence: bool = False  # “Thank you.” is said, “Thank you,” is signed


def closing(line: str) -> Closing | None:
    """The closing that a bare line is, None where it is none."""
    if len(line) > LONGEST:
        return None
    core = line.strip(_SIGNS)
    low = core.lower()
    if not low or low.split(None, 1)[0].rstrip(_SIGNS) not in _FIRST:
        return None
    if low in _CLOSING or low in _THANKS:
        return Closing(low in _THANKS, is_sentence=line.endswith((".", "!", "。", "！")))
    words = core.split()
    return _with_more(words) if 1 < len(words) <= MOST_WORDS else None


def _with_more(words: list[str]) -> Closing | None:
    for count in range(min(len(words) - 1, 6), 0, -1):
        said = " ".join(words[:count]).lower()
        core = said.rstrip(_SIGNS)
        if core in _CLOSING or core in _THANKS:
            found = _rest(words[count:], is_thanks=core in _THANKS, is_apart=said[-1] in ",-–—!.:;")
            if found:
                return found
    return None


def _rest(rest: list[str], *, is_thanks: bool, is_apart: bool) -> Closing | None:
    if rest[0] in {"-", "–", "—", "/"} and len(rest) > 1:
        rest, is_apart = rest[1:], True
    if rest[0].lower() in _AND and len(rest) > 1:
        return closing(" ".join(rest[1:]))
    if second := closing(" ".join(rest)):
        return second
    if rest[0].lower() in _FROM and len(rest) <= 3 and not is_thanks:
        return Closing(False)
    if is_name(" ".join(rest)) and (is_apart or not is_thanks):
        return Closing(is_thanks, name=" ".join(rest))
    return None


def is_name(line: str) -> bool:
    """Whether a bare line looks like a person's name: a few words with capitals, or a few signs of a script without them."""
    core = line.strip(" *_-–—~/|,")
    if not core or len(core) > 50 or core[-1] in "?!:;":
        return False
    if not core.isascii() and not any(each.isupper() or each.islower() for each in core):
        return len(core) <= 14 and core[-1] not in "。、！？"
    words = core.replace("(", " ").replace(")", " ").replace('"', " ").split()
    return 0 < len(words) <= 6 and all(map(_may_be_in_name, words)) and core[0].isalpha()


def _may_be_in_name(word: str) -> bool:
    bare = word.strip(".,'’")
    if not bare:
        return False
    is_plain = bare.replace("-", "").replace("'", "").replace(".", "").replace("/", "").isalpha()
    return is_plain and (bare[0].isupper() or not bare[0].islower() or bare in _NAME_JOINTS or "/" in bare)
