"""Whatever is done in whatever order: never twice, never to a suppressed address, never after a reply."""

from contextlib import suppress as passing
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.actions.letters import approve, call_back, edit
from followup.actions.sending.deliver import decide_unsure, deliver, settle, suppress
from followup.core.trouble import Mend, Refused, Unreachable
from followup.models import Letter, Workspace
from tests.outbox.rows import NOW, account, approved, contact, happened, workspace
from tests.outbox.scripted import ScriptedServer

STEP = timedelta(minutes=40)


class PowerCut(BaseException):
    """The process is gone: nothing after it runs, not even what tidies up."""


@dataclass
class World:
    """One letter, its server, and what may not happen any more."""

    server: ScriptedServer
    letter: Letter
    now = NOW + timedelta(minutes=1)
    is_answered = False
    is_suppressed = False
    sent_again_by_hand = 0

    def approve(self) -> None:
        approve(self.letter, self.now)
        self.is_answered = False

    def edit(self) -> None:
        edit(self.letter, body=self.letter.body.replace("May I", "Might I"), now=self.now)

    def call_back(self) -> None:
        call_back(self.letter, self.now)

    def reply(self) -> None:
        happened(self.letter.contact, "received", self.now)
        self.is_answered = True

    def opt_out(self) -> None:
        suppress(self.letter.workspace, self.letter.address, "opted_out", self.now)
        self.is_suppressed = True

    def send(self) -> None:
        self._send(dies_at=0)

    def send_and_die_early(self) -> None:
        self._send(dies_at=2)

    def send_and_die_late(self) -> None:
        self._send(dies_at=5)

    def server_hangs_up_after_the_dot(self) -> None:
        self.server.fails = {"dot": "drop"}

    def server_is_full(self) -> None:
        self.server.fails = {"dot": "452 full"}

    def look(self) -> None:
        settle(self.letter.pk, self.now)

    def say_it_arrived(self) -> None:
        decide_unsure(self.letter, True, self.now)

    def say_it_did_not(self) -> None:
        decide_unsure(self.letter, False, self.now)
        self.sent_again_by_hand += 1

    def _send(self, dies_at: int) -> None:
        had, looks = len(self.server.has), []

        def clock():
            looks.append(1)
            if dies_at and len(looks) >= dies_at:
                raise PowerCut
            return self.now

        with passing(PowerCut):
            deliver(self.letter.pk, self.now, clock)
        came = len(self.server.has) - had
        assert came <= 1
        assert not (came and self.is_answered)
        assert not (came and self.is_suppressed)


DEEDS = [name for name, value in vars(World).items() if callable(value) and not name.startswith("_")]


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(deeds=st.lists(st.sampled_from(DEEDS + ["send"] * 4 + ["approve"] * 2), max_size=14))
def test_no_order_of_deeds_sends_twice_or_to_who_must_not_be_written_to(deeds):
    Workspace.objects.all().delete()
    with ScriptedServer() as server:
        owner = workspace()
        account(owner, server.port)
        world = World(server=server, letter=approved(contact(owner)))
        for deed in deeds:
            with passing(Mend, Unreachable, Refused):
                getattr(world, deed)()
            world.letter.refresh_from_db()
            world.now += STEP

        assert max(server.count().values(), default=0) <= 1 + world.sent_again_by_hand
        assert world.letter.state != "sent" or server.has or "say_it_arrived" in deeds
