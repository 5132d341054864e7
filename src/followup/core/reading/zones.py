"""Time zones as people write them."""

from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# People write CET in July and EST in June and mean the clock on the wall: hence places, not offsets.
_PLACES = {
    "utc": "UTC", "gmt": "Europe/London", "bst": "Europe/London", "uk time": "Europe/London", "london time": "Europe/London",
    "wet": "Europe/Lisbon", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "berlin time": "Europe/Berlin", "german time": "Europe/Berlin", "paris time": "Europe/Paris", "eet": "Europe/Helsinki",
    "eest": "Europe/Helsinki", "zurich time": "Europe/Zurich", "vienna time": "Europe/Vienna", "amsterdam time": "Europe/Amsterdam",
    "madrid time": "Europe/Madrid", "istanbul time": "Europe/Istanbul", "dublin time": "Europe/Dublin",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "eastern": "America/New_York",
    "eastern time": "America/New_York", "new york time": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "ct": "America/Chicago", "central time": "America/Chicago", "mst": "America/Denver", "mdt": "America/Denver",
    "mt": "America/Denver", "mountain time": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles", "pacific time": "America/Los_Angeles",
    "ist": "Asia/Kolkata", "sgt": "Asia/Singapore", "jst": "Asia/Tokyo", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "sydney time": "Australia/Sydney", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip

#: For the time pattern, longest first so that “cest” is not read as “ce”.
NAMES = tuple(sorted(_PLACES, key=len, reverse=True))


@cache
def zone_named(name: str) -> tzinfo | None:
    """The zone for an abbreviation such as “CET”, a phrase such as “London time” or an IANA name; None if unknown."""
    try:
        return ZoneInfo(_PLACES.get(name.lower(), name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(written: datetime, home: str, *, by_machine: bool = False) -> tzinfo | None:
    """The zone in which a message's “14:00” is meant: the owner's own where the offsets agree, else the message's.

    Machines stamp their mail in UTC and write in the reader's time.
    """
    owners = zone_named(home)
    if owners is None:
        return written.tzinfo
    offset = written.utcoffset()
    same = offset == written.astimezone(owners).utcoffset()
    return owners if same or (by_machine and not offset) else written.tzinfo
