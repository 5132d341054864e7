"""A signature cut into pieces, as a reader's eye does: at line ends, bars, dots and gaps."""

import re

from followup.core.reading.trimming.closings import closing
from followup.core.reading.trimming.footers import is_device
from followup.core.reading.trimming.lines import bare, is_ruler

MOST_LINES = 40
LONGEST = 200
_CUTS = re.compile(r"\s[|·•●■▪∙‧]{1,2}\s|\s//?\s(?!\d)|\s?[|•●■▪]\s?|\t+|\s{3,}|\s[–—]\s")
_DASHED = re.compile(r"^(?:--? ?|[–—―~/] ?)(?=[^\W\d_])")


def pieces(signature: str) -> list[str]:
    """The pieces below the closing words, without what is only drawn."""
    found: list[str] = []
    for line in signature.splitlines()[:MOST_LINES]:
        line = bare(line[:LONGEST])
        if not line or is_ruler(line) or is_device(line.lower()):
            continue
        said = closing(line)
        if said is not None and not found:
            found += [said.name] if said.name else []
            continue
        found += [cut for each in _CUTS.split(_DASHED.sub("", line)) if (cut := each.strip(" *_,;|"))]
    return found
