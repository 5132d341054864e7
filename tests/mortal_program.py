"""Orders to a program that can be killed; Django runs in its process only."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


class MortalProgram:
    """A program of the tests, started anew in a home of its own, and orders to it: a line of JSON each way."""

    def __init__(self, module: str, home: Path) -> None:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
        environ |= {"FOLLOWUP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "followup.settings"}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, check=True, env=environ, cwd=ROOT)
        self.program = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ, cwd=ROOT,
        )  # fmt: skip

    def __call__(self, do: str, **what: int | str | float) -> dict:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps({"do": do, **what}) + "\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())

    def end(self) -> None:
        """Let it go."""
        self.program.communicate()
