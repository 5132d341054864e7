"""The entry point: finds the command, starts what it needs, and turns trouble into an exit code."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

from followup import __version__
from followup.core.trouble import Mend, Refused, Unreachable

from .overview import overview
from .table import COMMANDS, Command

DONE, BUG, MEND, WORLD = 0, 1, 2, 3


def run(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(list(sys.argv[1:] if argv is None else argv)))


def main(arguments: list[str]) -> int:
    """The exit code of one command line: 0 done, 2 something to mend, 3 the world did not answer."""
    try:
        return _main(_take_workspace(arguments))
    except Mend as trouble:
        return _say(trouble, MEND)
    except (Unreachable, Refused) as trouble:
        return _say(trouble, WORLD)
    except BrokenPipeError:
        # The reader of our output went away (`followup contacts | head`): nothing to tell anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"--help", "-h", "help"}:
        sys.stdout.write(overview(sys.stdout.isatty()))
        return DONE
    if arguments[0] in {"--version", "-V"}:
        sys.stdout.write(f"followup {__version__}\n")
        return DONE
    return _run_command(_command(arguments[0]), arguments[1:])


def _command(name: str) -> Command:
    if name in COMMANDS:
        return COMMANDS[name]
    near = get_close_matches(name, COMMANDS, n=1)
    hint = f" Did you mean `followup {near[0]}`?" if near else " `followup --help` lists them."
    raise Mend(f"There is no command “{name}”.{hint}")


def _run_command(command: Command, arguments: list[str]) -> int:
    import_module("followup.cli.start").start(command, arguments)
    module = import_module(f"followup.cli.{command.module}")
    function = getattr(module, command.name.replace("-", "_") + ("_" if command.name == "import" else ""))
    return import_module("followup.cli.typed").call(function, command, arguments)


def _take_workspace(arguments: list[str]) -> list[str]:
    """`followup -w NAME …` is FOLLOWUP_WORKSPACE=NAME for one command."""
    if arguments[:1] and arguments[0] in {"-w", "--workspace"}:
        if len(arguments) < 2:
            raise Mend("-w wants the workspace's name: `followup -w brandt-keramik today`.")
        os.environ["FOLLOWUP_WORKSPACE"] = arguments[1]
        return arguments[2:]
    return arguments


def _say(trouble: Exception, code: int) -> int:
    sys.stderr.write(f"{trouble}\n")
    return code
