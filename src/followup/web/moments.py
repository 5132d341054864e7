"""What the date fields of forms hold, in the owner's zone."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

from followup.core.trouble import Mend


def morning_of(text: str) -> datetime | None:
    """The morning of a day; None for no day."""
    try:
        chosen = date.fromisoformat(text) if text else None
    except ValueError as trouble:
        raise Mend(f"“{text}” is not a day such as 2026-03-02.") from trouble
    return datetime.combine(chosen, time(9), tzinfo=timezone.get_current_timezone()) if chosen else None


def moment_of(text: str) -> datetime | None:
    """A day and its time; None where the field is empty."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    except ValueError as trouble:
        raise Mend(f"“{text}” is not a day and time such as 2026-03-04T14:00.") from trouble
