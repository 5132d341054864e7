"""Thanks stay thanks: no offer, no link, no discount beside them."""

import re
from collections.abc import Iterable, Iterator

from followup.core.findings import Finding
from followup.core.letters.families import NO_OFFER
from followup.core.letters.fields import fields

from .look import Look, Span

#: A letter is shorter; of a longer text only so much is looked at.
LONGEST = 50_000
_WORDS = (
    r"discount(?:s|ed)?", r"vouchers?", r"coupons?", r"promo(?:tion(?:s|al)?)?s?", r"promo code",
    r"(?:use|with|enter) (?:the |this |your )?code", r"code [A-Z]+\d*(?= for)",
    r"special (?:price|offer|deal)s?", r"offers?", r"on sale", r"sale", r"clearance", r"(?<!great )(?<!good )deals?",
    r"free (?:shipping|delivery|gift|sample|trial|of charge)s?", r"gift (?:card|certificate)s?", r"bargains?",
    r"(?:reduced|half|lower|best|introductory) prices?", r"price (?:cut|drop|reduction)s?", r"save up to",
    r"save \d[\d.,]{0,12}", r"limited (?:time|edition|offer)", r"(?:buy|order|shop|book|upgrade|subscribe|sign up) (?:now|again|today|here)",
    r"(?:on|off|for) your next (?:order|purchase|visit)", r"next (?:order|purchase) (?:for|at|with)",
    r"loyalty (?:points?|programme|program|card)", r"(?:bonus|reward) points?", r"cash ?back", r"refer a friend", r"money off",
    r"new (?:collection|catalogue|range|arrivals)", r"while (?:stocks?|supplies) lasts?", r"newsletter", r"click (?:here|below)",
    # As people write them who write in their own language.
    r"rabatte?", r"gutscheine?", r"sonderangebote?", r"angebote?", r"nachlass", r"schnäppchen", r"aktionspreise?",
    r"remises?", r"réductions?", r"bons? d['’]achat", r"code promo", r"soldes", r"descuentos?", r"ofertas?", r"cupón", r"cupones",
    r"rebajas", r"scont[oi]", r"offert[ae]", r"buon[oi] sconto", r"korting(?:en)?", r"aanbieding(?:en)?", r"kortingscode",
    r"descontos?", r"promoç(?:ão|ões)", r"cupom", r"cupons",
)  # fmt: skip
_OFFER = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b"
    r"|\d+ ?(?:%|percent\b|per cent\b)|[€£$] ?\d[\d.,]{0,12} off\b|\b\d[\d.,]{0,12} ?(?:€|£|EUR|euros?|pounds?|dollars?) off\b"
    r"|https?://\S+|\bwww\.\S+|(?<![@\w.-])[a-z0-9-]{2,40}\.(?:com|net|org|shop|store|co\.uk|eu|de|at|ch|fr|es|it|nl|pt|example)(?:/\S*|\b)(?!@)",
    re.IGNORECASE,
)


def offer_in_thanks(look: Look) -> Iterator[Finding]:
    """Offer words, links and percentages in a letter of thanks to a customer."""
    if look.record.step not in NO_OFFER:
        return
    bought = [fields(look.record)["item"]]
    if found := _OFFER.search(_without(look.draft.subject, bought)):
        yield Finding(
            severity="block",
            check="offer",
            place="subject",
            sentence=_sentence(found.group()),
            start=found.start(),
            end=found.end(),
        )
    for found in _OFFER.finditer(_without(look.core.text, bought)):
        span = Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
        yield look.block("offer", _sentence(found.group()), span)


def offer_in_win_back(look: Look) -> Iterator[Finding]:
    """A discount in the first letter that asks why they left: it buys an order and learns nothing."""
    if look.record.step != "buyer/win-back" or any(
        fact.step == look.record.step for fact in look.record.facts
    ):
        return
    for found in _OFFER.finditer(_without(look.core.text, [fields(look.record)["item"]])):
        span = Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
        yield look.warn(
            "early-offer", f"Ask for the reason first; “{found.group()}” fits a later letter, if any.", span
        )


def first_offer(text: str, bought: Iterable[str] = ()) -> str:
    """The first word of a text that sells something; "" where none does. Mail addresses and what they bought are no offer."""
    found = _OFFER.search(_ADDRESS.sub(" ", _without(text, bought)))
    return found.group() if found else ""


def _without(text: str, bought: Iterable[str]) -> str:
    """The text, each thing in its place, without the names of what they bought: a gift card may be called so."""
    text = text[:LONGEST]
    for item in filter(None, bought):
        text = text.replace(item, " " * len(item))
    return text


_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")


def _sentence(words: str) -> str:
    return f"“{words}” turns the thanks into an advertisement; leave it for another letter."
