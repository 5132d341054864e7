"""The Buyers page at 1,000,000 customers, each written as rows: what the ranking itself costs is measured elsewhere."""

import random
from collections.abc import Sequence
from time import perf_counter

from benchmarks import ready
from benchmarks.figures import Figure, against, limit

CUSTOMERS = 1_000_000
#: Of the first of them: more than are ranked while a page waits.
ORDERS = 100_000
#: The number of the first customer.
FIRST = 1
NUMBERS = ("BooleanField", "PositiveIntegerField", "PositiveSmallIntegerField")
REQUESTS = 60
GIVEN = (
    "Anna",
    "Ben",
    "Clara",
    "Dario",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kaja",
    "Levi",
    "Mira",
)
SYLLABLES = (
    "ber",
    "dor",
    "fel",
    "gran",
    "hol",
    "kes",
    "lind",
    "mar",
    "nor",
    "quist",
    "rein",
    "sol",
    "tam",
    "wil",
)
#: What is asked for, and how it is called; {} is a place in the ranking, or a family name.
VIEWS = {
    "first page": "/buyers",
    "any page": "/buyers?after={place}",
    "due now": "/buyers?show=due",
    "due now, any page": "/buyers?show=due&after={place}",
    "most likely": "/buyers?show=likely",
    "found by name": "/buyers?q={name}",
    "one customer's orders": "/contacts/{contact}",
}


def measure() -> list[Figure]:
    """The 99th percentile of each view, through Django with its middleware, against 100 ms."""
    workspace = ready.workspace("business")
    from django.test import Client

    from followup.models import Member

    first = _fill(workspace)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Member.objects.get(workspace=workspace).user)
    client.get("/buyers")
    return [_figure(client, view, address, first) for view, address in VIEWS.items()]


def _figure(client, view: str, address: str, first: int) -> Figure:
    chance = random.Random(5)
    asked = [
        address.format(
            place=chance.randrange(CUSTOMERS),
            name=_family(chance),
            contact=first + chance.randrange(ORDERS),
        )
        for _ in range(REQUESTS)
    ]
    times = sorted(_seconds(client, each) for each in asked)
    work = f"Buyers, {CUSTOMERS:,} customers: {view} (p99)"
    return against(work, times[int(len(times) * 0.99) - 1] * 1000, limit(100, "ms"))


def _seconds(client, address: str) -> float:
    started = perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return perf_counter() - started


def _fill(workspace) -> int:
    """Customers with a place in the ranking, the first of them with an order each; the number of the first."""
    from django.db import connection

    from followup.models import Contact, Ranking, search

    Contact.objects.filter(workspace=workspace).delete()
    with connection.cursor() as cursor:
        # A million rows one by one, each checked and made searchable at once, would take longer than the measuring.
        cursor.execute("PRAGMA foreign_keys = OFF")
        for sentence in search.undoing(connection.vendor):
            cursor.execute(sentence)
        for table, columns in _tables(workspace.pk).items():
            _write(cursor, table, columns)
        for sentence in search.statements(connection.vendor):
            cursor.execute(sentence)
    Ranking.objects.create(
        workspace=workspace,
        made_at=ready.NOW,
        ranker="rank-average",
        sentence="Customers are ranked by how often and how lately they ordered.",
        customers=CUSTOMERS,
        expected={"days": 90, "orders": [410_000.0, 405_000.0, 415_000.0], "worth": {}},
    )
    return FIRST


def _tables(workspace: int) -> dict[str, dict[str, str]]:
    """The columns of each table as SQL of `n`, the place of a customer from 0 on; others stay empty."""
    last = f"datetime('{ready.NOW:%Y-%m-%d %H:%M:%S}', '-' || (n * 700 / {CUSTOMERS}) || ' days', '-' || (n % 1440) || ' minutes')"
    # Every third has a habit; the later in the ranking, the longer the silence.
    gap, share = "CASE WHEN n % 3 = 0 THEN 30.0 + n % 90 END", f"(1 - n * 1.0 / {CUSTOMERS})"
    family = "upper(substr({0}, 1, 1)) || substr({0}, 2) || {1} || {2}".format(
        _pick(SYLLABLES, "n / 7"), _pick(SYLLABLES, "n / 98"), _pick(SYLLABLES, "n / 1372")
    )
    given = _pick(GIVEN, "n")
    mine = {"workspace_id": str(workspace)}
    who = {**mine, "contact_id": f"n + {FIRST}"}
    now = f"'{ready.NOW:%Y-%m-%d %H:%M:%S}'"
    return {
        "contact": {
            **mine, "id": f"n + {FIRST}", "name": f"{given} || ' ' || {family}", "given": given, "family": family,
            "created_at": now,
        },
        "fact": {
            **who, "kind": "'ordered'", "read_as": "'ordered'", "at": last, "source": "'orders'", "source_key": "n",
            "recorded_at": now, "sure": "1", "details": """'{"number": "' || n || '", "amount": "42.00", "currency": "EUR"}'""",
        },
        "buyer": {
            **who, "rank": "n + 1", "is_likely": f"{share} > 0.8", "orders": "CASE WHEN n % 3 = 0 THEN 4 ELSE 1 END",
            "first_at": f"datetime({last}, '-400 days')", "last_at": last, "spent": "168", "currency": "'EUR'",
            "usual_gap": gap, "next_at": f"datetime({last}, '+' || ({gap}) || ' days')", "expected": f"2 * {share}",
            "expected_low": "0", "expected_high": f"5 * {share}", "worth": f"84 * {share}", "worth_low": "0",
            "worth_high": f"210 * {share}", "months": "'0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 1 0 0 0 0 1'",
        },
    }  # fmt: skip


def _write(cursor, table: str, columns: dict[str, str]) -> None:
    from django.apps import apps

    model = apps.get_model("followup", table)
    empty = {
        field.column: "0"
        if field.get_internal_type() in NUMBERS
        else "'[]'"
        if field.default is list
        else "''"
        for field in model._meta.concrete_fields
        if not (field.null or field.primary_key or field.is_relation)
    }
    told = empty | columns
    rows = ORDERS if table == "fact" else CUSTOMERS
    cursor.execute(
        f"WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < {rows}) "
        f"INSERT INTO followup_{table} ({', '.join(told)}) SELECT {', '.join(told.values())} FROM place"
    )


def _pick(words: Sequence[str], number: str) -> str:
    """SQL for one of the words."""
    cases = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
    return f"CASE ({number}) % {len(words)} {cases} END"


def _family(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()
