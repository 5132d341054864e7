"""Mails written for measuring: kept as text, several in a file, each under a line that says what is to be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from followup.core.mail import Mail
from followup.sources.mail import parse_mail

FOLDER = Path(__file__).parent / "own" / "machines"
ADA = "ada@lindqvist.example"
_HEADERS = {
    "from": "Mia Berg <mia@lampen.example>",
    "to": f"Ada Lindqvist <{ADA}>",
    "date": "Wed, 4 Mar 2026 09:00:00 +0100",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One of our own mails: its name, the words that say what is to be read, and the mail."""

    name: str
    expected: tuple[str, ...]
    mail: Mail


def own_mails(name: str) -> Iterator[Written]:
    """The mails of one file, such as “away”."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    for piece in text.split("\n=== ")[1:]:
        line, _, raw = piece.partition("\n")
        case, _, expected = line.partition(" | ")
        yield Written(case, tuple(expected.split()), _parsed(case, raw))


def _parsed(case: str, raw: str) -> Mail:
    head = raw.partition("\n\n")[0].lower()
    missing = {name: value for name, value in _HEADERS.items() if f"{name}:" not in _names(head)}
    missing["message-id"] = f"<{case}@own.example>"
    lines = "".join(f"{name}: {value}\n" for name, value in missing.items())
    mail = parse_mail((lines + raw).encode(), received_at=datetime(2026, 3, 4, 9, tzinfo=UTC))
    assert isinstance(mail, Mail), case
    return mail


def _names(head: str) -> set[str]:
    return {line.partition(":")[0] + ":" for line in head.splitlines() if not line.startswith(" ")}
