"""The kinds of fact as a person chooses them: grouped in plain words, their own trade first."""

from followup.core.kinds import Kind
from followup.models import Workspace

from .facts import HAPPENED

type Group = tuple[str, tuple[tuple[str, str], ...]]

TALK = ("You met or spoke", (Kind.MET, Kind.CALLED, Kind.DETAILS_LEFT))
WORK = (
    "Looking for work",
    (
        Kind.APPLIED, Kind.ACKNOWLEDGED, Kind.ASSESSMENT_ASKED, Kind.INFORMATION_ASKED, Kind.INVITED, Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED, Kind.INTERVIEW_CANCELLED,
        Kind.INTERVIEWED, Kind.REJECTED, Kind.OFFERED, Kind.HIRED, Kind.WITHDRAWN,
    ),
)  # fmt: skip
TRADE = (
    "Customers",
    (
        Kind.ENQUIRED,
        Kind.QUOTED,
        Kind.ORDERED,
        Kind.DELIVERED,
        Kind.RETURNED,
        Kind.COMPLAINED,
        Kind.RESOLVED,
        Kind.CONSENTED,
    ),
)
OTHERS = (
    "Referees and referrals",
    (
        Kind.REFERRED, Kind.REFERENCE_ASKED, Kind.REFEREE_NAMED, Kind.REFEREE_AGREED, Kind.REFEREE_DECLINED,
    ),
)  # fmt: skip
LETTERS = (
    "Letters",
    (Kind.RECEIVED, Kind.SENT, Kind.POSTED, Kind.BOUNCED, Kind.OUT_OF_OFFICE, Kind.OPTED_OUT),
)
WORDS = ("Promises and notes", (Kind.ANSWER_PROMISED, Kind.PROMISED, Kind.NOTED))


def kinds_for(workspace: Workspace) -> list[Group]:
    """The groups of kinds, each with its words, in the order in which this workspace needs them."""
    is_business = workspace.mode == Workspace.Mode.BUSINESS
    groups = [TALK, TRADE, WORK] if is_business else [TALK, WORK, TRADE]
    return [
        (name, tuple((kind.value, HAPPENED[kind]) for kind in kinds))
        for name, kinds in [*groups, OTHERS, LETTERS, WORDS]
    ]
