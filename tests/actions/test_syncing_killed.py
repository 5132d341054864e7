"""A reader killed at any sentence it speaks to the database: nothing is lost, nothing doubled."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.mailboxes import letter
from tests.little_imap import LittleImap, serving
from tests.mortal_program import MortalProgram

pytestmark = pytest.mark.slow
DEATHS = 20
ARRIVING = 7


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[MortalProgram]:
    """A reader that obeys orders until it is killed."""
    made = MortalProgram("tests.actions.mortal_reader", tmp_path)
    yield made
    made.end()


def test_a_reader_killed_again_and_again_loses_and_doubles_nothing(reader):
    chance = random.Random(11)
    with serving(LittleImap()) as server:
        inbox = server["INBOX"]
        reader("begin", port=server.port, user="ada")
        inbox.put(letter(1))
        sentences = reader("read", slug="whole")["sentences"]
        deaths = 0
        for number in range(DEATHS):
            for each in range(ARRIVING):
                inbox.put(letter(2 + number * ARRIVING + each))
            deaths += reader("read", before=chance.randrange(1, sentences))["killed"]
        reader("read")
        reader("read", slug="whole")
        found = reader("look")

    assert deaths == DEATHS
    assert found["mortal"] == found["whole"]
    assert found["mortal"]["messages"] == found["mortal"]["here"] == 1 + DEATHS * ARRIVING
    assert (found["mortal"]["doubled"], found["mortal"]["unexplained"]) == (0, 0)


def test_three_readers_at_once_fetch_each_message_once(reader):
    with serving(LittleImap()) as server:
        for number in range(1, 31):
            server["INBOX"].put(letter(number))
        reader("begin", port=server.port, user="ada")
        ended = reader("race", readers=3)["statuses"]
        found = reader("look")["mortal"]

    fetched = [uid for each in server.commands if "BODY.PEEK[]" in each for uid in each.split()[2].split(",")]
    assert (ended, sorted(map(int, fetched))) == ([0, 0, 0], list(range(1, 31)))
    assert (found["messages"], found["doubled"], found["unexplained"]) == (30, 0, 0)
