"""Orders month by month as a small drawing, with the same told in words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .words.lengths import many

WIDTH, HEIGHT, BAR, GAP = 71, 24, 2, 1


def sparkline(months: str) -> SafeString | str:
    """One bar a month, the oldest first; nothing where no month is known."""
    counts = counted(months)
    if not counts:
        return ""
    return format_html(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}" focusable="false">'
        '<path class="ground" d="M0 {}H{}"/><path d="{}"/></svg>',
        in_words(counts), WIDTH, HEIGHT, WIDTH, HEIGHT, HEIGHT - 0.5, WIDTH, _bars(counts),
    )  # fmt: skip


def counted(months: str) -> list[int]:
    """The orders of each month."""
    return [int(each) for each in months.split() if each.isdecimal()]


def in_words(counts: list[int]) -> str:
    """The same for those who hear the page: “9 orders in the last 24 months, 4 of them in the last 6”."""
    return f"{many(sum(counts), 'order')} in the last {len(counts)} months, {sum(counts[-6:])} of them in the last 6"


def _bars(counts: list[int]) -> str:
    most = max(*counts, 1)
    start = WIDTH - len(counts) * (BAR + GAP) + GAP
    return "".join(
        _bar(start + place * (BAR + GAP), max(round(count / most * (HEIGHT - 2)), 3))
        for place, count in enumerate(counts)
        if count
    )


def _bar(left: int, height: int) -> str:
    return f"M{left} {HEIGHT - 1}v-{height}h{BAR}v{height}z"
