"""A worker killed at every sentence it speaks to the database, against every mood of the server:
nothing is sent twice, nothing approved is lost, doubt is shown."""

import os
from collections.abc import Iterator

import pytest

from tests.mortal_program import MortalProgram
from tests.outbox.scripted import ScriptedServer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MortalProgram]:
    """A worker that obeys orders until it is killed."""
    made = MortalProgram("tests.outbox.mortal", tmp_path_factory.mktemp("mortal"))
    yield made
    made.end()


def _life(mortal: MortalProgram, fails: dict[str, str], **death: int) -> tuple[dict, int]:
    """One letter, a worker that dies, another that carries on; what the rows say and what the server has."""
    with ScriptedServer(dict(fails)) as server:
        mortal("begin", port=server.port)
        mortal("send", **death)
        mortal("send", hours=1)
        if fails:
            mortal("send", hours=3)  # the second one may have met the failure itself
        found = mortal("look")
        if found["states"] == ["unsure"] and server.has:
            mortal("copy_seen")
            assert mortal("look")["states"] == ["sent"]
        return found, len(server.has)


def _sentences(mortal: MortalProgram, fails: dict[str, str]) -> int:
    with ScriptedServer(dict(fails)) as server:
        mortal("begin", port=server.port)
        return int(mortal("send")["sentences"])


def _is_kept(found: dict, has: int) -> bool:
    """Sent is sent once and a fact once; doubt is doubt; anything else would be lost or double."""
    (state,) = found["states"]
    if state == "sent":
        return has == 1 and found["sent"] == 1
    return state == "unsure" and has <= 1 and found["sent"] == 0


def test_killed_before_any_sentence_nothing_is_sent_twice_or_lost(mortal):
    points = range(1, _sentences(mortal, {}) + 1)

    broken = [point for point in points if not _is_kept(*_life(mortal, {}, before=point))]

    assert (len(points) > 15, broken) == (True, [])


def test_killed_after_any_sentence_nothing_is_sent_twice_or_lost(mortal):
    points = range(1, _sentences(mortal, {}) + 1)

    broken = [point for point in points if not _is_kept(*_life(mortal, {}, after=point))]

    assert broken == []


def test_killed_between_the_last_dot_and_its_answer_it_is_in_doubt(mortal, tmp_path):
    bell = tmp_path / "bell"
    os.mkfifo(bell)
    with ScriptedServer({"dot": "stall"}) as server:
        server.on["dot"] = lambda: bell.write_text("now")
        mortal("begin", port=server.port)
        death = mortal("send", bell=str(bell))
        mortal("send", hours=1)

        assert (death["killed"], mortal("look"), len(server.has)) == (
            True, {"states": ["unsure"], "sent": 0}, 1,
        )  # fmt: skip


@pytest.mark.parametrize(
    "fails",
    [{"dot": "drop"}, {"dot": "452 full"}, {"data": "drop"}, {"rcpt": "421 closing"}, {"body": "drop"}],
)
def test_killed_while_the_server_fails_too(mortal, fails):
    # Not every sentence: the moods of the server make up for it.
    points = range(1, _sentences(mortal, fails) + 1, 5)

    broken = [point for point in points if not _is_kept(*_life(mortal, fails, after=point))]

    assert broken == []


def test_three_workers_at_once_send_each_letter_once(mortal):
    for _ in range(3):
        with ScriptedServer() as server:
            mortal("begin", port=server.port, letters=5)
            mortal("race", workers=3)
            mortal("send", hours=1)

            assert mortal("look") == {"states": ["sent"] * 5, "sent": 5}
            assert sorted(server.count().values()) == [1] * 5


def test_two_letters_and_a_death_between_them(mortal):
    for point in range(10, 40, 6):
        with ScriptedServer() as server:
            mortal("begin", port=server.port, letters=3)
            mortal("send", after=point)
            mortal("send", hours=1)
            states = mortal("look")["states"]

            assert set(states) <= {"sent", "unsure"}
            assert max(server.count().values()) == 1
            assert states.count("sent") <= len(server.has) <= 3
