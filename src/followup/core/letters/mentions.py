"""Which stretches of a text could be somebody's name."""

import re
from collections.abc import Iterator

LONGEST = 5
MOST = 300

_RUN = re.compile(r"[^\W\d_][\w.’'&-]*(?:[ \t]+(?:&|[^\W\d_][\w.’'&-]*))*")


def possible_names(text: str) -> tuple[str, ...]:
    """Runs of up to five words that begin with a capital; a single word only where no sentence begins."""
    found: dict[str, None] = {}
    for run in _RUN.finditer(text[:20_000]):
        begins = not text[: run.start()].rstrip(" \t").endswith((",", ";", ":", "(", "“", '"'))
        for name in _runs(run.group().split(), begins=begins):
            found.setdefault(name)
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def _runs(words: list[str], *, begins: bool) -> Iterator[str]:
    for start, word in enumerate(words):
        if not word[0].isupper():
            continue
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            if not (
                words[end - 1][0].isupper() or words[end - 1] in {"&", "and", "of", "und", "de", "van", "von"}
            ):
                break
            is_first = (start == 0 and begins) or (start > 0 and words[start - 1].endswith((".", "?", "!")))
            if end - start > 1 or not is_first:
                yield _bare(" ".join(words[start:end]))


def _bare(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s").rstrip(".’'-& ")
