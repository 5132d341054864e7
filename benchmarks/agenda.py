"""Refresh of one contact, and rebuild of 100,000 facts."""

from statistics import median
from time import perf_counter

from benchmarks import people, ready
from benchmarks.figures import Figure, against, limit


def measure() -> list[Figure]:
    """Milliseconds of one refresh (median of 300) and seconds of a whole rebuild, against their limits."""
    workspace = ready.workspace()
    from followup.actions.refresh import rebuild, refresh
    from followup.models import Contact

    people.fill(workspace, contacts=10_000, facts=100_000)
    started = perf_counter()
    rebuild(workspace)
    whole = perf_counter() - started
    ids = list(Contact.objects.filter(workspace=workspace).values_list("pk", flat=True)[:300])
    refresh(workspace, ids[:1])
    single = median(_seconds(lambda one=one: refresh(workspace, [one])) for one in ids)
    return [
        against("refresh of one contact", single * 1000, limit(2, "ms")),
        against("rebuild of 100,000 facts", whole, limit(3, "s")),
    ]


def _seconds(work) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
