"""The share answered within the target, week by week, as a drawing without words; the words stand round it."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from followup.core.speed.report import Week

from .words.speed import kept, week_of

#: A week's place, its bar, and the height for all of them; the drawing is stretched to its frame.
SLOT, BAR, HEIGHT = 10, 7, 100
#: A stub for a week with too few to tell a share.
STUB = 4


def chart(weeks: Sequence[Week], label: str) -> SafeString:
    """One bar a week, the oldest first."""
    width = len(weeks) * SLOT
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" focusable="false">'
        '<path class="grid" d="M0 0H{}M0 {}H{}"/>{}<path class="ground" d="M0 {}H{}"/></svg>',
        label, width, HEIGHT, width, HEIGHT // 2, width, format_html_join("", "{}", _bars(weeks)), HEIGHT, width,
    )  # fmt: skip


def in_words(weeks: Sequence[Week], within: str) -> str:
    """The same for those who hear the page."""
    told = "; ".join(f"{week_of(week.monday)}: {kept(week)}" for week in weeks if week.pace.asked)
    return f"Share answered {within}, week by week. {told or 'Nobody asked'}."


def _bars(weeks: Sequence[Week]) -> Iterator[tuple[SafeString]]:
    for place, week in enumerate(weeks):
        if not week.pace.asked:
            continue
        share = None if week.pace.is_few else week.pace.within
        height = max(round(share.of * HEIGHT), 1) if share else STUB
        yield (
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
                "bar-of-week" if share else "few",
                place * SLOT + (SLOT - BAR) / 2,
                HEIGHT - height,
                BAR,
                height,
                f"{week_of(week.monday)}: {kept(week)}, {week.pace.answered} of {week.pace.asked} answered",
            ),
        )
