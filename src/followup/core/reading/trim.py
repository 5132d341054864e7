"""The reply without what it quotes: a message taken apart into its own words and all that is around them."""

from dataclasses import dataclass
from functools import lru_cache

from .trimming.footers import mark_footers
from .trimming.lines import Lines, Mark
from .trimming.quotes import mark_quotes
from .trimming.signatures import mark_signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The parts of a message, each as its lines stand in it: together they are the whole message.

    `new` is what it says itself; `signature` begins at the closing words; `footer` is what programs and firms add.
    """

    new: str = ""
    signature: str = ""
    footer: str = ""
    quoted: str = ""
    forwarded: str = ""


# Several readers ask for the parts of one message, one after the other.
@lru_cache(maxsize=4)
def layers(text: str, *, name: str = "") -> Layers:
    """The parts of a message; the writer's name helps to find a signature that is nothing else."""
    lines = Lines(text)
    mark_quotes(lines)
    mark_footers(lines)
    mark_signature(lines, name)
    return Layers(
        new=lines.marked(Mark.NEW),
        signature=lines.marked(Mark.SIGNED),
        footer=lines.marked(Mark.FOOTER),
        quoted=lines.marked(Mark.QUOTED),
        forwarded=lines.marked(Mark.FORWARDED),
    )


def new_text(text: str) -> str:
    """What this message itself says: no quoted or forwarded text, no signature, no footers."""
    return layers(text).new


def signature(text: str) -> str:
    """The signature that `new_text` leaves out: closing words, name, title, firm and numbers; "" where there is none."""
    return layers(text).signature


def parts(text: str, *, name: str = "") -> tuple[str, str]:
    """The new text and the signature below it, in one go."""
    found = layers(text, name=name)
    return found.new, found.signature
