"""The page docs/buying.md."""

from benchmarks.buying.rankings import Reached, Table
from benchmarks.buying.small import Small

HEAD = """# How well it is foretold who buys again

Made by `make measure-buying ARGS=--write`. Each history is cut in two; a ranker sees the first part only, and so does the
back-test that chooses one of them. AUC: of all pairs of a customer who then ordered and one who did not, the share put in the
right order. Top share: the part of all orders then placed by the best-ranked fifth. The public histories stay beside the
project (`FOLLOWUP_CORPORA`). Figures of public histories were looked at while the learnt rankers were written; the shops were drawn
anew when rankers and the way of choosing were done. One shop of CDNOW's size tells AUC and top share to about .02 either way.

How a ranker is chosen: each is tried on the user's own past, seen from up to six earlier dates, all of them with two usual
gaps between orders before them. Of those whose AUC and top share together are better than the default's (the mean of the
places by frequency and by recency) by more than chance (one-sided, 2.5 % shared by all rivals), the best is used. Where there
is none, the default stays; from 1,000 customers on what orders teach then takes its place if it did better at all, since it
knows what the default knows. The chance of being “alive” is never a rank.
"""


def as_page(tables: list[Table], smalls: list[Small]) -> str:
    """All the figures, in Markdown."""
    parts = [HEAD, "## Rankers on what came", *(_ranking(each) for each in tables)]
    parts += ["## Orders of all", _totals(tables)]
    if smalls:
        parts += ["## Small bases", _smalls(smalls)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _ranking(table: Table) -> str:
    tried = {each.ranker: each for each in table.ranked.trials}
    lines = [
        f"### {table.history.name}",
        f"{table.customers:,} customers, of whom {table.came_back:.0%} then ordered.\n",
        "| ranker | AUC | top share | in the back-test: AUC (95 %) | top share |",
        "|---|---|---|---|---|",
    ]
    for name, reached in table.reached.items():
        before = tried.get(name)
        own = (
            f"{before.auc:.3f} ({before.low:.3f} to {before.high:.3f}) | {before.top_share:.3f}"
            if before
            else "– | –"
        )
        mark = "**" if name == table.ranked.ranker else ""
        lines.append(f"| {mark}{name}{mark} | {reached.auc:.3f} | {reached.top_share:.3f} | {own} |")
    return "\n".join([*lines, "", _chosen(table)])


def _chosen(table: Table) -> str:
    """What was chosen, beside the best that any single ranker reached, or the goal."""
    chosen = f"Chosen by the back-test: {table.ranked.ranker}, {_both(table.chosen)}."
    best = max(table.reached.items(), key=lambda pair: pair[1].auc + pair[1].top_share)
    beside = f"Best of all, known only afterwards: {best[0]}, {_both(best[1])}."
    if not table.history.goal:
        return f"{chosen} {beside}"
    auc, share = table.history.goal
    return f"{chosen} {beside} Goal, the best single ranker of the literature: {auc:.3f} and {share:.3f}."


def _both(reached: Reached) -> str:
    return f"{reached.auc:.3f} and {reached.top_share:.3f}"


def _totals(tables: list[Table]) -> str:
    lines = ["| history | placed | expected (80 %) | by the plain rate |", "|---|---|---|---|"]
    for each in tables:
        told = (
            f"{each.total.of:,.0f} ({each.total.low:,.0f} to {each.total.high:,.0f})" if each.total else "–"
        )
        lines.append(f"| {each.history.name} | {each.placed:,} | {told} | {each.by_rate:,.0f} |")
    return "\n".join(lines)


def _smalls(smalls: list[Small]) -> str:
    lines = [
        "Samples of the CDNOW customers, 39 + 39 weeks; medians over 50 draws.\n",
        "| customers | AUC, default | AUC, chosen | AUC, expected orders | no forecast made | total off by | plain rate off by |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in smalls:
        lines.append(
            f"| {each.customers} | {each.default:.3f} | {each.chosen:.3f} | {_or_dash(each.model, '.3f')} "
            f"| {each.refused:.0%} | {_or_dash(each.off, '.0%')} | {each.off_by_rate:.0%} |"
        )
    return "\n".join(lines)


def _or_dash(value: float, form: str) -> str:
    return format(value, form) if value == value else "–"
