"""What mail systems report about letters: not delivered, late, read, complained about."""

import re

from followup.core.mail import Report
from followup.core.reading.bounces import STATUS, said, status_in
from followup.core.reading.phrases import folded, has_any, rules

from . import header
from .copies import WHOLE, Fields, address_in, copies, first, only_reader, original_id
from .limits import MOST_REPORT_BYTES
from .mime import Part
from .returned import MOST_RECIPIENTS, joined, returned
from .text import body

SORTS = {
    "failed": "failure",
    "failure": "failure",
    "delayed": "delay",
    "delay": "delay",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
}
DELIVERY = ("message/delivery-status", "message/global-delivery-status")
RECEIPT = ("message/disposition-notification", "message/global-disposition-notification")
COMPLAINT = "message/feedback-report"
RECIPIENTS = ("original-recipient", "final-recipient")
#: What of several recipients of one message comes first.
ORDER = ("failure", "delay", "delivered")
ROUTE = re.compile(r"^@[^:@]{1,255}:")
#: Without reason: the mailer does not say what is wrong.
NO_REASON = re.compile(r"^[245]\.0\.0$")


def report(root: Part, sender: str, subject: str, *, name: str = "") -> Report | None:
    """The report in a message; None where it is an ordinary letter."""
    if statuses := [part for part in root.walk() if part.type in DELIVERY]:
        return _delivery(next(filter(_names_recipient, statuses), statuses[0]), root, sender, name, subject)
    for part in root.walk():
        if part.type in RECEIPT:
            return _receipt(part, sender)
        if part.type == COMPLAINT:
            return _complaint(_fields(part), root)
    if _is_complaint(root, sender, subject):
        return _complaint([], root)
    return returned(root, sender, name, subject)


def _names_recipient(part: Part) -> bool:
    return bool(first(_fields(part), *RECIPIENTS))


def _fields(part: Part) -> Fields:
    """The fields of all groups in a report part, in order."""
    lines = part.content()[:MOST_REPORT_BYTES].replace(b"\r", b"")
    return list(header.lines(lines)) or part.headers


def _delivery(part: Part, root: Part, sender: str, name: str, subject: str) -> Report | None:
    groups = [each for each in _recipients(_fields(part)) if first(each, *RECIPIENTS, "action", "status")]
    if not groups:
        return returned(root, sender, name, subject)
    told = body(root)[0]
    original = original_id(root)
    reports = [_of_recipient(each, told, original) for each in groups[:MOST_RECIPIENTS]]
    reports.sort(key=lambda each: ORDER.index(each.sort))
    named = [each for each in reports if each.address]
    if named:
        return joined(named)
    # Exchange names people by their place in a directory, CommuniGate nobody at all.
    instead = returned(root, sender, name, subject)
    worst = reports[0]
    return Report(
        sort=worst.sort,
        address=instead.address if instead else only_reader(root),
        status=worst.status,
        diagnostic=worst.diagnostic,
        original_message_id=original,
    )


def _recipients(fields: Fields) -> list[Fields]:
    """The fields by recipient; each group begins with its recipient."""
    groups: list[Fields] = [[]]
    for field, value in fields:
        if field in RECIPIENTS and any(key == field for key, _ in groups[-1]):
            groups.append([])
        groups[-1].append((field, value))
    return groups


def _of_recipient(group: Fields, told: str, original: str) -> Report:
    diagnostic = first(group, "diagnostic-code")
    diagnostic = (diagnostic.partition(";")[2].strip() or diagnostic)[:1000]
    status = _status(first(group, "status"), diagnostic, told)
    action = first(group, "action").partition(" ")[0].strip("();,").lower()
    return Report(
        sort=SORTS.get(action) or ("delay" if status.startswith("4") else "failure"),
        address=_address(group),
        status=status,
        diagnostic=diagnostic or said(told).reason,
        original_message_id=original,
    )


def _status(field: str, diagnostic: str, told: str) -> str:
    """The code of the Status field; where it is missing or gives no reason, the one that the server gave."""
    own = STATUS.search(field)
    if own and not NO_REASON.match(own["status"]):
        return own["status"]
    digits = STATUS.search(diagnostic)
    if own:
        return digits["status"] if digits and digits["status"][0] == own["status"][0] else own["status"]
    return status_in(diagnostic) or said(told).status


def _address(group: Fields) -> str:
    """“rfc822; <ada@example.org>” as ada@example.org: the address we wrote to, before where it was sent on to."""
    for field in RECIPIENTS:
        value = first(group, field).rpartition(";")[2].strip().strip("<>").strip()
        value = ROUTE.sub("", value)
        if "@" in value.strip("@") and " " not in value:
            return value[:320]
    return ""


def _receipt(part: Part, sender: str) -> Report:
    fields = _fields(part)
    return Report(
        sort="receipt",
        address=_address(fields) or sender,
        diagnostic=first(fields, "disposition")[:1000],
        original_message_id=first(fields, "original-message-id").strip("<> ")[:998],
    )


def _complaint(fields: Fields, root: Part) -> Report:
    """A complaint; providers black out the address here and there, but seldom everywhere."""
    named = [first(fields, field) for field in ("original-rcpt-to", "removal-recipient", "final-recipient")]
    addresses = [address_in(each) for each in named]
    addresses += [
        only_reader(root),
        *(address_in(first(copy, "to", "delivered-to")) for copy in copies(root)),
    ]
    known = [each for each in addresses if each]
    return Report(
        sort="complaint",
        address=next((each for each in known if "redacted" not in each.lower()), next(iter(known), "")),
        diagnostic=first(fields, "feedback-type")[:1000],
        original_message_id=original_id(root),
    )


def _is_complaint(root: Part, sender: str, subject: str) -> bool:
    """Whether a provider sends a letter back that a reader called spam, without the report that belongs to it."""
    words = rules("bounces")["complaints"]
    is_provider = has_any(sender.lower(), words["senders"])
    is_about = has_any(folded(subject[:300]), words["subjects"])
    carries = any(part.type in WHOLE for part in root.walk()) or root.type == "multipart/report"
    return carries and is_about and (is_provider or bool(root.first("x-hmxmroriginalrecipient")))
