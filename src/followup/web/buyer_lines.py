"""Lines of the Buyers page and of `followup buyers`: a customer as the eye wants them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString

from followup.core.kinds import Kind
from followup.models import Buyer, Contact, Fact, Letter, Workspace

from .lines import initials
from .sparkline import sparkline
from .words.buyers import expected_briefly, expected_orders, next_chip, reason, worth
from .words.rankings import horizon
from .words.when import Chip, day_of

WRITTEN = (Kind.SENT, Kind.POSTED)
#: What a letter that has not left yet is called.
OPEN = {
    Letter.State.DRAFT: "A draft is ready",
    Letter.State.APPROVED: "A letter is on its way",
    Letter.State.SENDING: "A letter is on its way",
    Letter.State.UNSURE: "A letter is in doubt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLetter:
    """The letter that a customer had last: one that has not left yet, or when the last one left, by whichever program."""

    state: str
    at: datetime
    pk: int | None = None
    subject: str = ""

    def told(self, now: datetime) -> str:
        """“A draft is ready”, “You wrote on 3 March”."""
        return OPEN.get(Letter.State(self.state)) or f"You wrote {day_of(self.at, now)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerLine:
    """Who, why, what is expected, when the next is due."""

    buyer: Buyer
    who: str
    firm: str
    initials: str
    reason: str
    expected: str
    worth: str
    letter: str
    spark: SafeString | str
    chip: Chip | None


def ranked(workspace: Workspace) -> QuerySet[Buyer]:
    """All customers of a workspace, most likely to buy again first."""
    return Buyer.objects.filter(workspace=workspace).select_related("contact__organisation").order_by("rank")


def buyer_lines(rows: Sequence[Buyer], now: datetime) -> list[BuyerLine]:
    """The rows of a page as lines."""
    letters = last_letters([row.contact_id for row in rows])
    return [_line(row, letters.get(row.contact_id), now) for row in rows]


def buyer_of(contact: Contact, now: datetime) -> dict[str, object] | None:
    """Where one contact stands among the customers, in full words; None for whoever is no customer."""
    rows = Buyer.objects.filter(contact=contact).select_related("contact", "workspace__ranking")
    row = rows.first()
    ranking = getattr(row.workspace, "ranking", None) if row else None
    if row is None or ranking is None:
        return None
    return {
        "rank": f"{row.rank:,}",
        "customers": f"{ranking.customers:,}",
        "reason": reason(row, now),
        "expected": expected_orders(row, horizon(ranking)),
        "worth": worth(row),
        "chip": next_chip(row, now),
    }


def last_letters(contacts: Iterable[int]) -> dict[int, LastLetter]:
    """The last letter of each of these contacts that ever had one."""
    wanted = list(contacts)
    found = _left(wanted)
    still_here = Letter.objects.filter(contact__in=wanted, state__in=OPEN).order_by("changed_at", "pk")
    for letter in still_here.only("pk", "contact_id", "state", "changed_at", "subject"):
        found[letter.contact_id] = LastLetter(
            state=letter.state, at=letter.changed_at, pk=letter.pk, subject=letter.subject
        )
    return found


def _left(wanted: list[int]) -> dict[int, LastLetter]:
    """When each was written to last."""
    mine = Fact.objects.filter(contact=OuterRef("contact"), kind__in=WRITTEN, sure=True).order_by("-at")
    rows = Buyer.objects.filter(contact__in=wanted).annotate(wrote_at=Subquery(mine.values("at")[:1]))
    return {
        contact: LastLetter(state=Letter.State.SENT, at=at)
        for contact, at in rows.values_list("contact_id", "wrote_at")
        if at
    }


def _line(row: Buyer, letter: LastLetter | None, now: datetime) -> BuyerLine:
    firm = row.contact.organisation
    return BuyerLine(
        buyer=row,
        who=row.contact.name,
        firm=firm.name if firm and firm.name != row.contact.name else "",
        initials=initials(row.contact),
        reason=reason(row, now),
        expected=expected_briefly(row),
        worth=worth(row).removeprefix("about "),
        letter=letter.told(now) if letter else "",
        spark=sparkline(row.months),
        chip=next_chip(row, now),
    )
