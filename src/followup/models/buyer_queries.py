"""Orders as columns, and who is likely to buy again, in sentences written out once."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import batched

from django.db import connection

#: What the ranking stands on. The same words are the condition of the index `fact_orders`, which is used only then.
BUYING = ("ordered", "returned")
IS_BUYING = f"kind IN ({', '.join(map(repr, BUYING))})"
A_BATCH = 5000
A_FEW = 500

#: Seconds since 1970, and a detail as a text.
SECONDS = {"sqlite": "CAST(unixepoch(at) AS INTEGER)", "postgresql": "CAST(EXTRACT(EPOCH FROM at) AS bigint)"}
DETAIL = {"sqlite": "json_extract(details, '$.{}')", "postgresql": "details ->> '{}'"}

# Nothing in these sentences comes from outside.
LINES = (
    "SELECT id, contact_id, kind, {at}, {amount}, {currency}, LTRIM({number}, ' #') "  # noqa: S608
    f"FROM followup_fact WHERE workspace_id = %s AND {IS_BUYING} AND sure = TRUE"
)
LOOKS = (
    "SELECT COUNT(*), COALESCE(MAX(id), 0), COALESCE(SUM(contact_id), 0), MAX(at) "  # noqa: S608
    f"FROM followup_fact WHERE workspace_id = %s AND {IS_BUYING} AND sure = TRUE"
)
COUNT = f"SELECT 1 FROM followup_fact WHERE workspace_id = %s AND {IS_BUYING} AND sure = TRUE LIMIT %s"  # noqa: S608
CUSTOMERS = (
    f"SELECT DISTINCT contact_id FROM followup_fact WHERE workspace_id = %s AND {IS_BUYING} AND sure = TRUE"  # noqa: S608
)
ITEMS = "SELECT contact_id, {items} FROM followup_fact WHERE id IN ({marks})"
LIKELY = "SELECT contact_id FROM followup_buyer WHERE is_likely"


def order_lines(workspace: int) -> Iterator[Sequence[tuple]]:
    """Every order and every return of a workspace, by the thousand.

    Each is (fact, contact, kind, seconds since 1970, amount, currency, number); what the source left out is None.
    """
    vendor = connection.vendor
    detail = DETAIL[vendor]
    names = {name: detail.format(name) for name in ("amount", "currency", "number")}
    with connection.cursor() as cursor:
        cursor.execute(LINES.format(at=SECONDS[vendor], **names), (workspace,))
        while rows := cursor.fetchmany(A_BATCH):
            yield rows


def fingerprint(workspace: int) -> str:
    """What the orders look like: another text once one is added, taken away, corrected or given to another contact."""
    with connection.cursor() as cursor:
        cursor.execute(LOOKS, (workspace,))
        count, last, contacts, at = cursor.fetchone()
    return f"{count}:{last}:{contacts}:{_moment(at)}"


def has_more_orders_than(workspace: int, most: int) -> bool:
    """Whether a workspace has more orders than that; no more of them are looked at."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, (workspace, most + 1))
        return len(cursor.fetchall()) > most


def customers_of(workspace: int) -> set[int]:
    """Everybody with an order."""
    with connection.cursor() as cursor:
        cursor.execute(CUSTOMERS, (workspace,))
        return {contact for (contact,) in cursor.fetchall()}


def items_of(facts: Collection[int]) -> dict[int, str]:
    """The things that each of these orders names, one a line, by contact."""
    found: dict[int, str] = {}
    items = DETAIL[connection.vendor].format("items")
    with connection.cursor() as cursor:
        for some in batched(facts, A_FEW, strict=False):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(ITEMS.format(items=items, marks=marks), some)
            found |= {contact: str(things) for contact, things in cursor.fetchall() if things}
    return found


def likely_among(workspace: int, contacts: Collection[int] | None = None) -> frozenset[int]:
    """Those of these contacts (of all, for None) who are among the fifth most likely to buy again."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        if contacts is None:
            cursor.execute(f"{LIKELY} AND workspace_id = %s", (workspace,))
            return frozenset(contact for (contact,) in cursor.fetchall())
        for some in batched(contacts, A_FEW, strict=False):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{LIKELY} AND contact_id IN ({marks})", some)
            found.update(contact for (contact,) in cursor.fetchall())
    return frozenset(found)


def _moment(stored: datetime | str | None) -> str:
    """SQLite keeps UTC without saying so, PostgreSQL says it."""
    if isinstance(stored, datetime) and stored.tzinfo:
        stored = stored.astimezone(UTC).replace(tzinfo=None)
    return str(stored or "")[:19]
