"""How mail programs mark in HTML what they quote and what signs a message."""

import re
from enum import Enum
from functools import lru_cache

#: Only these hold blocks of text; a span of the same class may hold a word.
HOLDERS = frozenset({"div", "section", "table", "pre", "p", "hr"})
_QUOTED = (
    r"yahoo_quoted|moz-cite-prefix|moz-forward-container|protonmail_quote|tutanota_quote|zmail_extra|__QUOTED_TEXT__|OLK_SRC_BODY_SECTION"
    r"|mail-editor-reference-message-container|isReplyContent|isForwardContent|reply-intro|gmx_quote|aolmail_quote|wps_quotion"
    r"|name=[\"']?quote\b|id=[\"']?replysplit|fastmail-quoted|sh_quoted|front-blockquote|x_gmail_extra"
)
_FROM_HERE = r"divRplyFwdMsg|appendonsend|ms-outlook-mobile-reference-message|OutlookMessageHeader|id=[\"']?zwchr|__DIVIDER__|id=[\"']?stopSpelling"
_SIGNATURE = (
    r"gmail_signature|ms-outlook-mobile-signature|moz-signature|protonmail_signature|AppleMailSignature|yahoo-signature|zoho_signature"
    r"|__SIG_P|id=[\"']?(?:x_)?Signature\b|mail_signature|email-?signature"
)
_MARKS = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<from_here>{_FROM_HERE})|(?P<signature>{_SIGNATURE})", re.IGNORECASE
)
_HINTS = (
    "quot",
    "ign",
    "cite",
    "forward",
    "Rply",
    "append",
    "container",
    "Content",
    "reply",
    "__",
    "zwchr",
    "OLK",
    "reference",
    "Header",
    "extra",
    "stop",
)
_ATTRIBUTES = 1_000


class Marks(Enum):
    """What a tag marks: a quote, the quote from here to the end, or the signature."""

    QUOTED = "quoted"
    FROM_HERE = "from_here"
    SIGNATURE = "signature"


def marks(name: str, attributes: str) -> Marks | None:
    """What a tag of this name marks by its class, id or name."""
    return _said(attributes[:_ATTRIBUTES]) if attributes and name in HOLDERS else None


# A page says the same of most of its blocks.
@lru_cache(maxsize=1024)
def _said(attributes: str) -> Marks | None:
    if not any(hint in attributes for hint in _HINTS):
        return None
    found = _MARKS.search(attributes)
    return Marks(found.lastgroup) if found else None
