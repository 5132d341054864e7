"""What mail systems report about letters: not delivered, late, read, complained about."""

import logging
import re
from email import message_from_bytes
from io import BytesIO

from flufl.bounce import all_failures

from followup.core.mail import Report

from . import header
from .limits import MOST_REPORT_BYTES
from .mime import Part

SORTS = {
    "failed": "failure",
    "delayed": "delay",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
}
DELIVERY = ("message/delivery-status", "message/global-delivery-status")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
REPLY_CODE = re.compile(r"\b(5[0-5]\d)[ -]")
MESSAGE_ID = re.compile(r"^message-id:\s*<([^<>\s]{1,900})>", re.IGNORECASE | re.MULTILINE)
MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|mail-?daemon|mdaemon|maildelivery|bounces?)\b", re.IGNORECASE
)
SAYS_FAILED = re.compile(
    r"undeliver|deliver\w* (status|fail|problem|has failed)|fail(ed|ure) (notice|delivery)|returned (mail|to sender)"
    r"|mail (system error|delivery)|non.?remis|unzustellbar|nicht zugestellt|no entregado|mancata consegna",
    re.IGNORECASE,
)
CHARSET = re.compile(rb"charset\*?\s*=\s*(\"[^\"\n]*\"|[^;\s]*)", re.IGNORECASE)
#: What flufl.bounce's readers of forty mail systems are known to stumble over in damaged reports.
STUMBLES = (ValueError, LookupError, TypeError, AttributeError, RecursionError)

# It writes a traceback for each reader that stumbles, although the others go on.
logging.getLogger("flufl.bounce").propagate = False
logging.getLogger("flufl.bounce").addHandler(logging.NullHandler())


def report(root: Part, sender: str, subject: str) -> Report | None:
    """The report in a message; None where it is an ordinary letter."""
    if statuses := [part for part in root.walk() if part.type in DELIVERY]:
        return _delivery(next(filter(_names_recipient, statuses), statuses[0]), root)
    for part in root.walk():
        if part.type in ("message/disposition-notification", "message/global-disposition-notification"):
            return _receipt(part)
        if part.type == "message/feedback-report":
            return _complaint(part, root)
    if _looks_returned(root, sender, subject):
        return _by_habit(root)
    return None


def _names_recipient(part: Part) -> bool:
    return bool(_first(_fields(part), "final-recipient", "original-recipient"))


def _fields(part: Part) -> list[tuple[str, str]]:
    """The fields of all groups in a report part, in order."""
    lines = re.sub(rb"\r", b"", part.content()[:MOST_REPORT_BYTES])
    found = list(header.lines(lines))
    return found or part.headers


def _first(fields: list[tuple[str, str]], *names: str) -> str:
    for name in names:
        for key, value in fields:
            if key == name and value:
                return header.words(value)
    return ""


def _address(value: str) -> str:
    """“rfc822; <ada@example.org>” as ada@example.org."""
    return value.rpartition(";")[2].strip().strip("<>").strip()[:320]


def _delivery(part: Part, root: Part) -> Report:
    groups = _recipients(_fields(part))
    worst = min(groups, key=lambda group: _weight(_first(group, "action")))
    diagnostic = _first(worst, "diagnostic-code").partition(";")[2].strip() or _first(
        worst, "diagnostic-code"
    )
    status = STATUS.search(_first(worst, "status")) or STATUS.search(diagnostic)
    action = _first(worst, "action").partition(" ")[0].strip("();,").lower()
    code = status[1] if status else ""
    return Report(
        sort=SORTS.get(action) or ("delay" if code.startswith("4") else "failure"),
        address=_address(_first(worst, "original-recipient", "final-recipient")),
        status=code,
        diagnostic=diagnostic[:1000],
        original_message_id=_original_id(root),
    )


