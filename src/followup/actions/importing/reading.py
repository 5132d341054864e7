"""Reading places: what a source holds becomes items with what they tell.

Knows neither Django nor rows, so that a second process can read while the first one writes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from followup.actions.telling.items import Item, Thing, party_of
from followup.core.cards import Card
from followup.core.events import Event
from followup.core.facts import Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.core.orders import NO_LEGEND, LeftOut, Legend, Order
from followup.core.reading import Known, read_event, read_mail, read_order
from followup.core.reading.forms import handed_on
from followup.core.reading.signing import card_of
from followup.core.trouble import NotUnderstood
from followup.sources.files import Place, read
from followup.sources.ics import Horizon, read_calendar
from followup.sources.vcard import read_cards

# What one mail may bring along in attached calendars and cards.
MOST_ATTACHED = 50
AT_ONCE = 1000
#: Text of one portion, so that big mails do not fill the memory.
BYTES_AT_ONCE = 12 * 1024 * 1024


def names_columns(legend: Legend, place: Place) -> bool:
    """Whether something was said of this table: of columns that it has, or of dates alone."""
    return bool(legend) and set(legend.columns.values()) <= set(place.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How to read: what is known of us, our time zone, how far series reach, and where cards were met."""

    known: Known
    zone: tzinfo = UTC
    horizon: Horizon | None = None
    met: str = ""
    met_at: datetime | None = None
    #: What the columns of tables mean: as said now, else as it was said before of the same heading.
    legend: Legend = NO_LEGEND
    legends: Mapping[tuple[str, ...], Legend] = field(default_factory=dict)

    def legend_of(self, place: Place) -> Legend:
        """What the columns of this table mean, as far as the person said."""
        return (
            self.legend if names_columns(self.legend, place) else self.legends.get(place.columns, NO_LEGEND)
        )

    def items(self, thing: Thing) -> tuple[Item, ...]:
        """The thing with what it tells, then what is attached to it."""
        match thing:
            case Mail():
                return (self._letter(thing), *self._attached(thing))
            case Event():
                return (Item(thing, read_event(thing, self.known)),)
            case Order():
                return (Item(thing, read_order(thing)),)
            case Card():
                return (Item(thing, self._meeting(thing)),)

    def _letter(self, mail: Mail) -> Item:
        mail = handed_on(mail, self.known) or mail
        card = card_of(mail, self.known)
        return Item(mail, read_mail(mail, self.known), signed=(card,) if card else ())

    def _attached(self, mail: Mail) -> tuple[Item, ...]:
        found: list[Item] = []
        for text in mail.calendars:
            for event in read_calendar(text, self.horizon, zone=self.zone):
                if isinstance(event, Event):
                    found.append(Item(event, read_event(event, self.known)))
        for text in mail.cards if mail.sender.address else ():
            found += [Item(card) for card in read_cards(text.encode()) if isinstance(card, Card)]
        return tuple(found[:MOST_ATTACHED])

    def _meeting(self, card: Card) -> tuple[Told, ...]:
        if not self.met or self.met_at is None:
            return ()
        slot = f"met:{' '.join(self.met.casefold().split())}"
        details = {"event": self.met}
        return (
            Told(
                slot=slot, kind=Kind.MET, at=self.met_at, who=party_of(card), says=self.met, details=details
            ),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a place, the position behind it, and what it tells; or why it was not understood."""

    position: int
    items: tuple[Item, ...] = ()
    unread: NotUnderstood | None = None
    #: The sort of what is no order of anybody (core.order_counts).
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that was found and whose meaning is left to the receiver to read."""

    position: int
    thing: Thing

    def read(self, reader: Reader) -> Found:
        """The thing with what it tells."""
        return Found(self.position, _slim(reader.items(self.thing)))


def find_in(place: Place, position: int, reader: Reader) -> Iterator[Found]:
    """What is in a place from the position on."""
    for each in look_into(place, position, reader):
        yield each.read(reader) if isinstance(each, Left) else each


def look_into(place: Place, position: int, reader: Reader) -> Iterator[Left | Found]:
    """What is in a place from the position on, its meaning still unread."""
    legend = reader.legend_of(place)
    for after, thing in read(place, position, horizon=reader.horizon, zone=reader.zone, legend=legend):
        match thing:
            case NotUnderstood():
                yield Found(after, unread=thing)
            case LeftOut():
                yield Found(after, left_out=thing.sort)
            case _:
                yield Left(after, thing)


def portions[T: (Found, Left | Found)](found: Iterable[T]) -> Iterator[list[T]]:
    """What was found in portions of a bearable size."""
    some: list[T] = []
    size = 0
    for each in found:
        some.append(each)
        size += _size(each)
        if len(some) >= AT_ONCE or size >= BYTES_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _size(found: Found | Left) -> int:
    thing = found.thing if isinstance(found, Left) else found.items[0].thing if found.items else None
    return 2 * len(thing.text) if isinstance(thing, Mail) else 0


def _slim(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without the texts of attachments, which were read and are not kept."""
    return tuple(
        replace(each, thing=replace(each.thing, calendars=(), cards=()))
        if isinstance(each.thing, Mail)
        else each
        for each in items
    )
