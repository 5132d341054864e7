"""Reach: which claims a change can bear upon, so that one new mail does not ask for all of them anew."""

from collections.abc import Collection, Iterable

from followup.models import Contact, Workspace

from .claim_rows import ClaimRow, claims_where
from .firms import Firms
from .placeable import placeable

#: Of more claims than these, gathering them piece by piece takes longer than looking at all.
MOST = 2000


class Reach:
    """Claims that share conversations or firms with each other, and with nothing outside."""

    def __init__(self, workspace: Workspace, firms: Firms) -> None:
        self._workspace, self._firms = workspace, firms
        self._firms_taken: set[str] = set()
        self.threads: set[str] = set()
        self.claims: dict[int, ClaimRow] = {}

    @property
    def people(self) -> set[int]:
        """Who claims, and who has an address at one of the firms."""
        return {row.contact_id for row in self.claims.values()} | self._firms.contacts_at(self._firms_taken)

    def take_in(self, claims: Iterable[ClaimRow], threads: Iterable[str], contacts: Collection[int]) -> bool:
        """Take in these claims, conversations and the firms of these contacts, and all that they lead to.

        False where that leads too far to be worth the while.
        """
        fresh = list(claims)
        new_threads, new_firms = set(threads), self._firms_of(contacts)
        while fresh or new_threads or new_firms:
            self.claims |= {row.pk: row for row in fresh}
            if len(self.claims) > MOST:
                return False
            self._firms.meet({row.contact_id for row in fresh})
            new_threads = (new_threads | {row.thread for row in fresh}) - self.threads - {""}
            new_firms = (new_firms | {self._firms.of_claim(row) for row in fresh}) - self._firms_taken
            self.threads |= new_threads
            self._firms_taken |= new_firms
            found = [*claims_where(self._workspace, "thread", new_threads), *self._of(new_firms)]
            fresh = list({row.pk: row for row in found if row.pk not in self.claims}.values())
            new_threads, new_firms = set(), set()
        return True

    def _firms_of(self, contacts: Collection[int]) -> set[str]:
        self._firms.meet(contacts)
        return {self._firms.of_contact(each) for each in contacts}

    def _of(self, firms: Collection[str]) -> Iterable[ClaimRow]:
        yield from claims_where(self._workspace, "firm", self._firms.keys_of(firms))
        # Who names no firm speaks for the one they belong to.
        people = self._firms.members_of(firms)
        yield from (row for row in claims_where(self._workspace, "contact_id", people) if not row.firm)


def changed(workspace: Workspace, contacts: Collection[int], threads: Collection[str]) -> list[ClaimRow]:
    """The claims that may have changed themselves: of these contacts and conversations.

    A machine speaks for many firms, so of its claims only those count that are in no opportunity yet.
    """
    machines = set(Contact.objects.filter(pk__in=contacts, is_machine=True).values_list("pk", flat=True))
    of_people = claims_where(workspace, "contact_id", set(contacts) - machines)
    of_machines = (
        row for row in claims_where(workspace, "contact_id", machines) if row.opportunity_id is None
    )
    found = (*of_people, *of_machines, *claims_where(workspace, "thread", set(threads) - {""}))
    return list({row.pk: row for row in found}.values())


def near(
    workspace: Workspace,
    firms: Firms,
    claims: Iterable[ClaimRow],
    contacts: Collection[int],
    threads: Collection[str],
) -> list[ClaimRow] | None:
    """The changed claims with every other whose opportunity, or whose place for other facts, may change with them.

    None where these are so many that all may as well be looked at.
    """
    reach = Reach(workspace, firms)
    if not reach.take_in(claims, threads, contacts):
        return None
    people = reach.people | set(contacts)
    beside = placeable(workspace, people, reach.threads)
    met = people | {row[1] for row in beside}
    is_near = reach.take_in((), {thread for _, _, thread, _, _ in beside}, met)
    return list(reach.claims.values()) if is_near else None
