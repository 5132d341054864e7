"""Scenarios of letters that wait and answers that come, played through the real actions."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from benchmarks import ready
from benchmarks.reading.own_threads import ADA, Scenario, mail, name_of
from followup.core.facts import Party, Told
from followup.core.kinds import Kind

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def played(scenarios: Iterable[Scenario]) -> Iterator[tuple[Scenario, bool, bool, str]]:
    """Each scenario, whether a follow-up was owed before and after the answer, and how it was called off."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "followup.settings")
    os.environ["FOLLOWUP_HOME"] = tempfile.mkdtemp(prefix="followup-stops-")
    workspace = ready.workspace("business")
    from django.db import transaction

    for each in scenarios:
        with transaction.atomic():
            before, after, how = _play(workspace, each)
            transaction.set_rollback(True)
        yield each, before, after, how


def _play(workspace, scenario: Scenario) -> tuple[bool, bool, str]:
    from followup.actions.refresh import calendar_of, playbooks_of
    from followup.actions.telling.items import Item
    from followup.actions.telling.tell import tell
    from followup.core.agenda import settled
    from followup.models import Fact, FollowUp

    ours, answer = scenario.letters
    who = Party(name_of(ours.to[0]), ours.to[0])
    sent = tuple(Told(slot=kind, kind=kind, at=ours.at, who=who) for kind in (Kind.SENT, Kind.QUOTED))
    tell(workspace, [Item(mail(ours, with_headers=True), sent)], now=NOW)
    before = _owed(FollowUp.objects.filter(workspace=workspace), ours.to[0])
    their = Party(name_of(answer.sender), answer.sender)
    assert answer.sender != ADA
    received = (Told(slot="message", kind=Kind.RECEIVED, at=answer.at, who=their),)
    tell(workspace, [Item(mail(answer, with_headers=scenario.sort == "in thread"), received)], now=NOW)
    after = _owed(FollowUp.objects.filter(workspace=workspace), ours.to[0])
    facts = Fact.objects.filter(workspace=workspace).as_values()
    hows = [each.how for each in settled(facts, playbooks_of(workspace), calendar_of(workspace))]
    return before, after, next(iter(hows), "")


def _owed(follow_ups, address: str) -> bool:
    return follow_ups.filter(contact__addresses__address=address, step__startswith="quote/").exists()
