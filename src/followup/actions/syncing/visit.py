"""One reading of a mailbox: what all of its folders share."""

from dataclasses import dataclass, field
from datetime import datetime

from followup.actions.importing.reading import Reader
from followup.models import Account
from followup.sources.imap import Mailbox

from .report import Progress, SyncReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An open mailbox, how its mail is read, and what came of it so far.

    A folder that was not compared since `night` is compared this time.
    """

    account: Account
    mailbox: Mailbox
    reader: Reader
    now: datetime
    night: datetime
    progress: Progress
    report: SyncReport = field(default_factory=SyncReport)
