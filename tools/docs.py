"""Writes the documents that are made from the code: commands, settings, playbooks, glossary.

`tools/docs.py` writes them, `tools/docs.py --check` only says which are out of date.
"""

import inspect
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parent.parent
os.environ.setdefault("FOLLOWUP_HOME", tempfile.mkdtemp(prefix="followup-docs-"))
# The pages are the same whatever database the tests run on.
os.environ.pop("FOLLOWUP_DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "followup.settings")
# Help is laid out for the terminal's width; documents want the same one everywhere.
os.environ |= {
    "COLUMNS": "100",
    "TERMINAL_WIDTH": "100",
    "NO_COLOR": "1",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}

import django  # noqa: E402

django.setup()

from followup.cli.table import GROUPS  # noqa: E402
from followup.conf.table import SETTINGS  # noqa: E402
from followup.core import kinds, playbooks  # noqa: E402

MADE = "<!-- Made from the code by `make docs`; change the code, not this page. -->\n\n"


def main() -> None:
    """Write or check every page."""
    stale = [name for name, make in PAGES.items() if _differs(name, make())]
    if "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(stale)}; run `make docs`" if stale else 0)
    for name in stale:
        (ROOT / "docs" / name).write_text(PAGES[name](), encoding="utf-8")
        sys.stdout.write(f"written: docs/{name}\n")


def _differs(name: str, text: str) -> bool:
    path = ROOT / "docs" / name
    return not path.exists() or path.read_text(encoding="utf-8") != text


def commands() -> str:
    """docs/commands.md: each command with its help, as it prints it."""
    parts = [
        "# Commands\n\n",
        MADE,
        "Exit codes: 0 done, 1 a bug, 2 something for you to mend, 3 the world did not answer. `-w NAME` before a command picks the workspace.\n",
    ]
    for title, group in GROUPS.items():
        shown = [command for command in group if not command.hidden]
        if not shown:
            continue
        parts.append(f"\n## {title}\n")
        parts += [
            f"\n### followup {command.name}\n{command.sentence}\n\n```\n{_help(command.name)}\n```\n"
            for command in shown
        ]
    return "".join(parts)


def _help(name: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "followup", name, "--help"], capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in ran.stdout.strip("\n").splitlines()).strip("\n")


def settings() -> str:
    """docs/settings.md: the settings table."""
    lines = [f"| `{each.name}` | {_default(each.default)} | {each.sentence} |\n" for each in SETTINGS]
    secret = ", ".join(f"`{each.name}`" for each in SETTINGS if each.is_secret)
    return (
        f"# Settings\n\n{MADE}Environment variables. An unknown `FOLLOWUP_…` refuses to start, so that a mistyped one is noticed. "
        f"{secret} may also be given as a file: `NAME_FILE=/run/secrets/name`.\n\n| name | default | what it does |\n|---|---|---|\n"
        + "".join(lines)
    )


def _default(text: str) -> str:
    return f"`{text}`" if text else "–"


def playbook_pages() -> str:
    """docs/playbooks.md: the vocabulary, then every shipped step in words with its ground."""
    out = io.StringIO()
    with redirect_stdout(out):
        print(
            f"# Playbooks\n\n{MADE}{_PLAYBOOKS_OPENING}\n## The words\n\n| word | what it says |\n|---|---|"
        )
        for word in playbooks.WORDS:
            print(f"| `{word.name}` | {word.sentence} |")
        print("\n## The shipped steps")
        for name, text in playbooks.shipped_texts().items():
            print(f"\n### {name}\n\n```toml\n{text.strip()}\n```")
    return out.getvalue()


_PLAYBOOKS_OPENING = """A playbook says which follow-ups a fact calls for and what calls them off. It is TOML; each table is a step, its id is
`playbook/step`. `followup playbooks export FOLDER` writes them, `followup playbooks add FILE` takes a file back: a step of the same id is overridden
word by word, a new id is added, `off = true` switches a step off (so does `followup playbooks off STEP`). The page Playbooks does the same.
"""


def glossary() -> str:
    """docs/glossary.md: the words, and every kind of fact with its comment."""
    lines = re.findall(r'^    [A-Z_]+ = "(\w+)"  # (.+)$', inspect.getsource(kinds.Kind), flags=re.MULTILINE)
    table = "".join(f"| `{kind}` | {comment} |\n" for kind, comment in lines)
    words = "".join(f"| {word} | {meaning} |\n" for word, meaning in _WORDS)
    return (
        f"# Glossary\n\n{MADE}One word a thing, in code, pages, documents and tests.\n\n| word | meaning |\n|---|---|\n{words}\n"
        f"## Kinds of fact\n\n| kind | meaning |\n|---|---|\n{table}"
    )


_WORDS = (
    ("workspace", "what one person or team shares: contacts, facts, letters, accounts"),
    ("contact · organisation · address", "a person · an employer or customer firm · a mail address, normalised for matching"),
    ("card", "a contact's details as a value: names, phones, mail and postal addresses"),
    ("opportunity", "what it is about: application, sale, enquiry, order, introduction"),
    ("fact · kind", "something that happened · its sort, in the past tense"),
    ("thread", "one contact's facts about one opportunity, in time order; of mail: one conversation"),
    ("strand · guess", "messages that headers tie together · a strand joined to a conversation by subject, quotes and people"),
    ("island", "contacts whose facts bear on each other and on nobody else's"),
    ("source · cursor", "where facts come from · how far it has been read"),
    ("playbook · step", "which follow-ups a fact calls for and what calls them off · one of them"),
    ("follow-up", "a line of the agenda: step, because, contact, due, deadline, lapses"),
    ("today · waiting · upcoming", "due now · where the next move is theirs · due later"),
    ("letter", "text to one contact: draft, approved, sending, then sent, refused or unsure"),
    ("template", "the wording that a draft starts from"),
    ("finding", "what a check says of a draft: severity (block, warn), place, sentence, mend"),
    ("sender", "our own name, signature and contact block"),
    ("suppression", "an address we must not write to, with reason and date"),
    ("reply time", "from their message to our answer, in working hours"),
)  # fmt: skip

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "settings.md": settings,
    "playbooks.md": playbook_pages,
    "glossary.md": glossary,
}

main()
