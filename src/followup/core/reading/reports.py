"""Delivery reports, receipts and complaints: what a letter of ours came to."""

from datetime import datetime

from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail, Report

_SORTS = {
    "receipt": "The message was opened.",
    "delivered": "The message was delivered.",
    "delay": "The message is delayed.",
}


def read_report(mail: Mail, report: Report, at: datetime) -> tuple[Told, ...]:
    """What a report tells about the address it speaks of; a receipt or a delay owes nothing and is only noted."""
    if not report.address:
        return ()
    details = {"original": report.original_message_id} if report.original_message_id else {}
    who = Party("", report.address)
    says = report.diagnostic.strip().split("\n")[0][:300] or mail.subject
    if report.sort == "failure":
        details |= {
            "status": report.status,
            "hard": "yes" if is_hard(report) else "no",
            "address": report.address,
        }
        return (
            Told(
                slot="bounce", kind=Kind.BOUNCED, at=at, who=who, says=says, by_machine=True, details=details
            ),
        )
    if report.sort == "complaint":
        return (
            Told(
                slot="report", kind=Kind.REPORTED, at=at, who=who, says=says, by_machine=True, details=details
            ),
        )
    says = _SORTS.get(report.sort, mail.subject)
    return (
        Told(slot="report", kind=Kind.NOTED, at=at, who=who, says=says, by_machine=True, details=details),
    )


def is_hard(report: Report) -> bool:
    """Whether another try cannot help: status 5.x.x, save a full mailbox (5.2.2) and its like."""
    return report.status.startswith("5") and report.status not in {"5.2.2", "5.4.1", "5.4.7", "5.7.27"}
