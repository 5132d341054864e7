"""What `followup --help` says: the loop in one sentence and every command in its group."""

from .table import GROUPS

_OPENING = """followup notices what happened between you and the people you deal with, tells you who should
hear from you today, hands you the right letter, checks it, sends it once, and stops when they answer.

"""
_CLOSING = """
A day with it:   followup sync · followup today · followup letter ID --edit · followup approve ID
Try it first:    followup demo
Every command:   followup COMMAND --help      For scripts: --json, exit codes 0 done, 2 mend, 3 no answer
Workspaces:      followup -w NAME COMMAND
"""


def overview(styled: bool) -> str:
    """The whole help text; bold headings on a terminal."""
    lines = [_OPENING]
    for title, commands in GROUPS.items():
        shown = [command for command in commands if not command.hidden]
        if shown:
            lines.append(f"\033[1m{title}\033[0m\n" if styled else f"{title}\n")
            lines.extend(f"  {command.name:<11}{command.sentence}\n" for command in shown)
    return "".join(lines) + _CLOSING
