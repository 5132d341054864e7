"""Reply time as the page tells it."""

from datetime import date, timedelta

from followup.core.speed.report import Pace, Week
from followup.core.speed.survival import Share
from followup.core.speed.waits import Sort
from followup.core.speed.words import bounds, hours, percent

MANY = {
    Sort.ENQUIRY: "Enquiries",
    Sort.ORDER: "Orders",
    Sort.LETTER: "Letters",
    Sort.COMPLAINT: "Complaints",
}
ONE = {
    Sort.ENQUIRY: "Enquired",
    Sort.ORDER: "Ordered",
    Sort.LETTER: "Wrote",
    Sort.COMPLAINT: "Complained",
}


def week_of(monday: date) -> str:
    """“16 to 22 November”, “30 November to 6 December”."""
    sunday = monday + timedelta(days=6)
    month = "" if monday.month == sunday.month else f" {monday:%B}"
    return f"{monday.day}{month} to {sunday.day} {sunday:%B}"


def counted(pace: Pace) -> str:
    """“11 of 14 answered, 3 waiting”."""
    said = f"{pace.answered:,} of {pace.asked:,} answered"
    return f"{said}, {pace.waiting:,} waiting" if pace.waiting else said


def middle(pace: Pace) -> str:
    """The sentence under the time by which half had an answer."""
    if pace.median is None:
        return "More than half are still unanswered."
    return f"Half had an answer by then; in 95 of 100 cases: {bounds(pace.median)}."


def share(found: Share | None) -> str:
    """“69 %”."""
    return percent(found) if found else "too early to say"


def sure(found: Share | None) -> str:
    """“42 to 87 %”: where a share lies with 95 % certainty."""
    return f"{round(found.low * 100)} to {round(found.high * 100)} %" if found else ""


def kept(week: Week) -> str:
    """The share of a week, or that they were few."""
    if not week.pace.asked:
        return "nobody asked"
    if week.pace.is_few:
        return "few"
    return share(week.pace.within)


def half_of(week: Week) -> str:
    """The median of a week; nothing is told from few."""
    if week.pace.is_few:
        return ""
    return hours(week.pace.median.span) if week.pace.median else "not half of them yet"
