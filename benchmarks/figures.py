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


def against(work: str, *, ours: float, peer: float, unit: str, peer_name: str, at_most: float) -> Figure:
    """A figure from two measurements of the same unit, where less is better."""
    ratio = ours / peer if peer else float("inf")
    return Figure(
        work=work,
        ours=f"{ours:,.3g} {unit}",
        peer=f"{peer_name}: {peer:,.3g} {unit}",
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
