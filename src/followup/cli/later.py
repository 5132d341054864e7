"""Commands whose names are reserved for what comes."""

from followup.core.trouble import Mend


def _later(name: str, instead: str) -> None:
    raise Mend(f"`followup {name}` comes with a later version. {instead}")


def stats() -> None:
    """The funnel of applications and sales."""
    _later("stats", "The page Opportunities lists them.")


def backup() -> None:
    """A verified copy of everything."""
    _later("backup", "Until then copy the home folder while nothing runs; `followup doctor` names it.")


def restore() -> None:
    """Bring a copy back."""
    _later("restore", "Until then put a copy of the home folder in its place while nothing runs.")


def export() -> None:
    """Everything as files."""
    _later("export", "Until then `followup contacts --json` and `followup today --json` give what they show.")


def forget() -> None:
    """Erase one person."""
    _later("forget", "Until then record `opted_out` for the contact: nothing is written to them any more.")
