"""The public mail that reading is measured on: kept beside the project, never in it."""

import os
from hashlib import blake2b
from pathlib import Path

ROOT = Path(os.environ.get("FOLLOWUP_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")


def folder(name: str) -> Path | None:
    """The folder of one corpus, None where it is missing."""
    found = ROOT / name
    return found if found.is_dir() else None


def is_held_out(case: str) -> bool:
    """Whether a case belongs to the half that nobody looks at while writing rules."""
    return blake2b(case.encode(), digest_size=1).digest()[0] % 2 == 1
