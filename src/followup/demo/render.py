"""The samples as the files that people have: mailboxes, a calendar, contacts, cards, orders."""

import re
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files as package_files
from zoneinfo import ZoneInfo

from .calendars import calendar
from .card_files import address_book, stack
from .letters import Told, told
from .order_file import orders
from .post import raw
from .stories import person, read

#: The workspaces by slug, and the folder each is told in.
FOLDERS = {"ada-weber": "ada", "brandt-keramik": "brandt"}

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def files(now: datetime) -> dict[str, dict[str, bytes]]:
    """The bytes of every sample file, by workspace and file name."""
    return {slug: _files(folder, now) for slug, folder in FOLDERS.items()}


def _files(folder: str, now: datetime) -> dict[str, bytes]:
    here = now.astimezone(ZoneInfo(person(folder, "me").zone))
    me, mails = person(folder, "me"), list(told(folder, here))
    found = {
        "INBOX.mbox": _mailbox([each for each in mails if each.sender != me], here) + _damaged(folder, here),
        "Sent.mbox": _mailbox([each for each in mails if each.sender == me], here),
        "calendar.ics": calendar(folder, here),
        "contacts.vcf": address_book(folder),
    }
    if _has(folder, "cards.txt"):
        found |= stack(folder)
    if _has(folder, "orders.txt"):
        found["orders.csv"] = orders(folder, here)
    return found


def _mailbox(mails: Iterable[Told], now: datetime) -> bytes:
    arrived = sorted((each for each in mails if each.at <= now), key=lambda each: each.at)
    return b"".join(_entries(arrived, now))


def _entries(messages: Iterable[Told], now: datetime) -> Iterable[bytes]:
    for each in messages:
        opening = f"From {each.sender.address} {each.at:%a %b %d %H:%M:%S %Y}\n".encode()
        yield opening + _FROM.sub(rb">\1", raw(each, now)) + b"\n"


def _damaged(folder: str, now: datetime) -> bytes:
    """What a bad disk left behind, so that Sources has something to show."""
    text = read(folder, "damaged.txt")
    opening = f"From nobody {now:%a %b %d 00:00:00 %Y}\n"
    return b"".join((opening + part).encode() + b"\n\n" for part in text.split("\n====\n"))


def _has(folder: str, name: str) -> bool:
    return package_files(__package__).joinpath(folder, name).is_file()
