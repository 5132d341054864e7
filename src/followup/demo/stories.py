"""The stories as they are written: blocks of “name: value” lines and a text, told about named people."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

BETWEEN = "===="


@dataclass(frozen=True, slots=True)
class Block:
    """One telling: its named lines, its text, and the place it has in its file (a lasting name)."""

    name: str
    heads: Mapping[str, str]
    text: str

    def head(self, name: str, default: str = "") -> str:
        """The value of a named line, or the default."""
        return self.heads.get(name, default)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a story: how they are named, where they sit, and the client that they write with."""

    name: str
    address: str
    client: str = "machine"
    zone: str = "Europe/Berlin"
    signature: str = ""

    @property
    def clock(self) -> ZoneInfo:
        """Their time zone."""
        return ZoneInfo(self.zone)


def read(folder: str, name: str) -> str:
    """The text of one file of a workspace's story."""
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


@cache
def mail_files(folder: str) -> tuple[str, ...]:
    """The names of a workspace's mail stories, in order."""
    found = (each.name for each in files(__package__).joinpath(folder, "mail").iterdir())
    return tuple(sorted(f"mail/{name}" for name in found if name.endswith(".txt")))


def blocks(folder: str, name: str) -> Iterator[Block]:
    """The blocks of one story file."""
    for number, part in enumerate(read(folder, name).split(f"\n{BETWEEN}\n"), start=1):
        lines, _, text = part.strip("\n").partition("\n\n")
        heads = dict(line.split(": ", 1) for line in lines.splitlines() if not line.startswith("#"))
        yield Block(f"{folder}/{name}#{number}", heads, text.rstrip())


@cache
def people(folder: str) -> Mapping[str, Person]:
    """The people of a workspace by the short name that its stories use; “me” is the owner."""
    return {key: Person(**entry) for key, entry in tomllib.loads(read(folder, "people.toml")).items()}


def person(folder: str, text: str) -> Person:
    """The person of that short name, or the one written out as “Name <address>”."""
    known = people(folder)
    if text in known:
        return known[text]
    name, address = parseaddr(text)
    if "@" not in address:
        raise ValueError(f"{folder}: nobody is called “{text}”")
    return Person(name, address)
