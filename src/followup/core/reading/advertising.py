"""Letters that advertise, without the headers of a list: nobody owes them an answer."""

import re
from collections.abc import Sequence

from .letter import Letter

_SELLS = re.compile(
    r"\b(?:seo|backlinks?|page one|first page|rank(?:ing|ings)?|leads?|traffic|conversion|boost|skyrocket|grow your|scale your|explode|double your|roi|free (?:trial|audit|demo|quote|consultation|sample)"
    r"|limited (?:time|offer|seats)|special offer|% off|best prices?|lowest prices?|act now|hurry|last chance|book (?:a|your) (?:demo|slot|call)|quick call|hop on a call|15[- ]min\w*|calendly"
    r"|guest posts?|web ?(?:design|development) (?:services|company|agency)|mobile apps?|app development|lead generation|cold e-?mail|outsourc\w+|influencer|crypto\w*|bitcoin|casino|investment opportunity"
    r"|day rate|perfect match|urgent(?:ly)?|asap|hot job|immediate start|bumping this|circling back|following up on my last|did you see my (?:last )?(?:mail|e-?mail|message)|our (?:clients|services|platform|solution|agency)|we help (?:businesses|companies|brands|shops))\b|!!!",
    re.IGNORECASE,
)
_TICKET = re.compile(
    r"\bbooking (?:reference|number|confirm\w+|code)|\be-?ticket\b|\bboarding pass\b|\btracking number\b"
    r"|\bthank you for your (?:order|booking|purchase|payment)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://", re.IGNORECASE)
#: So many different signs make an advertisement; links count for one.
ENOUGH = 2


def is_advertising(letter: Letter, asked: Sequence[str]) -> bool:
    """Whether a letter that answers none of ours only sells, or hands out a ticket, without a question about us."""
    if letter.mail.in_reply_to or letter.mail.references:
        return False
    if any(each.rstrip().endswith("?") and not _SELLS.search(each) for each in asked):
        return False
    text = f"{letter.mail.subject[:300]}\n{letter.text[:5000]}"
    signs = {match[0].lower() for match in _SELLS.finditer(text)}
    return bool(_TICKET.search(text)) or len(signs) + (len(_LINK.findall(text)) > 1) >= ENOUGH
