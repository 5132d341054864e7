"""Guessing a password is slow: after a few wrong ones the door stays shut for a while."""

from hashlib import sha256

from django.core.cache import cache

#: So many wrong passwords for one name, then a pause. Kept in this process: the pages have one by default.
FREE = 5
PAUSE_SECONDS = 600


def too_many(username: str) -> bool:
    """Whether the name has to wait before another password is looked at."""
    return int(cache.get(_key(username), 0)) >= FREE


def wrong(username: str) -> None:
    """Count one more wrong password; each makes the pause begin anew."""
    cache.set(_key(username), int(cache.get(_key(username), 0)) + 1, PAUSE_SECONDS)


def right(username: str) -> None:
    """Forget the wrong ones."""
    cache.delete(_key(username))


def _key(username: str) -> str:
    return f"guesses-{sha256(username.lower().encode()).hexdigest()}"
