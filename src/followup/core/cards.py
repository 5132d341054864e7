"""Cards: a contact's details as a value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Postal:
    """A postal address in its parts; empty strings where the source says nothing."""

    street: str = ""
    city: str = ""
    region: str = ""
    code: str = ""
    country: str = ""
    sort: str = ""  # home | work | ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number as written; sort is mobile | landline | fax | "" where nobody can tell."""

    number: str
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Names, phones, mail addresses and postal addresses of one person or firm.

    `uid` is the source's own name for the card, "" where it has none. `name` is as to be shown.
    """

    name: str
    uid: str = ""
    honorific: str = ""
    given: str = ""
    family: str = ""
    suffix: str = ""
    organisation: str = ""
    title: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    postals: tuple[Postal, ...] = ()
    urls: tuple[str, ...] = ()
    birthday: date | None = None
    note: str = ""
    categories: tuple[str, ...] = ()
    is_firm: bool = False
