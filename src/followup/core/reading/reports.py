"""Delivery reports, receipts and complaints: what a letter of ours came to."""

from datetime import datetime

from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail, Report

from .bounces import is_full
from .phrases import rules

_KINDS = {"failure": (Kind.BOUNCED, "bounce"), "complaint": (Kind.REPORTED, "report")}
_SORTS = {
    "receipt": "The message was opened.",
    "delivered": "The message was delivered.",
    "delay": "The message is delayed.",
}


def read_report(mail: Mail, report: Report, at: datetime) -> tuple[Told, ...]:
    """What a report tells about each address it speaks of; a receipt or a delay owes nothing and is only noted."""
    told = [
        _told(mail, each, at, f"-{place}" if place else "")
        for place, each in enumerate((report, *report.others))
        if each.address
    ]
    return tuple(told)


def is_hard(report: Report) -> bool:
    """Whether another try cannot help: status 5.x.x, save a full mailbox and its like, in whatever code they come."""
    if not report.status.startswith("5") or is_full(report.diagnostic):
        return False
    if report.status in rules("bounces")["passing"]:
        # Exchange Online says 5.4.1 of people it does not know.
        return report.status == "5.4.1" and "access denied" in report.diagnostic.lower()
    return True


def _told(mail: Mail, report: Report, at: datetime, place: str) -> Told:
    kind, slot = _KINDS.get(report.sort, (Kind.NOTED, "report"))
    details = {"original": report.original_message_id} if report.original_message_id else {}
    says = report.diagnostic.strip().split("\n")[0][:300] or mail.subject
    if kind == Kind.BOUNCED:
        hard = "yes" if is_hard(report) else "no"
        details |= {"status": report.status, "hard": hard, "address": report.address}
    elif kind == Kind.NOTED:
        says = _SORTS.get(report.sort, mail.subject)
    return Told(
        slot=slot + place,
        kind=kind,
        at=at,
        who=Party("", report.address),
        says=says,
        by_machine=True,
        details=details,
    )
