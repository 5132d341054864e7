"""Mails and sentences written for the measures, as plain text files, and how they are read."""

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def lines(name: str) -> Iterator[str]:
    """The lines of one file, without comments and empty ones."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
