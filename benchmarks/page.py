"""Today's page at 100,000 contacts and 1,000,000 facts."""

from time import perf_counter

from benchmarks import people, ready
from benchmarks.figures import Figure, against, limit


def measure() -> list[Figure]:
    """The 99th percentile of 300 requests of the page, through Django with its middleware, against 100 ms."""
    workspace = ready.workspace()
    from django.test import Client

    from followup.actions.letters import draft_due
    from followup.actions.refresh import rebuild
    from followup.models import Member

    people.fill(workspace, contacts=100_000, facts=1_000_000)
    rebuild(workspace)
    draft_due(workspace, ready.NOW, limit=12)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Member.objects.get(workspace=workspace).user)
    times = sorted(_seconds(client) for _ in range(300))
    return [
        against(
            "Today's page, 100,000 contacts, 1,000,000 facts (p99)",
            times[int(len(times) * 0.99) - 1] * 1000,
            limit(100, "ms"),
        )
    ]


def _seconds(client) -> float:
    started = perf_counter()
    answer = client.get("/")
    if answer.status_code != 200:
        raise SystemExit(f"Today answered {answer.status_code}")
    return perf_counter() - started
