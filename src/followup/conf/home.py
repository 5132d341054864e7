"""Where followup keeps its data."""

import secrets
from pathlib import Path

import platformdirs

from followup.core.trouble import Mend

from .table import read


def home() -> Path:
    """The data folder, made when missing and readable by its owner alone."""
    path = Path(read("FOLLOWUP_HOME") or platformdirs.user_data_dir("followup", appauthor=False))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise Mend(
            f"The folder “{path}” cannot be made: {trouble.strerror}. Set FOLLOWUP_HOME to another."
        ) from trouble
    return path


def secret_key() -> str:
    """The key of sessions and stored passwords: given from outside, or made once beside the database."""
    given = read("FOLLOWUP_SECRET_KEY")
    if given:
        return given
    path = home() / "key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    # Exclusive creation: of two processes that start at once, one makes the key and both read it.
    draft = path.with_name(f"key.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
