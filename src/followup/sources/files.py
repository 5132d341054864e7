"""Files and folders as a source: what is there, and what is in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from followup.core.cards import Card
from followup.core.events import Event
from followup.core.mail import Mail
from followup.core.orders import NO_LEGEND, LeftOut, Legend, Order
from followup.core.trouble import NotUnderstood

from .contacts_csv import read_contacts
from .eml import read_eml
from .ics import Horizon, read_calendar
from .maildir import read_maildir
from .mbox import read_mbox
from .orders import read_orders
from .places import Place, find
from .plain import decoded
from .vcard import read_cards

__all__ = ["Item", "Place", "find", "read"]

Item = Mail | Event | Card | Order | LeftOut | NotUnderstood
#: Calendars, cards and contacts are read as a whole; mailboxes and orders are not, and know no such limit.
LARGEST = 100 * 1024 * 1024


def read(
    place: Place,
    position: int = 0,
    *,
    horizon: Horizon | None = None,
    zone: tzinfo = UTC,
    legend: Legend = NO_LEGEND,
) -> Iterator[tuple[int, Item]]:
    """The items in a place from the position on, each with the position after it.

    Series in calendars are read within the horizon; times without a zone are those of `zone`; the legend says what
    the columns of an order table mean.
    """
    match place.sort:
        case "mbox":
            yield from read_mbox(place.path, position, is_sent=place.is_sent)
        case "maildir":
            yield from read_maildir(place.path, position, is_sent=place.is_sent)
        case "eml":
            yield from (pair for pair in read_eml(place.path, is_sent=place.is_sent) if pair[0] > position)
        case _:
            items = _orders(place, zone, legend) if place.sort == "orders" else _items(place, horizon, zone)
            yield from (
                (number, _placed(item, place)) for number, item in enumerate(items, 1) if number > position
            )


def _items(place: Place, horizon: Horizon | None, zone: tzinfo) -> Iterator[Item]:
    data = _content(place.path)
    if isinstance(data, NotUnderstood):
        yield data
    elif place.sort == "ics":
        yield from read_calendar(decoded(data, _charset(data)), horizon, zone=zone)
    elif place.sort == "vcf":
        yield from read_cards(data)
    elif place.sort == "contacts":
        yield from read_contacts(data)


def _orders(place: Place, zone: tzinfo, legend: Legend) -> Iterator[Item]:
    with place.path.open("rb") as file:
        yield from read_orders(file, zone=zone, legend=legend)


def _content(path: Path) -> bytes | NotUnderstood:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as trouble:
        return NotUnderstood(place="", sentence=f"The file could not be read: {trouble.strerror or trouble}.")
    if len(data) > LARGEST:
        return NotUnderstood(place="", sentence=f"The file is larger than {LARGEST // 1024 // 1024} MB.")
    return data


def _charset(data: bytes) -> str:
    return "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _placed(item: Item, place: Place) -> Item:
    """What was not understood, with the file's name before its place."""
    if not isinstance(item, NotUnderstood):
        return item
    return replace(item, place=", ".join(filter(None, (place.path.name, item.place))))
