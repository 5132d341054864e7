"""Calendar entries and cards as the tests store them on servers."""

from dataclasses import dataclass

ENTRY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//followup tests//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:{stamp}
SEQUENCE:{sequence}
DTSTART:{start}
DTEND:{end}
SUMMARY:{summary}
STATUS:{status}
ORGANIZER;CN=Mira Aydın:mailto:mira@northwind.example
ATTENDEE;CN=Ada Weber:mailto:ada.weber@example.org
{more}END:VEVENT
END:VCALENDAR
"""
CARD = """BEGIN:VCARD
VERSION:3.0
UID:{uid}
FN:{name}
N:{family};{given};;;
EMAIL:{address}
END:VCARD
"""


@dataclass(frozen=True, kw_only=True)
class Interview:
    """An interview with Mira, in her words to Ada’s calendar."""

    uid: str = "talk@northwind.example"
    start: str = "20260305T100000Z"
    end: str = "20260305T110000Z"
    summary: str = "Interview: potter at Northwind"
    stamp: str = "20260301T080000Z"
    sequence: int = 0
    status: str = "CONFIRMED"
    more: str = ""

    def __str__(self) -> str:
        return ENTRY.format(
            uid=self.uid, start=self.start, end=self.end, summary=self.summary, stamp=self.stamp,
            sequence=self.sequence, status=self.status, more=self.more,
        )  # fmt: skip


def card(given: str, family: str, address: str) -> str:
    """A card of an address book."""
    return CARD.format(uid=address, name=f"{given} {family}", given=given, family=family, address=address)
