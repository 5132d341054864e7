"""Letters: draft, edit, check, approve, call back, post. Sending them is `sending`."""

from .checks import check_letter, check_text
from .deciding import approve, call_back, edit, posted
from .drafting import check_due, draft, draft_due, letter_to
from .grounds import stands_on

__all__ = [
    "approve",
    "call_back",
    "check_due",
    "check_letter",
    "check_text",
    "draft",
    "draft_due",
    "edit",
    "letter_to",
    "posted",
    "stands_on",
]
