"""What Gmail says beyond the standard: one number for a message under all its labels, and a quick search."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from imapclient import IMAPClient

from followup.core.mail import Mail

#: What is asked of each message where Gmail's extensions are offered.
ITEMS = ("X-GM-MSGID", "X-GM-THRID", "X-GM-LABELS")


def is_offered(client: IMAPClient) -> bool:
    """Whether this is Gmail, or speaks like it."""
    return bool(client.has_capability("X-GM-EXT-1"))


def find(client: IMAPClient, message_id: str) -> list[int]:
    """The messages of that id in the open folder, newest first."""
    if not message_id or not message_id.isascii() or '"' in message_id:
        return []
    return sorted(client.gmail_search(f"rfc822msgid:{message_id}", charset=None), reverse=True)[:20]


def number(said: Mapping[bytes, Any]) -> int | None:
    """Gmail's own number of a message; it is the same under every label."""
    value = said.get(b"X-GM-MSGID")
    return value if isinstance(value, int) and 0 < value < 2**63 else None


def labels(said: Mapping[bytes, Any]) -> frozenset[bytes]:
    """The labels that Gmail itself gives (“\\sent”, “\\draft”), in small letters."""
    value = said.get(b"X-GM-LABELS") or ()
    own = (label.lower() for label in value if isinstance(label, bytes))
    return frozenset(label for label in own if label.startswith(b"\\"))


def with_thread(mail: Mail, said: Mapping[bytes, Any]) -> Mail:
    """The mail with the conversation that Gmail puts it in, named as in the files that Google hands out."""
    value = said.get(b"X-GM-THRID")
    if not isinstance(value, int) or mail.header("x-gm-thrid"):
        return mail
    return replace(mail, headers=(*mail.headers, ("x-gm-thrid", str(value))))
