"""The parts of a finished letter: greeting, text, closing."""

import re

GREETING = re.compile(
    r"^(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|greetings)\b(?=$|[ ,:!])", re.IGNORECASE
)
CLOSING = re.compile(
    r"^(?:(?:with )?(?:kind|best|warm|warmest|many|with|my best)? ?(?:regards|wishes|thanks)|yours(?: \w+)?|sincerely"
    r"|best|cheers|kindly|gratefully)(?: yours| again)?[,.]?$",
    re.IGNORECASE,
)


def letter_proper(text: str) -> str:
    """The text between greeting and closing."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and GREETING.match(lines[0].strip()):
        lines = lines[1:]
    ends = [place for place, line in enumerate(lines) if CLOSING.match(line.strip())]
    return "\n".join(lines[: ends[-1]] if ends else lines)


def opening(text: str) -> str:
    """The first sentence after the greeting."""
    first = next(iter(letter_proper(text).splitlines()), "")
    for end in (". ", "? ", "! "):
        first = first.split(end, 1)[0]
    return first.strip()
