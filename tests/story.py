"""Facts as lines: `story()` turns what happened into values, `told()` turns an agenda back into lines.

    2026-03-02 10:00  interviewed  Ada @Potter
    2026-03-03 09:00  received  Ada  asks  until=2026-03-06

A line is a local time, a kind, and words: a contact (Ada where none is named), `@` an opportunity, `#` a
conversation, `asks`, `machine`, `unsure`, `until=…`, `step=…`, `because=N` (the N-th line), and details as `name=value`.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from followup.core.agenda import agenda
from followup.core.calendar import Place, WorkCalendar
from followup.core.facts import Fact
from followup.core.follow_ups import FollowUp
from followup.core.kinds import Kind
from followup.core.playbooks import for_mode, shipped

BERLIN = Place("Europe/Berlin", "DE", "BE")
HERE = WorkCalendar(BERLIN)
SEEKER = for_mode(shipped(), "personal")
BUSINESS = for_mode(shipped(), "business")
PEOPLE = ("Ada", "Ben", "Cleo", "Dan", "Eve")
MARKS = {"@": "opportunity", "#": "thread"}
COLUMNS = {
    "until": lambda value, zone: moment(value.replace("T", " "), zone),
    "step": lambda value, _zone: value,
    "because": lambda value, _zone: int(value),
}
SWITCHES = {"asks": "asks", "machine": "by_machine", "unsure": "sure"}


def moment(text: str, zone: str = "Europe/Berlin") -> datetime:
    """A local time such as “2026-03-02 10:00”, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def person(name: str) -> int:
    """The id of somebody in a story."""
    return PEOPLE.index(name) + 1


def story(text: str, zone: str = "Europe/Berlin") -> list[Fact]:
    """The facts that the lines tell, numbered from 1."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return [_fact(number, line, zone) for number, line in enumerate(lines, 1)]


def told(follow_ups: list[FollowUp], zone: str = "Europe/Berlin") -> list[str]:
    """Each follow-up as “due step”, with the contact where it is not Ada, earliest first."""
    return [
        _line(each, zone) for each in sorted(follow_ups, key=lambda each: (each.due, each.step, each.contact))
    ]


def owed(text: str, playbooks=SEEKER, places=HERE) -> list[str]:
    """The agenda of a story, in lines."""
    return told(agenda(story(text), playbooks, places))


def one(text: str, step: str, playbooks=SEEKER, places=HERE) -> FollowUp:
    """The follow-up of one step that a story calls for."""
    (found,) = [each for each in agenda(story(text), playbooks, places) if each.step == step]
    return found


def clock(when: datetime | None, zone: str = "Europe/Berlin") -> str:
    """A moment as a local time."""
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if when else ""


def _fact(number: int, line: str, zone: str) -> Fact:
    day, hour, kind, *words = line.split()
    values: dict = {"contact": 1, "details": {}}
    for word in words:
        values |= _word(word, values["details"], zone)
    return Fact(id=number, kind=Kind(kind), at=moment(f"{day} {hour}", zone), **values)


def _word(word: str, details: dict[str, str], zone: str) -> dict:
    if word in PEOPLE:
        return {"contact": person(word)}
    if word in SWITCHES:
        return {SWITCHES[word]: word != "unsure"}
    if word[0] in MARKS:
        return {MARKS[word[0]]: sum(map(ord, word)) if word[0] == "@" else word[1:]}
    name, _, value = word.partition("=")
    if name in COLUMNS:
        return {name: COLUMNS[name](value, zone)}
    details[name] = value
    return {}


def _line(each: FollowUp, zone: str) -> str:
    name = "" if each.contact == 1 else f" {PEOPLE[each.contact - 1]}"
    return f"{clock(each.due, zone)} {each.step}{name}"
