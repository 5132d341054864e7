"""Maildir folders: new and cur, each message a file."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood

from .eml import read_eml


def is_maildir(folder: Path) -> bool:
    """Whether the folder is a Maildir (its tmp may have been lost on the way)."""
    return (folder / "cur").is_dir() and ((folder / "new").is_dir() or (folder / "tmp").is_dir())


def names(folder: Path) -> list[str]:
    """The messages as “cur/name”, in a lasting order; flags and folder may change, the order does not."""
    found = [
        f"{part}/{each.name}"
        for part in ("cur", "new")
        if (folder / part).is_dir()
        for each in (folder / part).iterdir()
        if not each.name.startswith(".") and each.is_file() and not each.is_symlink()
    ]
    return sorted(found, key=_lasting)


def digest(folder: Path) -> str:
    """The same for the same messages, whatever their flags."""
    seen = blake2b(digest_size=32)
    for name in names(folder):
        seen.update(_lasting(name).encode("utf-8", "surrogateescape") + b"\0")
    return seen.hexdigest()


def read_maildir(
    folder: Path, position: int = 0, *, is_sent: bool = False
) -> Iterator[tuple[int, Mail | NotUnderstood]]:
    """The messages from the position on, each with the position of the next."""
    for number, name in enumerate(names(folder)[position:], position + 1):
        for _, item in read_eml(folder / name, is_sent=is_sent):
            if isinstance(item, NotUnderstood):
                yield number, replace(item, place=f"{folder.name}/{name}")
            elif "T" not in _flags(name) and "D" not in _flags(name):  # neither trashed nor a draft
                yield number, item


def _lasting(name: str) -> str:
    return name.partition("/")[2].partition(":2,")[0]


def _flags(name: str) -> str:
    return name.rpartition(":2,")[2] if ":2," in name else ""
