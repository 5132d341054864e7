"""followup show."""

from collections.abc import Iterable
from typing import Annotated

import typer

from followup.actions.letters import check_letter, draft, stands_on
from followup.actions.letters.checks import seal
from followup.models import Fact, FollowUp, Letter

from .as_json import line, moment, put_json
from .here import Here
from .lists import Json
from .terminal import day, say

Id = Annotated[str, typer.Argument(metavar="ID", help="The follow-up's id, or its beginning.")]


def show(id_: Id, json: Json = False) -> None:
    """One follow-up: why it is owed, its letter, what the checks say, and the facts the letter stands on."""
    here = Here()
    follow_up = here.follow_up(id_)
    letter = draft(follow_up, here.now)
    if letter.state == Letter.State.DRAFT:
        check_letter(letter, here.now)  # with its spelling, which the lists leave alone
    facts = stands_on(letter)
    if json:
        told = [_as_json(fact, here) for fact in facts]
        put_json(line(follow_up, here.now, here.zone, letter) | {"facts": told})
        return
    _say_follow_up(here, follow_up)
    for fact in facts:
        say(
            f"  {day(fact.at, here.now, here.zone):<22}{fact.kind.replace('_', ' ')}  {fact.says}",
            style="dim",
        )
        if guessed := fact.details.get("guessed"):
            say(f"  {'':<22}its conversation is guessed, {guessed}", style="dim")
    say()
    print_letter(letter, seal(letter, here.now))


def _as_json(fact: Fact, here: Here) -> dict[str, str | None]:
    told = {"kind": fact.kind, "at": moment(fact.at, here.zone), "says": fact.says}
    return told | ({"guessed": fact.details["guessed"]} if "guessed" in fact.details else {})


def _say_follow_up(here: Here, each: FollowUp) -> None:
    say(f"{each.contact.name} · {each.step} · {each.key}", style="bold")
    if each.opportunity:
        say(f"About {each.opportunity} ({each.opportunity.kind})")
    deadline = f", at the latest {day(each.deadline, here.now, here.zone)}" if each.deadline else ""
    say(
        f"Due {day(each.due, here.now, here.zone)}{deadline}; lapses {day(each.lapses, here.now, here.zone)}."
    )


def print_letter(letter: Letter, right: Iterable[str] = ()) -> None:
    """A letter with its findings underneath, or what of it was found to be right."""
    say(f"Letter {letter.pk} · {letter.state}", style="dim")
    say(f"To:      {letter.address}")
    say(f"Subject: {letter.subject}")
    say()
    say(letter.body.rstrip())
    say()
    print_findings(letter.findings, right)
    if letter.trouble:
        say(letter.trouble, style="yellow")


def print_findings(findings: list[dict[str, str]], right: Iterable[str] = ()) -> None:
    """The findings, the blocking ones first; where there are none, the seal: what was looked at and is right."""
    for finding in sorted(findings, key=lambda each: each["severity"] != "block"):
        word, style = ("mend", "red") if finding["severity"] == "block" else ("look", "yellow")
        say(f"{word}  {finding['place']}: {finding['sentence']}", style=style)
    if not findings:
        say("The checks found nothing to mend.", style="green")
        for sentence in right:
            say(f"  ✓ {sentence}", style="green")
