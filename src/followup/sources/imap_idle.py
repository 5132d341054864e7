"""Waiting for news of an open folder: the server speaks up (RFC 2177), or is asked now and then."""

from imapclient import IMAPClient

from . import imap_wire

#: What a server says of the open folder when something in it has changed.
NEWS = frozenset({b"EXISTS", b"EXPUNGE", b"VANISHED", b"RECENT"})


def is_offered(client: IMAPClient) -> bool:
    """Whether the server tells of changes by itself."""
    return bool(client.has_capability("IDLE"))


def hear(client: IMAPClient, seconds: float) -> bool:
    """Whether there was news within that time; where the server offers no IDLE it is asked at the end of it."""
    if not is_offered(client):
        imap_wire.is_heard(client, seconds)
        return _is_news(client.noop()[1])
    is_told = imap_wire.begin_idle(client)
    if not is_told:
        imap_wire.is_heard(client, seconds)
    # Ending it reads all that was said, and finds out where the line is dead.
    return _is_news(client.idle_done()[1]) or is_told


def _is_news(said: list[tuple[object, ...]]) -> bool:
    return any(NEWS & set(each[:2]) for each in said)
