"""Letters carry no attachments: what is promised must not be missing."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look, Span

_PROMISED = re.compile(
    r"\b(?:please find|find attached|see attached|(?:is|are) attached|(?:is|are) enclosed|i(?:['’]ve| have)? attach(?:ed)?"
    r"|i(?:['’]ve| have)? enclosed?|i am (?:attaching|enclosing)|i['’]m (?:attaching|enclosing)|attached (?:is|are|you|please|to this (?:e-?mail|mail|letter|message))"
    r"|enclosed (?:is|are|you|please)|(?:the|my|an|our) (?:attached|enclosed|attachment|enclosure)|in the attachment"
    r"|as an attachment|attached (?:my |the |a )?(?:cv|resume|résumé|file|document|pdf|letter|quote|invoice|copy)"
    r"|(?:cv|resume|résumé|file|document|pdf|quote|invoice|copy) (?:is )?(?:attached|enclosed))\b",
    re.IGNORECASE,
)


def promised(look: Look) -> Iterator[Finding]:
    """“Please find attached”, with nothing attached."""
    for found in _PROMISED.finditer(look.core.text):
        span = Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
        yield look.block(
            "attachment",
            f"“{found.group()}”: letters carry no attachments yet; offer to send it, or put the text here.",
            span,
        )
