"""Watched folders: a folder of this machine is connected like a mailbox, and its new files are imported."""

import os
from datetime import datetime
from pathlib import Path

from followup.conf.home import home
from followup.core.trouble import Mend
from followup.models import Account, Workspace

from .accounts import kept

#: Where such an account is.
HERE = "this machine"


def connect_folder(workspace: Workspace, path: str, now: datetime) -> Account:
    """The account of a folder; Mend where it is none, cannot be read, or is the program's own."""
    folder = Path(path).expanduser().resolve()
    if not folder.is_dir():
        raise Mend(f"There is no folder “{folder}”; make it first, or check its name.")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise Mend(f"The folder “{folder}” may not be read; give yourself the right to.")
    own = home().resolve()
    if own.is_relative_to(folder) or folder.is_relative_to(own):
        raise Mend(
            f"“{folder}” holds followup’s own data; choose a folder of its own for what is to be imported."
        )
    return kept(
        Account(
            workspace=workspace,
            kind=Account.Sort.FOLDER,
            host=HERE,
            port=0,
            security=Account.Security.NONE,
            path=str(folder),
            is_near=True,
            created_at=now,
        )
    )
