"""The clock. Faces read it once and hand `now` down; nothing below them calls it."""

from datetime import UTC, datetime

from followup.core.trouble import Mend

from .table import read


def now() -> datetime:
    """The present moment, or the one that FOLLOWUP_NOW fixes for a rehearsal. Always aware."""
    return rehearsal() or datetime.now(UTC)


def rehearsal() -> datetime | None:
    """The moment fixed by FOLLOWUP_NOW, if any."""
    text = read("FOLLOWUP_NOW")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as trouble:
        raise Mend(f"FOLLOWUP_NOW is “{text}”; write it like 2026-03-04T09:00:00+01:00.") from trouble
    if moment.tzinfo is None:
        raise Mend(f"FOLLOWUP_NOW is “{text}”, without an offset; write it like 2026-03-04T09:00:00+01:00.")
    return moment
