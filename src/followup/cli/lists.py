"""followup today · waiting · upcoming."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer

from followup.models import Fact, FollowUp, Letter

from .as_json import listing, put_json, state
from .here import Here
from .terminal import console, day, row, say, span, table

Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
All = Annotated[bool, typer.Option("--all", help="All that is due, not just what a day has room for.")]


def today(json: Json = False, everything: All = False) -> None:
    """Who should hear from you today, the most pressing first.

    A day holds as many lines as the workspace has room for (12 unless you change it); `--all` shows the rest.
    """
    here = Here()
    chosen = FollowUp.objects.all_due if everything else FollowUp.objects.today
    shown = list(chosen(here.workspace, here.now))
    _draft_missing(here, shown)
    if json:
        _put(here, shown)
        return
    _show(here, shown, "Today", "Nobody is waiting for you.")
    _rest(here, FollowUp.objects.due_now(here.workspace, here.now).count() - len(shown))


def waiting(json: Json = False) -> None:
    """Where you wrote last and the next move is theirs; the date says when a word from you is fine again."""
    here = Here()
    rows = list(FollowUp.objects.waiting(here.workspace, here.now))
    if json:
        _put(here, rows)
        return
    _show(here, rows, "Waiting", "You are waiting for nobody. Whoever owes you an answer appears here.")


def upcoming(json: Json = False) -> None:
    """What falls due later, the next first."""
    here = Here()
    rows = list(FollowUp.objects.upcoming(here.workspace, here.now))
    if json:
        _put(here, rows)
        return
    _show(here, rows, "Upcoming", "Nothing falls due later. Import or sync, and it will appear here.")


def _put(here: Here, rows: Sequence[FollowUp]) -> None:
    put_json(listing(here.now, here.zone, rows, _letters(here, rows)))


def _draft_missing(here: Here, rows: Sequence[FollowUp]) -> None:
    if len(_letters(here, rows)) < len(rows):
        # The composer and its checks take longer to load than the whole list; most days all is drafted already.
        import_module("followup.actions.letters").draft_due(here.workspace, here.now, limit=len(rows))


def _letters(here: Here, rows: Sequence[FollowUp]) -> Mapping[str, Letter]:
    wanted = [each.key for each in rows]
    found = Letter.objects.filter(workspace=here.workspace, follow_up_key__in=wanted).order_by("pk")
    return {each.follow_up_key: each for each in found}


def _show(here: Here, rows: Sequence[FollowUp], title: str, empty: str) -> None:
    say(f"{title} · {here.workspace.name} · {day(here.now, here.now, here.zone)}", style="bold")
    if not rows:
        say(empty)
        return
    letters = _letters(here, rows)
    lines = table("id", "who", "what", "because", "when", "letter")
    for each in rows:
        row(lines, *_cells(here, each, letters.get(each.key)), style=_style(here, each))
    console().print(lines)


def _cells(here: Here, each: FollowUp, letter: Letter | None) -> tuple[str, ...]:
    firm = each.contact.organisation
    who = (
        f"{each.contact.name}, {firm.name}" if firm and firm.name != each.contact.name else each.contact.name
    )
    said = each.because.says.strip().replace("\n", " ")
    because = f"{each.because_kind.replace('_', ' ')} {day(each.because_at, here.now, here.zone)}"
    return (
        each.key,
        who,
        each.step,
        f"{because}: {said[:70]}{'…' if len(said) > 70 else ''}" if said else because,
        _when(here, each),
        _letter_cell(letter),
    )


def _when(here: Here, each: FollowUp) -> str:
    if each.due > here.now:
        return day(each.due, here.now, here.zone)
    if each.deadline is None:
        return "now"
    left = each.deadline - here.now
    return f"{span(-left)} late" if left.total_seconds() < 0 else f"{span(left)} left"


def _letter_cell(letter: Letter | None) -> str:
    if letter is None:
        return ""
    blocks = sum(finding["severity"] == "block" for finding in letter.findings)
    return f"{letter.state}, {blocks} to mend" if blocks else letter.state


def _style(here: Here, each: FollowUp) -> str:
    return "yellow" if state(each, here.now) == "overdue" else ""


def _rest(here: Here, rest: int) -> None:
    if rest > 0:
        say(f"{rest} more can wait for the next days (`followup today --all`).", style="dim")
    unsure = Fact.objects.filter(workspace=here.workspace, sure=False)
    questions = list(unsure.select_related("contact").order_by("-at")[:5])
    for fact in questions:
        asked = f"the same {fact.contact.name}" if fact.asks_whose else f"“{fact.kind.replace('_', ' ')}”"
        say(f"Question {fact.pk}: {fact.contact.name}: is this {asked}? “{fact.says}”")
    if questions:
        say("Answer with `followup correct NUMBER --yes`, `--no` or a kind.", style="dim")
