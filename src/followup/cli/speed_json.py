"""The JSON of `followup speed`."""

from datetime import datetime, timedelta
from typing import Any

from followup.actions.speed import Waiting
from followup.core.speed.report import Pace, Speed, Week
from followup.core.speed.words import verdict

from .as_json import moment
from .here import Here

AN_HOUR = timedelta(hours=1)


def figures(here: Here, found: Speed, waiting: list[Waiting], *, weeks: int | None) -> dict[str, Any]:
    """Everything that the command shows; `weeks` is null for all there is, times are in working hours."""
    return {
        "now": moment(here.now, here.zone),
        "target_hours": found.target / AN_HOUR,
        "weeks": weeks,
        "since": found.since.isoformat(),
        "sentence": verdict(found.verdict, found.target),
        "all": _pace(found.pace),
        "kinds": {sort.value: _pace(pace) for sort, pace in found.sorts.items()},
        "trend": [_week(week) for week in found.weeks],
        "waiting": [_waiting(here, each) for each in waiting],
    }


def _pace(pace: Pace) -> dict[str, Any]:
    median, share = pace.median, pace.within
    return {
        "asked": pace.asked,
        "answered": pace.answered,
        "waiting": pace.waiting,
        "median_hours": _hours(median.span) if median else None,
        "median_low": _hours(median.low) if median else None,
        "median_high": _hours(median.high) if median else None,
        "quarter_hours": _hours(pace.quarter.span) if pace.quarter else None,
        "three_quarters_hours": _hours(pace.three_quarters.span) if pace.three_quarters else None,
        "within_target": share._asdict() if share else None,
    }


def _week(week: Week) -> dict[str, Any]:
    year, number, _ = week.monday.isocalendar()
    counts = {"kept": week.kept, "owed": week.owed, "late": week.late, "in_time": week.in_time}
    return {
        "week": f"{year}-W{number:02}",
        "monday": week.monday.isoformat(),
        "is_few": week.pace.is_few,
        **counts,
        **_pace(week.pace),
    }


def _waiting(here: Here, each: Waiting) -> dict[str, Any]:
    since: datetime = each.wait.since
    return {
        "kind": each.wait.sort.value,
        "contact": {"id": str(each.wait.contact), "name": each.contact.name},
        "since": moment(since, here.zone),
        "hours": _hours(each.length),
        "fact": str(each.wait.fact),
        "follow_up": each.follow_up or None,
    }


def _hours(span: timedelta | None) -> float | None:
    return None if span is None else round(span / AN_HOUR, 4)
