"""Failures told in the words of one of the mail systems that follow no standard."""

import logging
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from io import BytesIO

from flufl.bounce import all_failures

from followup.core.mail import Report
from followup.core.reading.bounces import Said, is_about_delivery, is_mailer, own_words, said

from . import header
from .copies import ADDRESS, original_id
from .limits import MOST_REPORT_BYTES
from .mime import Part
from .text import body

CHARSET = re.compile(rb"charset\*?\s*=\s*(\"[^\"\n]*\"|[^;\s]*)", re.IGNORECASE)
#: What flufl.bounce's readers of forty mail systems are known to stumble over in damaged reports.
STUMBLES = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
MOST_RECIPIENTS = 50

# It writes a traceback for each reader that stumbles, although the others go on.
logging.getLogger("flufl.bounce").propagate = False
logging.getLogger("flufl.bounce").addHandler(logging.NullHandler())


def returned(root: Part, sender: str, name: str, subject: str) -> Report | None:
    """The failure or delay of a message that looks like one; None where it names no address."""
    if not _looks_returned(root, sender, name, subject):
        return None
    text = body(root)[0][:MOST_REPORT_BYTES]
    meant = said(f"{subject[:300]}\n{text}")
    addresses, is_delay = _addresses(root, text, sender)
    if not addresses:
        return None
    original = original_id(root)
    reports = [
        Report(
            sort="delay" if is_delay or each.is_delay else "failure",
            address=address[:320],
            status=each.status,
            diagnostic=each.reason,
            original_message_id=original,
        )
        for address, each in _each_told(addresses[:MOST_RECIPIENTS], own_words(text), meant)
    ]
    return joined(reports)


def joined(reports: list[Report]) -> Report:
    """Reports on several recipients of one message as one."""
    first, *others = reports
    return Report(
        sort=first.sort,
        address=first.address,
        status=first.status,
        diagnostic=first.diagnostic,
        original_message_id=first.original_message_id,
        others=tuple(others),
    )


def _each_told(addresses: list[str], text: str, together: Said) -> Iterator[tuple[str, Said]]:
    """What is said of each address: the words from its first mention to the next address, else those of the whole."""
    if len(addresses) == 1:
        yield addresses[0], together
        return
    lower = text.lower()
    places = {each: lower.find(each.lower()) for each in addresses}
    for address in addresses:
        start = places[address]
        end = min((place for place in places.values() if place > start), default=len(text))
        own = said(text[start:end]) if start >= 0 else together
        yield address, own if own.reason else together


def _looks_returned(root: Part, sender: str, name: str, subject: str) -> bool:
    if root.type == "multipart/report":
        return root.parameters.get("report-type", "delivery-status").lower() == "delivery-status"
    if root.first("x-failed-recipients"):
        return True
    is_machine = is_mailer(sender, name) or root.first("return-path").replace(" ", "") == "<>"
    return is_machine and is_about_delivery(subject)


def _addresses(root: Part, text: str, sender: str) -> tuple[list[str], bool]:
    """The failed addresses in order, and whether a reader of mail systems says that they are only late."""
    named = ADDRESS.findall(header.words(root.first("x-failed-recipients")))
    temporary, permanent = _by_habit(root)
    own = own_words(text)
    found = named or sorted(permanent or temporary, key=lambda each: _place(own, each)) or _named_in(own)
    ours = {sender.lower(), *ADDRESS.findall(header.words(root.first("to")).lower())}
    theirs = [each for each in found if each.lower() not in ours or each in named]
    return list(dict.fromkeys(theirs)), bool(temporary and not permanent and not named)


def _named_in(text: str) -> list[str]:
    """The first address that a mailer's words name, its own offices left out."""
    found = (each.strip("'.*`") for each in ADDRESS.findall(text))
    return [each for each in found if not is_mailer(each)][:1]


def _place(text: str, address: str) -> tuple[int, str]:
    at = text.lower().find(address.lower())
    return (at if at >= 0 else len(text), address)


def _by_habit(root: Part) -> tuple[set[str], set[str]]:
    try:
        temporary, permanent = all_failures(message_from_bytes(_whole(root)))
    except STUMBLES:
        return set(), set()
    return _addressed(temporary), _addressed(permanent)


def _whole(root: Part) -> bytes:
    """The report in plain ASCII, since the library stumbles over anything else."""
    lines = BytesIO()
    for name, value in root.headers:
        lines.write(f"{name}: {value}\n".encode("ascii", "replace"))
    raw = root.body[:MOST_REPORT_BYTES].replace(b"\0", b"")
    plain = raw.decode("ascii", "replace").encode("ascii", "replace")
    return CHARSET.sub(b"charset=us-ascii", lines.getvalue() + b"\n" + plain)


def _addressed(found: Iterable[bytes | str]) -> set[str]:
    """What is an address among what the library found."""
    texts = (each.decode("utf-8", "replace") if isinstance(each, bytes) else each for each in found)
    return {each for each in texts if "@" in each.strip("@")}
