"""A full disk, told as something the person can mend."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from followup.core.trouble import Mend

#: How SQLite and PostgreSQL say that nothing more fits.
_SIGNS = ("disk is full", "disk i/o error", "no space left", "could not extend file")


@contextmanager
def a_full_disk_told() -> Iterator[None]:
    """Mend with one sentence when the database cannot grow; what was committed before is safe."""
    try:
        yield
    except OperationalError as trouble:
        if any(sign in str(trouble).lower() for sign in _SIGNS):
            raise Mend(
                "The disk is full. What was read so far is kept; make room and do the same again,"
                " it goes on where it stopped."
            ) from trouble
        raise
