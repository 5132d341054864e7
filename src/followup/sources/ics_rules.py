"""Which recurrence rules may be expanded: those that end within reason."""

from collections.abc import Mapping
from datetime import datetime
from math import prod
from typing import Any

MOST_OCCURRENCES = 1_000
SEVERAL_A_DAY = ("HOURLY", "MINUTELY", "SECONDLY")
FILTERS = (
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYSETPOS",
)
MOST_A_DAY = 4
#: Rules are counted from their start; more than a yearly one cannot have begun before this.
EARLIEST = 1950


def too_much(rule: Mapping[str, Any], start: datetime) -> bool:
    """Whether expanding the rule would take longer, or give more, than any diary of a person does."""
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency in SEVERAL_A_DAY:
        return not (_count(rule) and not any(name in rule for name in FILTERS))
    if frequency != "YEARLY" and start.year < EARLIEST:
        return True
    if prod(len(rule.get(name, [0])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")) > MOST_A_DAY:
        return True
    return frequency == "DAILY" and _may_never_match(rule)


def _count(rule: Mapping[str, Any]) -> bool:
    return 0 < int(rule.get("COUNT", [0])[0]) <= MOST_OCCURRENCES


def _may_never_match(rule: Mapping[str, Any]) -> bool:
    """A daily rule for the 30th of February is sought until the year 9999, day by day."""
    if any(name in rule for name in ("BYYEARDAY", "BYWEEKNO", "BYSETPOS")):
        return True
    return any(abs(int(day)) > 28 for day in rule.get("BYMONTHDAY", []))
