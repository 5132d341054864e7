"""A signature as a card."""

import re

from followup.core.cards import Card
from followup.core.matching import firm_domain, parts_of_name
from followup.core.reading.trimming.signatures import is_contact

from .numbers import numbers
from .pieces import pieces
from .postal import is_postal, postal
from .roles import roles

MOST_CHARACTERS = 4_000
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PAGE = re.compile(
    r"https?://[^\s<>|)\]]{3,200}|www\.[\w-]{1,63}(?:\.[\w-]{2,63}){1,3}(?:/[^\s<>|)\]]{0,100})?",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(
    r"^(?:web(?:site|seite)?|internet|homepage|site|w|url)?[:. ]{0,3}((?:[\w-]{1,63}\.){1,3}[a-z]{2,12}(?:/\S{0,100})?)$",
    re.IGNORECASE,
)


def read_signature(signature: str, *, name: str = "", address: str = "", region: str = "") -> Card | None:
    """What a signature says of its writer; None where that is no more than a name.

    `name` and `address` are those of the mail; `region` is the country that numbers without one are in.
    """
    signature = signature[:MOST_CHARACTERS]
    parts = pieces(signature)
    if not parts:
        return None
    plain = [each for each in parts if not is_contact(each) and not is_postal(each)]
    said = roles(plain, name=name, domain=firm_domain(address))
    shown = said.name or name
    honorific, given, family = parts_of_name(shown)
    lines = signature.splitlines()
    where = postal([each.strip(" *_>") for each in lines])
    card = Card(
        name=shown,
        honorific=honorific,
        given=given,
        family=family,
        title=said.title,
        organisation=said.firm,
        addresses=_once(_ADDRESS.findall(signature)),
        phones=numbers([_without_addresses(each) for each in parts], region),
        postals=(where,) if where else (),
        urls=_pages(parts),
    )
    says_more = card.title or card.organisation or card.phones or card.postals or card.urls
    return card if says_more or card.addresses else None


def _without_addresses(piece: str) -> str:
    return _PAGE.sub(" ", _ADDRESS.sub(" ", piece))


def _pages(parts: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for part in parts:
        found += [each.rstrip(".,;") for each in _PAGE.findall(part)]
        bare = _BARE_PAGE.match(part)
        if bare and "@" not in part and not _PAGE.search(part):
            found.append(bare[1])
    return _once(found)


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.rstrip(".") for each in values))
