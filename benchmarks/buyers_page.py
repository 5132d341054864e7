"""The Buyers page at 1,000,000 customers, each written as rows: what the ranking itself costs is measured elsewhere."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import batched
from time import perf_counter

from benchmarks import ready
from benchmarks.figures import Figure, against, limit

CUSTOMERS = 1_000_000
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
NOW = str(ready.NOW)[:19]
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
            contact=first + chance.randrange(CUSTOMERS),
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
    """Customers with an order each and a place in the ranking; the number of the first."""
    from followup.models import Buyer, Contact, Fact, Ranking

    _insert(Contact, _people(workspace))
    first = Contact.objects.filter(workspace=workspace).order_by("pk").values_list("pk", flat=True)[0]
    _insert(Fact, (_order(workspace, first, place) for place in range(CUSTOMERS)))
    _insert(Buyer, (_buyer(workspace, first, place) for place in range(CUSTOMERS)))
    Ranking.objects.create(
        workspace=workspace,
        made_at=ready.NOW,
        ranker="rank-average",
        sentence="Customers are ranked by how often and how lately they ordered.",
        customers=CUSTOMERS,
        expected={"days": 90, "orders": [410_000.0, 405_000.0, 415_000.0], "worth": {}},
    )
    return first


def _insert(model, rows: Iterator[dict[str, object]]) -> None:
    """Rows past Django's own way, which takes ten times as long; columns that none of them names stay empty."""
    from django.db import connection

    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    empty = {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in columns
        if not field.null and not field.is_relation
    }
    names = [field.column for field in columns]
    marks = ", ".join(["%s"] * len(names))
    sentence = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({marks})"
    for some in batched(rows, 50_000, strict=False):
        filled = [empty | row for row in some]
        with connection.cursor() as cursor:
            cursor.executemany(sentence, [[row.get(name) for name in names] for row in filled])


def _people(workspace) -> Iterator[dict[str, object]]:
    chance = random.Random(7)
    for _ in range(CUSTOMERS):
        given, family = chance.choice(GIVEN), _family(chance)
        yield {
            "workspace_id": workspace.pk,
            "name": f"{given} {family}",
            "given": given,
            "family": family,
            "created_at": NOW,
        }


def _order(workspace, first: int, place: int) -> dict[str, object]:
    return {
        "workspace_id": workspace.pk, "contact_id": first + place, "kind": "ordered", "read_as": "ordered",
        "at": _last(place), "source": "orders", "source_key": str(place), "recorded_at": NOW,
        "details": json.dumps({"number": str(place), "amount": "42.00", "currency": "EUR"}),
    }  # fmt: skip


def _buyer(workspace, first: int, place: int) -> dict[str, object]:
    # Every third has a habit; the later in the ranking, the longer the silence.
    gap = 30.0 + place % 90 if place % 3 == 0 else None
    share = 1 - place / CUSTOMERS
    return {
        "workspace_id": workspace.pk, "contact_id": first + place, "rank": place + 1, "is_likely": share > 0.8,
        "orders": 4 if gap else 1, "first_at": _last(place, 400), "last_at": _last(place), "spent": "168.00", "currency": "EUR",
        "usual_gap": gap, "next_at": _last(place, -gap) if gap else None, "expected": 2 * share, "expected_low": 0,
        "expected_high": 5 * share, "worth": 84 * share, "worth_low": 0, "worth_high": 210 * share,
        "months": "0 1 0 0 " * 6, "last_items": "1 × teapot",
    }  # fmt: skip


def _last(place: int, before: float = 0) -> str:
    """When the customer at that place ordered last, or so many days before it."""
    return str(ready.NOW - timedelta(days=place * 700 // CUSTOMERS + before, minutes=place % 1440))[:19]


def _family(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()
