"""The person's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from followup.core.trouble import Mend


def edited(text: str) -> str:
    """The text after the person changed it in $VISUAL, $EDITOR or nano."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano"
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        path = Path(folder) / "letter.txt"
        path.write_text(text, encoding="utf-8")
        try:
            # The editor is the person's own choice; nothing foreign is part of the command.
            ended = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603
        except OSError as trouble:
            raise Mend(
                f"The editor “{command}” cannot be started; set EDITOR, or use --body FILE."
            ) from trouble
        if ended.returncode:
            raise Mend(f"The editor “{command}” ended with {ended.returncode}; the letter was not changed.")
        return path.read_text(encoding="utf-8")
