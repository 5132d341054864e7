"""Who is away: a letter that would lie unread waits for the first business day after their return."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from followup.actions.refresh import calendar_of, playbooks_of
from followup.core import calendar
from followup.core.agenda_times import named_day
from followup.core.kinds import Kind
from followup.models import Fact, Letter


def away(letters: Sequence[Letter], now: datetime) -> dict[int, tuple[datetime, str]]:
    """When a letter should leave instead, and the sentence that says why, by letter.

    Only an absence that became known since the approval counts: of an older one the person knew.
    """
    waiting = [letter for letter in letters if _waits(letter)]
    if not waiting:
        return {}
    told: dict[int, list[Fact]] = {}
    for fact in _absences(waiting):
        told.setdefault(fact.contact_id, []).append(fact)
    found = {}
    for letter in waiting:
        news = [fact.until for fact in told.get(letter.contact_id, ()) if _is_news(fact, letter)]
        ends = [until for until in news if until]
        if ends and (back := _back(letter, max(ends))) > now:
            found[letter.pk] = (back, f"{letter.contact.name} is away; this leaves on {back:%-d %B}.")
    return found


def _waits(letter: Letter) -> bool:
    if not letter.step:
        return False
    playbooks = playbooks_of(letter.workspace)
    return letter.step in playbooks and playbooks[letter.step].pause


def _absences(letters: Iterable[Letter]) -> Iterable[Fact]:
    contacts = {letter.contact_id for letter in letters}
    return Fact.objects.filter(contact__in=contacts, kind=Kind.OUT_OF_OFFICE, sure=True).exclude(until=None)


def _is_news(fact: Fact, letter: Letter) -> bool:
    return letter.approved_at is not None and fact.recorded_at >= letter.approved_at


def _back(letter: Letter, until: datetime) -> datetime:
    place = calendar_of(letter.workspace, [letter.contact_id]).place_of(letter.contact_id)
    day = calendar.business_days_after(place, named_day(place, until), 1)
    return calendar.morning(place, day)
