"""Who asked and who was answered, week by week, as a drawing without words; the words stand round it."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from followup.core.speed.report import Week

from .words.speed import counted, week_of

#: A week's place, its bar, and the height for all of them; the drawing is stretched to its frame.
SLOT, BAR, HEIGHT = 10, 7, 100


def chart(weeks: Sequence[Week], label: str) -> SafeString:
    """One bar a week, the oldest first: answered in time at its foot, then later, then not at all."""
    width = len(weeks) * SLOT
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" focusable="false">'
        '<path class="grid" d="M0 0H{}M0 {}H{}"/>{}<path class="ground" d="M0 {}H{}"/></svg>',
        label, width, HEIGHT, width, HEIGHT // 2, width, format_html_join("", "{}", _bars(weeks)), HEIGHT, width,
    )  # fmt: skip


def top(weeks: Sequence[Week]) -> int:
    """What the upper edge of the drawing stands for: an even number, so that the middle is a whole one."""
    most = max((week.pace.asked for week in weeks), default=0)
    return max(most + most % 2, 2)


def in_words(weeks: Sequence[Week], within: str) -> str:
    """The same for those who hear the page."""
    told = (f"{week_of(week.monday)}: {_told(week, within)}" for week in weeks if week.pace.asked)
    return f"Week by week. {'; '.join(told) or 'Nobody asked'}."


def _told(week: Week, within: str) -> str:
    return f"{counted(week.pace)}, {week.kept:,} {within}"


def _bars(weeks: Sequence[Week]) -> Iterator[tuple[SafeString]]:
    unit = HEIGHT / top(weeks)
    for place, week in enumerate(weeks):
        pace = week.pace
        parts = (
            ("in-time", week.kept),
            ("later", pace.answered - week.kept),
            ("not", pace.asked - pace.answered),
        )
        below = 0
        for name, count in parts:
            if count:
                below += count
                yield (_bar(name, place, below * unit, count * unit),)


def _bar(name: str, place: int, top_at: float, height: float) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        name, place * SLOT + (SLOT - BAR) / 2, round(HEIGHT - top_at, 2), BAR, round(height, 2),
    )  # fmt: skip
