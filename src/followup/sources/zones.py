"""Time zones by the names that calendars give them."""

from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

#: Names of Windows and Outlook, and the IANA zone each stands for.
WINDOWS = {
    "dateline standard time": "Etc/GMT+12",
    "hawaiian standard time": "Pacific/Honolulu",
    "alaskan standard time": "America/Anchorage",
    "pacific standard time": "America/Los_Angeles",
    "pacific standard time (mexico)": "America/Tijuana",
    "us mountain standard time": "America/Phoenix",
    "mountain standard time": "America/Denver",
    "mountain standard time (mexico)": "America/Chihuahua",
    "central standard time": "America/Chicago",
    "central standard time (mexico)": "America/Mexico_City",
    "central america standard time": "America/Guatemala",
    "canada central standard time": "America/Regina",
    "eastern standard time": "America/New_York",
    "us eastern standard time": "America/Indiana/Indianapolis",
    "sa pacific standard time": "America/Bogota",
    "atlantic standard time": "America/Halifax",
    "sa western standard time": "America/La_Paz",
    "venezuela standard time": "America/Caracas",
    "pacific sa standard time": "America/Santiago",
    "newfoundland standard time": "America/St_Johns",
    "argentina standard time": "America/Argentina/Buenos_Aires",
    "e. south america standard time": "America/Sao_Paulo",
    "sa eastern standard time": "America/Cayenne",
    "montevideo standard time": "America/Montevideo",
    "greenland standard time": "America/Nuuk",
    "azores standard time": "Atlantic/Azores",
    "cape verde standard time": "Atlantic/Cape_Verde",
    "gmt standard time": "Europe/London",
    "greenwich standard time": "Atlantic/Reykjavik",
    "morocco standard time": "Africa/Casablanca",
    "w. europe standard time": "Europe/Berlin",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "romance standard time": "Europe/Paris",
    "w. central africa standard time": "Africa/Lagos",
    "namibia standard time": "Africa/Windhoek",
    "gtb standard time": "Europe/Bucharest",
    "e. europe standard time": "Europe/Chisinau",
    "fle standard time": "Europe/Kyiv",
    "egypt standard time": "Africa/Cairo",
    "israel standard time": "Asia/Jerusalem",
    "jordan standard time": "Asia/Amman",
    "middle east standard time": "Asia/Beirut",
    "syria standard time": "Asia/Damascus",
    "south africa standard time": "Africa/Johannesburg",
    "kaliningrad standard time": "Europe/Kaliningrad",
    "turkey standard time": "Europe/Istanbul",
    "russian standard time": "Europe/Moscow",
    "belarus standard time": "Europe/Minsk",
    "arab standard time": "Asia/Riyadh",
    "arabic standard time": "Asia/Baghdad",
    "e. africa standard time": "Africa/Nairobi",
    "iran standard time": "Asia/Tehran",
    "arabian standard time": "Asia/Dubai",
    "azerbaijan standard time": "Asia/Baku",
    "georgian standard time": "Asia/Tbilisi",
    "caucasus standard time": "Asia/Yerevan",
    "mauritius standard time": "Indian/Mauritius",
    "russia time zone 3": "Europe/Samara",
    "afghanistan standard time": "Asia/Kabul",
    "west asia standard time": "Asia/Tashkent",
    "ekaterinburg standard time": "Asia/Yekaterinburg",
    "pakistan standard time": "Asia/Karachi",
    "india standard time": "Asia/Kolkata",
    "sri lanka standard time": "Asia/Colombo",
    "nepal standard time": "Asia/Kathmandu",
    "central asia standard time": "Asia/Almaty",
    "bangladesh standard time": "Asia/Dhaka",
    "n. central asia standard time": "Asia/Novosibirsk",
    "myanmar standard time": "Asia/Yangon",
    "se asia standard time": "Asia/Bangkok",
    "north asia standard time": "Asia/Krasnoyarsk",
    "china standard time": "Asia/Shanghai",
    "north asia east standard time": "Asia/Irkutsk",
    "singapore standard time": "Asia/Singapore",
    "w. australia standard time": "Australia/Perth",
    "taipei standard time": "Asia/Taipei",
    "ulaanbaatar standard time": "Asia/Ulaanbaatar",
    "tokyo standard time": "Asia/Tokyo",
    "korea standard time": "Asia/Seoul",
    "yakutsk standard time": "Asia/Yakutsk",
    "cen. australia standard time": "Australia/Adelaide",
    "aus central standard time": "Australia/Darwin",
    "e. australia standard time": "Australia/Brisbane",
    "aus eastern standard time": "Australia/Sydney",
    "west pacific standard time": "Pacific/Port_Moresby",
    "tasmania standard time": "Australia/Hobart",
    "vladivostok standard time": "Asia/Vladivostok",
    "central pacific standard time": "Pacific/Guadalcanal",
    "new zealand standard time": "Pacific/Auckland",
    "fiji standard time": "Pacific/Fiji",
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    # What people and older programs write.
    "est": "America/New_York",
    "cst": "America/Chicago",
    "mst": "America/Denver",
    "pst": "America/Los_Angeles",
    "cet": "Europe/Berlin",
    "bst": "Europe/London",
    "us/eastern": "America/New_York",
    "us/central": "America/Chicago",
    "us/mountain": "America/Denver",
    "us/pacific": "America/Los_Angeles",
    "(utc+01:00) amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "(utc+01:00) brussels, copenhagen, madrid, paris": "Europe/Paris",
    "(utc+00:00) dublin, edinburgh, lisbon, london": "Europe/London",
    "(utc-05:00) eastern time (us & canada)": "America/New_York",
    "(utc-06:00) central time (us & canada)": "America/Chicago",
    "(utc-07:00) mountain time (us & canada)": "America/Denver",
    "(utc-08:00) pacific time (us & canada)": "America/Los_Angeles",
}


@lru_cache(maxsize=500)
def zone_named(name: str) -> tzinfo | None:
    """The zone that a calendar's name stands for; None where only its own VTIMEZONE can tell."""
    plain = name.strip().strip('"').removeprefix("tzone://Microsoft/")
    for candidate in (WINDOWS.get(plain.casefold(), plain), *_endings(plain)):
        try:
            return ZoneInfo(candidate)
        except (KeyError, OSError, ValueError):  # not a zone, a folder of zones, not a name at all
            continue
    return None


def _endings(name: str) -> list[str]:
    """The last parts of a path such as “/freeassociation.sourceforge.net/Tzfile/Europe/Berlin”."""
    parts = name.split("/")
    return ["/".join(parts[-count:]) for count in (3, 2) if len(parts) > count]
