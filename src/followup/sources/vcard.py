"""vCards 2.1, 3.0 and 4.0, read into cards and written from them. Pictures are never read or fetched."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from followup.core.cards import Card, Phone, Postal
from followup.core.trouble import NotUnderstood

from .phones import phone_sort
from .plain import decoded, one_line
from .vcard_lines import Line, escaped, lines

BEGIN = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
END = re.compile(rb"^[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
ONE_CARD = 5_000_000
MOST_OF_A_SORT = 50
DATE = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})")
#: The first of these among a number's types says what it is; "" is for the number itself to say.
PHONES = {"fax": "fax", "cell": "mobile", "iphone": "mobile", "mobile": "mobile", "x-mobile": "mobile"}
LINES = frozenset({"home", "work", "voice", "main"})


def read_cards(data: bytes) -> Iterator[Card | NotUnderstood]:
    """The cards in a file, one by one; a damaged one is named and does not keep the others from being read."""
    data = _plain_lines(data)
    begins = [found.start() for found in BEGIN.finditer(data)]
    for number, (start, stop) in enumerate(zip(begins, [*begins[1:], len(data)], strict=True), 1):
        raw = data[start:stop]
        if trouble := _trouble(raw):
            yield NotUnderstood(place=f"card {number}", sentence=trouble, raw=raw[:ONE_CARD])
        else:
            card = _card(list(lines(raw[: END.search(raw).start()])))  # type: ignore[union-attr]
            sentence = "This card names nobody: it has no name, firm or address."
            yield card or NotUnderstood(place=f"card {number}", sentence=sentence, raw=raw[:ONE_CARD])


def _plain_lines(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decoded(data, "utf-16").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _trouble(raw: bytes) -> str:
    if len(raw) > ONE_CARD:
        return f"This card is larger than {ONE_CARD // 1_000_000} MB."
    if not END.search(raw):
        return "This card breaks off: its line END:VCARD is missing."
    return ""


def _card(found: list[Line]) -> Card | None:
    by_name: dict[str, list[Line]] = {}
    for line in found:
        by_name.setdefault(line.name, []).append(line)
    of = _Properties(by_name)
    family, given, middle, honorific, suffix = (of.fields("N") + [""] * 5)[:5]
    organisation = ", ".join(each for each in of.fields("ORG")[:1] if each)
    addresses = tuple(dict.fromkeys(one_line(each).removeprefix("mailto:") for each in of.texts("EMAIL")))
    given = f"{given} {middle}".strip()
    spelled = " ".join(filter(None, (honorific, given, family, suffix)))
    is_firm = of.text("KIND").lower() == "org" or of.text("X-ABSHOWAS").lower() == "company"
    name = one_line(of.text("FN") or spelled or organisation or (addresses[0] if addresses else ""))
    if not name:
        return None
    return Card(
        name=name,
        uid=one_line(of.text("UID")),
        honorific=one_line(honorific),
        given=one_line(given),
        family=one_line(family),
        suffix=one_line(suffix),
        organisation=one_line(organisation),
        title=one_line(of.text("TITLE") or of.text("ROLE")),
        addresses=addresses,
        phones=tuple(dict.fromkeys(_phone(line) for line in of.sorted("TEL") if line.text())),
        postals=tuple(filter(None, (_postal(line) for line in of.sorted("ADR")))),
        urls=tuple(dict.fromkeys(of.texts("URL"))),
        birthday=_day(of.text("BDAY")),
        note="\n".join(of.texts("NOTE")),
        categories=tuple(word for line in of.sorted("CATEGORIES") for word in line.fields(",") if word),
        is_firm=is_firm or (bool(organisation) and not spelled and name == organisation),
    )


class _Properties:
    """The lines of a card by name, the preferred ones first."""

    def __init__(self, by_name: dict[str, list[Line]]) -> None:
        self.by_name = by_name

    def sorted(self, name: str) -> list[Line]:
        return sorted(self.by_name.get(name, []), key=lambda line: line.preferred)[:MOST_OF_A_SORT]

    def texts(self, name: str) -> list[str]:
        return [text for line in self.sorted(name) if (text := line.text())]

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def fields(self, name: str) -> list[str]:
        return next((line.fields() for line in self.sorted(name) if line.text()), [])


def _phone(line: Line) -> Phone:
    number = one_line(line.text().removeprefix("tel:")).replace(";ext=", " ext. ")
    said = next((sort for word, sort in PHONES.items() if word in line.sorts), "")
    # “home” and “work” beside a “cell” mean the line that is not one, unless the number knows better.
    guess = "landline" if line.sorts & LINES else ""
    return Phone(number=number, sort=said or phone_sort(number) or guess)


def _postal(line: Line) -> Postal | None:
    box, extended, street, city, region, code, country = (line.fields() + [""] * 7)[:7]
    street = "\n".join(filter(None, (box, extended, street)))
    if not (street or city or code or country):
        return None
    sort = next((word for word in ("work", "home") if word in line.sorts), "")
    return Postal(street=street, city=city, region=region, code=code, country=country, sort=sort)


def _day(text: str) -> date | None:
    """A birthday with its year; those without (`--0412`, Apple's 1604) are left out."""
    found = DATE.match(text)
    if found and int(found[1]) > 1604:
        with suppress(ValueError):
            return date(int(found[1]), int(found[2]), int(found[3]))
    return None


def write_card(card: Card) -> str:
    """The card as vCard 4.0, ready for any address book."""
    names = (card.family, card.given, "", card.honorific, card.suffix)
    rows = [
        ("BEGIN", "VCARD"),
        ("VERSION", "4.0"),
        ("KIND", "org" if card.is_firm else ""),
        ("UID", escaped(card.uid)),
        ("FN", escaped(card.name)),
        ("N", ";".join(map(escaped, names)) if any(names) else ""),
        ("ORG", escaped(card.organisation)),
        ("TITLE", escaped(card.title)),
        *(("EMAIL", escaped(address)) for address in card.addresses),
        *((_tel(phone), escaped(phone.number)) for phone in card.phones),
        *(_adr(postal) for postal in card.postals),
        *(("URL", escaped(url)) for url in card.urls),
        ("BDAY", f"{card.birthday:%Y%m%d}" if card.birthday else ""),
        ("NOTE", escaped(card.note)),
        ("CATEGORIES", ",".join(map(escaped, card.categories))),
        ("END", "VCARD"),
    ]
    return "".join(f"{_folded(f'{name}:{value}')}\r\n" for name, value in rows if value)


def _tel(phone: Phone) -> str:
    words = {"mobile": "cell", "landline": "voice", "fax": "fax"}
    return f"TEL;TYPE={words[phone.sort]}" if phone.sort in words else "TEL"


def _adr(postal: Postal) -> tuple[str, str]:
    parts = ("", "", postal.street, postal.city, postal.region, postal.code, postal.country)
    return f"ADR;TYPE={postal.sort}" if postal.sort else "ADR", ";".join(map(escaped, parts))


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, no character cut in two."""
    pieces, length = [""], 0
    for sign in line:
        size = len(sign.encode())
        if length + size > 73:
            pieces.append("")
            length = 0
        pieces[-1] += sign
        length += size
    return "\r\n ".join(pieces)
