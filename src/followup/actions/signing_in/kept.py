"""What only we may know of a sign-in or a grant: locked as passwords are, each bound to its own row."""

import json
from collections.abc import Mapping

from followup.conf import vault
from followup.models import Grant, SignIn


def lock(row: Grant | SignIn, told: Mapping[str, str]) -> bytes:
    """The words, encrypted for this row."""
    return vault.lock(json.dumps(dict(told)), _place(row))


def unlock(row: Grant | SignIn) -> dict[str, str]:
    """What `lock` was given."""
    words: dict[str, str] = json.loads(vault.unlock(bytes(row.secret), _place(row)))
    return words


def _place(row: Grant | SignIn) -> str:
    return f"{type(row).__name__}:{row.workspace_id}:{row.issuer}:{row.address}:{row.client_id}"
