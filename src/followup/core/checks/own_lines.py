"""Lines of a letter that hold nothing but our own name, contact block or opt-out sentence."""

import re
from functools import lru_cache

from followup.core.letters.record import Sender
from followup.core.letters.signature import opt_out, postal_line

_LABELS = re.compile(
    r"\b(?:mobile|landline|telephone|phone|tel|cell|home|office|e-?mail|mail|web|address|post|m|t|p|h|o|e|a)\b",
    re.IGNORECASE,
)


def is_own_line(line: str, sender: Sender) -> bool:
    """True when nothing is left of the line once our own details and their labels are taken out."""
    rest = _folded(line)
    if not rest:
        return True
    for detail in _details(sender):
        rest = re.sub(rf"(?<!\w){re.escape(detail)}(?!\w)", " ", rest)
    return not re.search(r"\w", _LABELS.sub(" ", rest))


@lru_cache(maxsize=64)
def _details(sender: Sender) -> tuple[str, ...]:
    """Our details in every form that stands on a line, the longest first."""
    postal = [sender.postal, postal_line(sender.postal), *re.split(r"[\n,]", sender.postal)]
    told = [
        sender.name, sender.title, sender.organisation, sender.mobile, sender.landline, sender.email,
        opt_out(sender), *opt_out(sender).splitlines(), *postal,
    ]  # fmt: skip
    return tuple(sorted({_folded(each) for each in told if each.strip()}, key=len, reverse=True))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ,;")
