"""The sample files, written for these tests."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "samples"


def sample(name: str) -> bytes:
    """The bytes of a sample file."""
    return (FOLDER / name).read_bytes()
