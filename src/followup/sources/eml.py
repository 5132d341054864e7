"""Single messages in files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from .mail import parse_mail
from .mail.limits import MOST_BYTES


def read_eml(path: Path, *, is_sent: bool = False) -> Iterator[tuple[int, Mail | NotUnderstood]]:
    """The message in the file."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as trouble:
        sentence = f"The file could not be read: {trouble.strerror or trouble}."
        yield 1, NotUnderstood(place=path.name, sentence=sentence)
        return
    found = parse_mail(raw, is_sent=is_sent)
    yield 1, replace(found, place=path.name) if isinstance(found, NotUnderstood) else found
