"""What a benchmark reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured line. `ratio` is ours / peer, or ours / limit: below 1 is better than the peer."""

    work: str
    ours: str
    peer: str
    ratio: float | None
    goal: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Peer:
    """What a measurement is held against: a peer's own measurement, or a limit."""

    name: str
    value: float
    unit: str


def limit(value: float, unit: str) -> Peer:
    """A bound to stay under."""
    return Peer("limit", value, unit)


def against(work: str, ours: float, peer: Peer, *, at_most: float = 1) -> Figure:
    """A figure from two measurements of the same unit, where less is better."""
    ratio = ours / peer.value if peer.value else float("inf")
    return Figure(
        work=work,
        ours=f"{ours:,.3g} {peer.unit}",
        peer=f"{peer.name}: {peer.value:,.3g} {peer.unit}",
        ratio=ratio,
        goal=f"≤ {at_most:g} ×",
        holds=ratio <= at_most,
    )


def not_measured(work: str, why: str) -> Figure:
    """A line for what could not be measured here, and why."""
    return Figure(work=work, ours="not measured", peer=why, ratio=None, goal="", holds=None)


def as_table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| work | followup | peer or limit | ratio | goal | holds |", "|---|---|---|---|---|---|"]
    for each in figures:
        ratio = f"{each.ratio:.2f}" if each.ratio is not None else "–"
        holds = {True: "yes", False: "**no**", None: "–"}[each.holds]
        lines.append(f"| {each.work} | {each.ours} | {each.peer} | {ratio} | {each.goal} | {holds} |")
    return "\n".join(lines)
