"""Address books as tables: the exports of Google, Outlook and LinkedIn, and plain ones."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from followup.core.cards import Card, Phone, Postal
from followup.core.trouble import NotUnderstood

from .phones import phone_sort
from .plain import one_line
from .tables import Row, read_table

ADDRESS = re.compile(
    r"^(e ?mail( address)?|e ?mail \d+( address| value)?|email address \d+|primary email|secondary email)$"
)
PHONE = re.compile(r"^(?!.*\b(label|type)$).*\b(phone|mobile|telephone|tel|cell|fax|telefon|handy|mobil)\b")
PHONE_SORTS = (
    ("fax", "fax"),
    ("mobil", "mobile"),
    ("cell", "mobile"),
    ("handy", "mobile"),
    ("home", "landline"),
    ("work", "landline"),
    ("business", "landline"),
    ("main", "landline"),
)
NAMES = ("name", "full name", "display name", "file as")
GIVEN = ("first name", "given name", "vorname")
MIDDLE = ("middle name", "additional name")
FAMILY = ("last name", "family name", "surname", "nachname")
HONORIFIC = ("name prefix", "prefix", "anrede")
SUFFIX = ("name suffix", "suffix")
FIRM = ("organization name", "organization 1 name", "company", "organisation", "organization", "firma")
ROLE = ("organization title", "organization 1 title", "job title", "position", "role")
NOTES = ("notes", "note", "bemerkungen")
LABELS = ("labels", "categories", "group membership", "tags")
URLS = re.compile(r"^(url|web page|website|website \d+ value|homepage|profile url)$")
#: The columns of an address, by the words before them.
POSTALS = (
    ("business ", "work"),
    ("home ", "home"),
    ("other ", ""),
    ("address 1 ", ""),
    ("address 2 ", ""),
    ("", ""),
)


def read_contacts(data: bytes) -> Iterator[Card | NotUnderstood]:
    """The contacts in a table, one by one; a row that names nobody is named by its line."""
    table = read_table(data)
    if table.trouble:
        yield NotUnderstood(place="", sentence=table.trouble)
    for row in table.rows:
        if card := _card(row):
            yield card
        else:
            raw = repr(dict(row.cells)).encode("utf-8", "replace")
            sentence = "This row names nobody: it has no name, firm or address."
            yield NotUnderstood(place=f"line {row.line}", sentence=sentence, raw=raw)


def _card(row: Row) -> Card | None:
    given = f"{_said(row, GIVEN)} {_said(row, MIDDLE)}".strip()
    family, organisation = _said(row, FAMILY), _said(row, FIRM)
    # Outlook’s “Title” is “Mr.”; in tables with another name for the post it stands alone.
    honorific = _said(row, HONORIFIC) or (_said(row, ("title",)) if "job title" in row.cells else "")
    title = _said(row, ROLE) or (_said(row, ("title",)) if "job title" not in row.cells else "")
    spelled = " ".join(filter(None, (given, family, _said(row, SUFFIX))))
    addresses = tuple(
        dict.fromkeys(
            each
            for name in row.cells
            if ADDRESS.match(name)
            for each in _parted(row.get(name))
            if "@" in each
        )
    )
    name = _said(row, NAMES) or spelled or organisation or (addresses[0] if addresses else "")
    if not name:
        return None
    return Card(
        name=name,
        honorific=honorific,
        given=given,
        family=family,
        suffix=_said(row, SUFFIX),
        organisation=organisation,
        title=title,
        addresses=addresses,
        phones=tuple(
            dict.fromkeys(phone for name in row.cells if PHONE.match(name) for phone in _phones(row, name))
        ),
        postals=tuple(filter(None, (_postal(row, *words) for words in POSTALS))),
        urls=tuple(dict.fromkeys(row.get(name) for name in row.cells if URLS.match(name) and row.get(name))),
        birthday=_day(_said(row, ("birthday",))),
        note=_said(row, NOTES),
        categories=tuple(
            each for each in re.split(r"\s*(?::::|[;,])\s*\*?\s*", _said(row, LABELS).lstrip("* ")) if each
        ),
        is_firm=bool(organisation) and not spelled and name == organisation,
    )


def _said(row: Row, names: tuple[str, ...]) -> str:
    return next((one_line(row.get(name)) for name in names if row.get(name)), "")


def _parted(text: str) -> list[str]:
    """Google puts several values of one label into one cell."""
    return [one_line(each) for each in text.split(":::") if each.strip()]


def _phones(row: Row, name: str) -> Iterator[Phone]:
    label = f"{name} {row.get(name.removesuffix('value') + 'label')} {row.get(name.removesuffix('value') + 'type')}"
    said = next((sort for word, sort in PHONE_SORTS if word in label.casefold()), "")
    for number in _parted(row.get(name)):
        told = phone_sort(number)
        yield (
            Phone(number=number, sort=said if said != "landline" else told or said)
            if said
            else Phone(number=number, sort=told)
        )


def _postal(row: Row, before: str, sort: str) -> Postal | None:
    street = row.get(f"{before}street") or row.get(f"{before}address")
    city = _said(row, (f"{before}city", f"{before}town"))
    code = _said(row, (f"{before}postal code", f"{before}zip", f"{before}zip code", f"{before}postcode"))
    country = _said(row, (f"{before}country", f"{before}country region"))
    if not (street or city or code):
        return None
    region = _said(row, (f"{before}state", f"{before}region", f"{before}county"))
    return Postal(street=street, city=city, region=region, code=code, country=country, sort=sort)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
