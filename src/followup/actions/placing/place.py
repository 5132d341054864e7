"""Placing: each fact goes to the opportunity it is about, worked out anew from all that was claimed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched

from followup.core.matching import reference_key, title_key
from followup.core.opportunities import CLOSING, Claim, Matter, Places, matters
from followup.models import Fact, Workspace
from followup.models.bulk import change

from .claim_rows import AT_ONCE, ClaimRow, claim_rows
from .firms import Firms, firms_of
from .opportunity_rows import settle_rows
from .placeable import placeable
from .reach import changed, near

#: Of more contacts than these all claims are looked at: gathering those near to them would cost more.
HANDFUL = 300


@dataclass(slots=True)
class Touched:
    """The contacts and conversations that a batch changed; `is_less` where it took facts away."""

    contacts: set[int] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    is_less: bool = False

    def __bool__(self) -> bool:
        return bool(self.contacts or self.threads)

    def add(self, other: "Touched") -> None:
        """Take in what another batch changed."""
        self.contacts |= other.contacts
        self.threads |= other.threads
        self.is_less |= other.is_less


def place(workspace: Workspace, touched: Touched, *, now: datetime) -> None:
    """Give the facts that are touched, and those that follow from them, their opportunity.

    Contacts whose facts changed their place are added to `touched`.
    """
    rows, firms = _concerned(workspace, touched)
    if not rows:
        return
    claims = {row.pk: _claim(row, firms) for row in rows}
    found = matters(claims.values(), _closings(workspace, {row.thread for row in rows if row.thread}))
    ids = settle_rows(workspace, found, {row.pk: row for row in rows}, firms, now=now)
    moved = _move_claims(rows, found, ids)
    touched.contacts |= moved
    _place_the_rest(workspace, found, ids, firms, touched, moved)


def _concerned(workspace: Workspace, touched: Touched) -> tuple[list[ClaimRow], Firms]:
    """The claims to be placed anew, and the firms as they are known after what these say."""
    rows: list[ClaimRow] | None = None
    if not touched.is_less and len(touched.contacts) <= HANDFUL:
        fresh = changed(workspace, touched.contacts, touched.threads)
        firms = firms_of(workspace, fresh, touched.contacts, everywhere=False)
        rows = near(workspace, firms, fresh, touched.contacts, touched.threads)
    if rows is None:
        rows = claim_rows(workspace)
        firms = firms_of(workspace, rows, touched.contacts, everywhere=True)
    firms.meet({row.contact_id for row in rows})
    return rows, firms


def _claim(row: ClaimRow, firms: Firms) -> Claim:
    about = row.about
    return Claim(
        fact=row.pk,
        told=row.source_key,
        kind=about["kind"],
        contact=row.contact_id,
        firm=firms.of_claim(row),
        at=row.at,
        thread=row.thread,
        title="" if about["kind"] == "order" and about["reference"] else title_key(about["title"]),
        reference=reference_key(about["reference"]),
        closes=row.kind in CLOSING,
    )


def _closings(workspace: Workspace, threads: set[str]) -> dict[str, datetime]:
    rows = Fact.objects.filter(workspace=workspace, kind__in=CLOSING, about__isnull=True)
    first: dict[str, datetime] = {}
    for some in batched(sorted(threads), AT_ONCE, strict=False):
        for thread, at in rows.filter(thread__in=some).values_list("thread", "at"):
            first[thread] = min(at, first.get(thread, at))
    return first


def _move_claims(rows: Iterable[ClaimRow], found: Sequence[Matter], ids: Mapping[str, int]) -> set[int]:
    at_present = {row.pk: row for row in rows}
    moves: dict[int, list[int]] = defaultdict(list)
    moved: set[int] = set()
    for matter in found:
        for claim in matter.claims:
            if at_present[claim.fact].opportunity_id != ids[matter.key]:
                moves[ids[matter.key]].append(claim.fact)
                moved.add(claim.contact)
    _write(moves)
    return moved


def _place_the_rest(  # noqa: PLR0913 - what has been worked out so far
    workspace: Workspace,
    found: Sequence[Matter],
    ids: Mapping[str, int],
    firms: Firms,
    touched: Touched,
    moved: set[int],
) -> None:
    """Facts that name no opportunity: of touched people and threads, and of all whom a moved claim concerns."""
    places = Places(found)
    concerned = [
        each
        for each in found
        if any(
            claim.contact in moved | touched.contacts or claim.thread in touched.threads
            for claim in each.claims
        )
    ]
    threads = touched.threads | {claim.thread for each in concerned for claim in each.claims if claim.thread}
    contacts = touched.contacts | {claim.contact for each in concerned for claim in each.claims}
    contacts |= firms.contacts_at({claim.firm for each in concerned for claim in each.claims})
    rows = placeable(workspace, contacts, threads)
    firms.meet({contact for _, contact, _, _, _ in rows})
    moves: dict[int | None, list[int]] = defaultdict(list)
    for pk, contact, thread, at, present in rows:
        matter = places.place(thread=thread, contact=contact, firm=firms.of_contact(contact), at=at)
        wanted = ids[matter.key] if matter else None
        if wanted != present:
            moves[wanted].append(pk)
            touched.contacts.add(contact)
    _write(moves)


def _write(moves: Mapping[int | None, list[int]] | Mapping[int, list[int]]) -> None:
    change(Fact, "opportunity_id", ((to, fact) for to, facts in moves.items() for fact in facts))