def _recipients(fields: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The fields by recipient; each group begins with its recipient."""
    groups: list[list[tuple[str, str]]] = [[]]
    for name, value in fields:
        if name in ("final-recipient", "original-recipient") and any(key == name for key, _ in groups[-1]):
            groups.append([])
        groups[-1].append((name, value))
    return groups


def _weight(action: str) -> int:
    order = ("failed", "delayed", "", "relayed", "expanded", "delivered")
    word = action.strip().lower()
    return order.index(word) if word in order else 2


def _receipt(part: Part) -> Report:
    fields = _fields(part)
    return Report(
        sort="receipt",
        address=_address(_first(fields, "original-recipient", "final-recipient")),
        diagnostic=_first(fields, "disposition")[:1000],
        original_message_id=_first(fields, "original-message-id").strip("<> ")[:998],
    )


def _complaint(part: Part, root: Part) -> Report:
    fields = _fields(part)
    address = _address(_first(fields, "original-rcpt-to", "removal-recipient"))
    for copy in _copies(root):
        address = address or _address_in(_first(copy, "to"))
    return Report(
        sort="complaint",
        address=address,
        diagnostic=_first(fields, "feedback-type")[:1000],
        original_message_id=_original_id(root),
    )


def _address_in(value: str) -> str:
    found = re.search(r"[^\s<>,;:\"]{1,64}@[^\s<>,;:\"]{1,255}", value)
    return found[0] if found else ""


def _copies(root: Part) -> list[list[tuple[str, str]]]:
    """The headers of the returned letter, wherever the report keeps them."""
    found = []
    for part in root.walk():
        if part.type in ("message/rfc822", "message/global"):
            found += [inner.headers for inner in part.parts]
        elif part.type in (
            "text/rfc822-headers",
            "text/rfc822-header",
            "message/rfc822-headers",
            "message/global-headers",
        ):
            found.append(list(header.lines(part.content()[:MOST_REPORT_BYTES].replace(b"\r", b""))))
    return found


def _original_id(root: Part) -> str:
    for copy in _copies(root):
        if value := _first(copy, "message-id"):
            return value.strip("<> ")[:998]
    text = root.body[:MOST_REPORT_BYTES].decode("latin-1")
    found = MESSAGE_ID.search(text)
    return found[1] if found else ""


def _looks_returned(root: Part, sender: str, subject: str) -> bool:
    if root.type == "multipart/report":
        return root.parameters.get("report-type", "delivery-status").lower() == "delivery-status"
    is_machine = bool(MACHINES.match(sender)) or root.first("return-path").replace(" ", "") == "<>"
    has_list = bool(root.first("x-failed-recipients"))
    return has_list or (is_machine and bool(SAYS_FAILED.search(subject)))


def _by_habit(root: Part) -> Report | None:
    """A failure told in the words of one of the mail systems that follow no standard."""
    data = _whole(root)
    try:
        temporary, permanent = all_failures(message_from_bytes(data))
    except STUMBLES:
        temporary, permanent = frozenset(), frozenset()
    addresses = sorted(_as_text(each) for each in (permanent or temporary))
    text = data.decode("latin-1")
    status, code = STATUS.search(text), REPLY_CODE.search(text)
    if not addresses and not status and not code:
        return None
    return Report(
        sort="failure" if permanent or not temporary else "delay",
        address=(addresses or [""])[0][:320],
        status=status[1] if status else ("5.0.0" if code and not temporary else ""),
        original_message_id=_original_id(root),
    )


def _whole(root: Part) -> bytes:
    """The report in plain ASCII, since the library stumbles over anything else."""
    lines = BytesIO()
    for name, value in root.headers:
        lines.write(f"{name}: {value}\n".encode("ascii", "replace"))
    body = (
        root.body[:MOST_REPORT_BYTES]
        .replace(b"\0", b"")
        .decode("ascii", "replace")
        .encode("ascii", "replace")
    )
    return CHARSET.sub(b"charset=us-ascii", lines.getvalue() + b"\n" + body)


def _as_text(address: bytes | str) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else address
