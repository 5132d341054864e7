"""Every command: its name, its sentence, and the module that holds its function.

Modules are loaded only when their command runs, so that help needs no Django.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A line of `followup --help`. `module` is looked up in followup.cli, the function has the command's name."""

    name: str
    module: str
    sentence: str
    #: False for commands that choose a home before Django may look at it.
    needs_django: bool = True
    #: False for commands that must work on a database that is not ready.
    needs_database: bool = True
    hidden: bool = False


GROUPS: dict[str, tuple[Command, ...]] = {
    "Begin": (
        Command(
            "demo",
            "demo",
            "Look around: sample data in a throwaway home, then the pages.",
            needs_django=False,
        ),
        Command("init", "init", "Make your workspace and the name that your letters carry."),
        Command("import", "importing", "Read mail, calendars, cards and orders from files and folders."),
        Command(
            "connect",
            "connect",
            "Connect your mailbox by its address; or a server, calendars, an address book.",
        ),
        Command("sync", "sync", "Read what is new in every connected mailbox."),
    ),
    "Every day": (
        Command("today", "lists", "Who should hear from you today, and why."),
        Command("waiting", "lists", "Where the next move is theirs."),
        Command("upcoming", "lists", "What falls due later."),
        Command("show", "show", "One follow-up with its letter, the findings and the facts behind it."),
        Command("snooze", "decide", "Bring a follow-up back later."),
        Command("skip", "decide", "Leave a follow-up out for good."),
        Command("record", "record", "Note by hand what happened: met, called, applied …"),
        Command("correct", "record", "Say what a fact really was, or answer a question about it."),
    ),
    "Letters": (
        Command("letter", "letter", "Read or change the letter of a follow-up."),
        Command("check", "check", "Check a letter, or a text file, against the record."),
        Command("approve", "approve", "Release letters: frozen, then sent after the undo window."),
        Command("send", "send", "Send now what is approved, and show what is in doubt."),
    ),
    "People and playbooks": (
        Command("contacts", "contacts", "Find people."),
        Command("buyers", "buyers", "Who will buy again, and why; letters to the first of them."),
        Command("speed", "speed", "How fast you answer, week by week, and who waits longest."),
        Command("merge", "contacts", "Make one contact of two; `followup undo merge:N` takes them apart."),
        Command("playbooks", "playbooks", "Read, override, switch off, add and export playbooks."),
        Command("undo", "undo", "Take back an import, a merge, a decision or an approval."),
    ),
    "Running it": (
        Command("up", "up", "The pages and the background work together."),
        Command("web", "web", "The pages alone."),
        Command("worker", "worker", "The background work alone."),
        Command("login", "login", "Print a one-time link that opens the pages."),
        Command("doctor", "doctor", "Say what is well and what wants mending.", needs_database=False),
        Command("rebuild", "rebuild", "Derive the whole agenda again from the facts."),
        Command("manage", "manage", "Django's own commands.", needs_database=False),
    ),
    "Not here yet": (
        Command("stats", "later", "The funnel of applications and sales.", needs_django=False),
        Command("backup", "later", "A verified copy of everything.", needs_django=False),
        Command("restore", "later", "Bring a copy back.", needs_django=False),
        Command("export", "later", "Everything as files.", needs_django=False),
        Command("forget", "later", "Erase one person.", needs_django=False),
    ),
    "Inside": (Command("fill-demo", "fill_demo", "Fill the demo workspaces.", hidden=True),),
}

COMMANDS = {command.name: command for group in GROUPS.values() for command in group}
