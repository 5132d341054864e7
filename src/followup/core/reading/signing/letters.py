"""The signature below one mail, read if a person wrote the mail."""

import re
from functools import lru_cache

from followup.core.cards import Card
from followup.core.mail import Mail
from followup.core.matching import is_machine
from followup.core.reading.known import Known, fold_address
from followup.core.reading.trim import layers

from .card import read_signature

#: A text without any of these has no signature worth reading.
_NUMBER = re.compile(r"\d[\d ()./-]{5,24}\d")
_PAGES = ("www.", "http:", "https:")


def card_of(mail: Mail, known: Known) -> Card | None:
    """What the signature of a mail says of its writer; None for mail of our own, of machines and to many."""
    if not (_has_details(mail.text) and _is_from_a_person(mail, known)):
        return None
    signature = layers(mail.text, name=mail.sender.name).signature
    return _read(signature, mail.sender.name, mail.sender.address, known.country) if signature else None


# People sign alike day by day, so each signature is read once.
@lru_cache(maxsize=1000)
def _read(signature: str, name: str, address: str, region: str) -> Card | None:
    return read_signature(signature, name=name, address=address, region=region)


def _has_details(text: str) -> bool:
    # Words are sought before numbers, since a search without a pattern costs next to nothing.
    low = text.lower()
    return any(each in low for each in _PAGES) or _NUMBER.search(text) is not None


def _is_from_a_person(mail: Mail, known: Known) -> bool:
    address = fold_address(mail.sender.address)
    is_ours = mail.is_sent or address in known.own_addresses
    is_for_many = mail.header("list-unsubscribe") or mail.header("list-id")
    return not (is_ours or is_for_many or mail.report or is_machine(address))
