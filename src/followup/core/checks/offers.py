"""Thanks stay thanks: no offer, no link, no discount beside them."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding
from followup.core.letters.families import NO_OFFER

from .look import Look, Span

_OFFER = re.compile(
    r"\b(?:discounts?|vouchers?|coupons?|promo(?:tion)?s?|promo code|(?:use|with) (?:the |this )?code|code [A-Z]+\d*(?= for)|special (?:price|offer)|offers?|on sale|sale|(?<!great )(?<!good )deals?"
    r"|free shipping|free delivery|gift card|bargain|reduced price|save up to|limited time|buy (?:now|again)|order (?:now|again))\b"
    r"|\d+ ?(?:%|percent\b|per cent\b)|https?://\S+|\bwww\.\S+",
    re.IGNORECASE,
)


def offer_in_thanks(look: Look) -> Iterator[Finding]:
    """Offer words, links and percentages in a letter of thanks to a customer."""
    if look.record.step not in NO_OFFER:
        return
    if found := _OFFER.search(look.draft.subject):
        yield Finding(
            severity="block",
            check="offer",
            place="subject",
            sentence=f"“{found.group()}” turns the thanks into an advertisement; leave it for another letter.",
            start=found.start(),
            end=found.end(),
        )
    for found in _OFFER.finditer(look.core.text):
        span = Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
        yield look.block(
            "offer",
            f"“{found.group()}” turns the thanks into an advertisement; leave it for another letter.",
            span,
        )
