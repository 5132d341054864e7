"""The command line as tests use it: inside this process, with a clock that stands still."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from followup.cli.main import main


@dataclass
class Terminal:
    """Runs command lines and keeps what they print."""

    capture: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    folder: Path
    out: str = ""
    err: str = ""
    codes: list[int] = field(default_factory=list)

    def at(self, moment: str) -> None:
        """Set the clock: ISO 8601 with offset."""
        self.monkeypatch.setenv("FOLLOWUP_NOW", moment)

    def run(self, *arguments: str, code: int = 0) -> str:
        """What the command prints; its exit code must be `code`."""
        self.capture.readouterr()
        ended = main([str(each) for each in arguments])
        self.out, self.err = self.capture.readouterr()
        assert ended == code, f"followup {' '.join(arguments)} ended with {ended}: {self.err or self.out}"
        return self.out

    def json(self, *arguments: str) -> Any:
        """What the command prints with --json."""
        return json.loads(self.run(*arguments, "--json"))

    def steps(self, listing: str = "today") -> list[str]:
        """The steps of a listing with the contacts' names, in order: “interview/thank-you Dr. Mira Aydın”."""
        return [f"{each['step']} {each['contact']['name']}" for each in self.json(listing)["follow_ups"]]

    def write(self, name: str, content: bytes | str) -> str:
        """A file in the test's folder; its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)
