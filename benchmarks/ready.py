"""A home with tables and a workspace, ready to be measured in."""

from datetime import UTC, datetime

import django

NOW = datetime.now(UTC).replace(microsecond=0)


def workspace(mode: str = "personal"):
    """Set Django up, make the tables, and give a new workspace."""
    django.setup()
    from followup.actions.upgrade import prepare_database
    from followup.actions.workspaces import init

    prepare_database(NOW)
    return init(
        name="Ada Weber",
        email="ada.weber@example.org",
        mode=mode,
        now=NOW,
        mobile="+49 1512 3456789",
        landline="+49 221 123456",
        postal="Ring 1, 50667 Köln",
        timezone="Europe/Berlin",
        country="DE",
    )
