"""Reply time in a person's words: lengths, shares, and the honest sentence of a week."""

from datetime import timedelta

from .report import Pace, Week
from .survival import Share, Time

AN_HOUR = timedelta(hours=1)
#: From here on nobody counts the minutes.
LONG = timedelta(hours=10)


def hours(span: timedelta) -> str:
    """“at once”, “12 min”, “1 h 10 min”, “34 h”: working time. At once is before the next opening."""
    if span <= timedelta():
        return "at once"
    if span >= LONG:
        return f"{round(span / AN_HOUR):,} h"
    minutes = max(round(span / timedelta(minutes=1)), 1)
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} h"] * bool(whole) + [f"{rest} min"] * bool(rest)
    return " ".join(parts)


def within(target: timedelta) -> str:
    """“within 2 hours”."""
    count = round(target / AN_HOUR)
    return "within 1 hour" if count == 1 else f"within {count} hours"


def percent(share: Share) -> str:
    """“90 %”; never rounded up to all or down to none."""
    shown = round(share.of * 100)
    if shown == 100 and share.of < 1:
        shown = 99
    return f"{1 if shown == 0 and share.of > 0 else shown} %"


def half(pace: Pace) -> str:
    """The median in words, also where there is none."""
    if pace.median is not None:
        return hours(pace.median.span)
    return "more than half are still unanswered" if pace.asked else ""


def bounds(time: Time) -> str:
    """“40 min to 2 h 5 min”: where a time lies with 95 % certainty; “40 min or more” while its end is open."""
    low = time.low or timedelta()
    if time.high is not None:
        return f"{hours(low)} to {hours(time.high)}" if low != time.high else hours(low)
    return f"{hours(low)} or more" if low else "too early to say"


def verdict(week: Week, target: timedelta) -> str:
    """The week in one sentence: whoever got no answer counts, few are never called many."""
    if not week.pace.asked:
        return "Nobody asked you for an answer last week."
    if not week.owed:
        return _nothing_over(week, target)
    said = f"You answered {week.kept} of {week.owed} {within(target)}"
    return f"{said}; {_still(week.late)}." if week.late else f"{said}."


def _still(late: int) -> str:
    return "1 is still waiting" if late == 1 else f"{late} are still waiting"


def _nothing_over(week: Week, target: timedelta) -> str:
    """Where every question was called off in time, or still has time."""
    if not week.in_time:
        return "Nobody who asked you last week still wants an answer."
    return f"Answers to {week.in_time} of last week are still possible {within(target)}."
