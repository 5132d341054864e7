"""Help and first errors, before anything is set up."""

import subprocess
import sys

import pytest

from followup.cli.main import main
from followup.cli.table import COMMANDS


def test_help_shows_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    out = capsys.readouterr().out

    assert [name for name, each in COMMANDS.items() if not each.hidden and f"  {name}" not in out] == []


def test_help_needs_no_django() -> None:
    program = (
        "import sys; from followup.cli.main import main; main(['--help']); print('django' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "False"


def test_a_mistyped_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["tody"])

    assert (code, "`followup today`" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize("name", ["stats", "backup", "restore", "export", "forget"])
def test_what_comes_later_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([name])

    assert (code, "later version" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    "name", [each.name for each in COMMANDS.values() if not each.hidden and each.name != "manage"]
)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([name, "--help"])

    assert (code, len(capsys.readouterr().out) > 100) == (0, True)
