"""`followup up` and `followup demo` as real processes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a filled demo."""
    home = tmp_path_factory.mktemp("demo")
    _run(home, "demo", "--no-serve")
    return home


def test_the_demo_has_a_full_day_for_both(demo: Path) -> None:
    days = [json.loads(_run(demo, "-w", name, "today", "--json")) for name in ("ada-weber", "brandt-keramik")]

    assert [len(day["follow_ups"]) >= 8 for day in days] == [True, True]


def test_filling_the_demo_again_adds_nothing(demo: Path) -> None:
    before = _run(demo, "today", "--json")
    _run(demo, "demo", "--no-serve")

    assert _lines(_run(demo, "today", "--json")) == _lines(before)


def test_the_demo_keeps_away_from_a_home_in_use(tmp_path: Path) -> None:
    _run(tmp_path, "init", "--name", "Ada Weber", "--email", "ada@example.org")
    ran = _start(tmp_path, "demo", "--no-serve")
    _, told = ran.communicate(timeout=60)

    assert (ran.returncode, "empty FOLLOWUP_HOME" in told) == (2, True)


@pytest.fixture
def up(demo: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `followup up`, and its one-time link."""
    running = _start(demo, "up", "--no-open", "--port", str(_free_port()))
    assert running.stdout is not None
    link = next(found[0] for line in running.stdout if (found := re.search(r"http://\S+token=\S+", line)))
    _answer(link.partition("/enter")[0] + "/login")
    yield running, link
    running.terminate()
    running.communicate(timeout=30)


def test_the_pages_want_a_login_even_here(up: tuple[subprocess.Popen[str], str]) -> None:
    with urllib.request.urlopen(up[1].partition("/enter")[0] + "/", timeout=10) as answer:
        assert "/login" in answer.url


def test_it_ends_when_told_to(up: tuple[subprocess.Popen[str], str]) -> None:
    up[0].send_signal(signal.SIGTERM)

    assert up[0].wait(timeout=30) == 0


def test_a_taken_port_is_named(up: tuple[subprocess.Popen[str], str], demo: Path) -> None:
    port = up[1].partition("/enter")[0].rpartition(":")[2]
    ran = _start(demo, "up", "--no-open", "--port", port)
    _, told = ran.communicate(timeout=30)

    assert (ran.returncode, port in told) == (2, True)


def _lines(text: str) -> list[str]:
    return [each["id"] for each in json.loads(text)["follow_ups"]]


def _run(home: Path, *arguments: str) -> str:
    running = _start(home, *arguments)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    return out


def _start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    return subprocess.Popen(
        [sys.executable, "-m", "followup", *arguments],
        env={**kept, "FOLLOWUP_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:  # refused, or not yet answering
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer")
