"""Dates of mail headers."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

LONGEST = 100
EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


def header_date(value: str) -> datetime | None:
    """The moment a Date header names, always aware (`-0000` and no zone are read as UTC); None if unreadable."""
    text = re.sub(r"\([^()]*\)", " ", value[:LONGEST])
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        zone = timezone(timedelta(seconds=parts[9] or 0))
        moment = datetime(*parts[:6], tzinfo=zone)
        return moment if EARLIEST < moment.astimezone(UTC) < LATEST else None
    except (ValueError, IndexError, TypeError, OverflowError):
        # parsedate_tz raises IndexError and TypeError on some damaged values.
        return None


def arrival(received: str) -> datetime | None:
    """The moment that a Received header names behind its last semicolon."""
    return header_date(received.rpartition(";")[2].strip())
