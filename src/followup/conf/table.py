"""Every setting in one table: its name, its default and its sentence. docs/settings.md is made from it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from followup.core.trouble import Mend


@dataclass(frozen=True, slots=True)
class Setting:
    """One FOLLOWUP_* variable. A secret may also be given as a file's path in NAME_FILE."""

    name: str
    default: str
    sentence: str
    is_secret: bool = False


SETTINGS = (
    Setting(
        "FOLLOWUP_HOME", "", "Folder of the database, the key and the copies; the platform's data folder."
    ),
    Setting("FOLLOWUP_WORKSPACE", "", "Workspace that commands work on; the first one when empty."),
    Setting(
        "FOLLOWUP_DATABASE_URL", "", "postgresql://… to use PostgreSQL; empty for SQLite in the home.", True
    ),
    Setting(
        "FOLLOWUP_SECRET_KEY", "", "Key of sessions and stored passwords; made in the home when empty.", True
    ),
    Setting(
        "FOLLOWUP_NOW",
        "",
        "Fixes the clock for rehearsals (ISO 8601 with offset); only loopback is written to.",
    ),
    Setting("FOLLOWUP_HOST", "127.0.0.1", "Address that the web pages listen on."),
    Setting("FOLLOWUP_PORT", "8025", "Port that the web pages listen on."),
    Setting("FOLLOWUP_ALLOWED_HOSTS", "", "Further host names of the web pages, separated by commas."),
    Setting("FOLLOWUP_BASE_URL", "", "Address under which others reach the pages, when there is one."),
    Setting("FOLLOWUP_TASKS", "", "inline or ox: who does background work; ox (many workers) on PostgreSQL."),
    Setting(
        "FOLLOWUP_UNDO_SECONDS", "10", "How long an approved letter can be called back before it is sent."
    ),
    Setting(
        "FOLLOWUP_MICROSOFT_CLIENT_ID",
        "",
        "Client ID that people sign in to Microsoft with; asked for when empty (docs/guide-connecting.md).",
    ),
    Setting(
        "FOLLOWUP_MICROSOFT_TENANT",
        "common",
        "Who may sign in to Microsoft: common, organizations, consumers, or a tenant's id.",
    ),
    Setting("FOLLOWUP_MICROSOFT_SIGN_IN", "", "https://… of another sign-in server in Microsoft's place."),
    Setting(
        "FOLLOWUP_GOOGLE_CLIENT_ID",
        "",
        "Client ID that people sign in to Google with; asked for when empty (docs/guide-connecting.md).",
    ),
    Setting("FOLLOWUP_GOOGLE_CLIENT_SECRET", "", "The secret that Google gives with a client ID.", True),
    Setting("FOLLOWUP_GOOGLE_SIGN_IN", "", "https://… of another sign-in server in Google's place."),
    Setting("FOLLOWUP_LOG", "warning", "How much is logged: debug, info, warning or error."),
    Setting("FOLLOWUP_TEST_DATABASE", "", "postgres makes the project's own tests run on PostgreSQL."),
)

_KNOWN = {setting.name: setting for setting in SETTINGS}


def read(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """A setting's value: from the variable, from the file named by NAME_FILE, or its default."""
    setting = _KNOWN[name]
    path = environ.get(f"{name}_FILE", "")
    if setting.is_secret and path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as trouble:
            raise Mend(f"{name}_FILE names “{path}”, which cannot be read: {trouble.strerror}.") from trouble
    return environ.get(name, "") or setting.default


def refuse_unknown(environ: Mapping[str, str] = os.environ) -> None:
    """Raise Mend for a FOLLOWUP_* variable that nobody knows: a mistyped setting must not go unnoticed."""
    known = set(_KNOWN) | {f"{name}_FILE" for name, setting in _KNOWN.items() if setting.is_secret}
    for name in environ:
        if name.startswith("FOLLOWUP_") and name not in known:
            raise Mend(f"{name} is not a setting of followup; `followup doctor` lists them.")
