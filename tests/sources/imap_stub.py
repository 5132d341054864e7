"""A small IMAP server that follows a script, for what no honest server does: lie, and vanish."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from followup.sources.imap import Login

#: Given “UID FETCH 1 …” without its tag, what to answer before the OK; None hangs up.
Script = Callable[[str], bytes | None]


class Cut(bytes):
    """The last that a server says before it hangs up in the middle of it."""


GREETING = b"* OK [CAPABILITY IMAP4rev1] ready\r\n"


@contextmanager
def served(script: Script, *, greeting: bytes = GREETING, offers: bytes = b"") -> Iterator[Login]:
    """A server on loopback that answers by the script, and the way into it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, script, greeting, offers), daemon=True)
        thread.start()
        yield Login(
            host="127.0.0.1",
            port=listener.getsockname()[1],
            security="none",
            username="ada",
            password="secret",
        )
    thread.join(5)


def message(uid: int, raw: bytes) -> bytes:
    """An answer to FETCH with the whole message."""
    date = b'INTERNALDATE "02-Mar-2026 09:00:00 +0000"'
    return b"* %d FETCH (UID %d %s BODY[] {%d}\r\n%s)\r\n" % (uid, uid, date, len(raw), raw)


def selected(*, exists: int, validity: int = 7, more: bytes = b"") -> bytes:
    """An answer to EXAMINE."""
    return b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] valid\r\n%s" % (exists, validity, more)


def _serve(listener: socket.socket, script: Script, greeting: bytes, offers: bytes) -> None:
    try:
        connection, _ = listener.accept()
    except OSError:
        return
    with connection, connection.makefile("rwb") as stream:
        stream.write(greeting)
        stream.flush()
        while line := stream.readline():
            tag, _, command = line.decode().strip().partition(" ")
            answer = _known(command, offers) or script(command)
            if answer is None or isinstance(answer, Cut):
                stream.write(answer or b"")
                return
            stream.write(answer + tag.encode() + b" OK done\r\n")
            stream.flush()


def _known(command: str, offers: bytes) -> bytes:
    word = command.upper()
    if word.startswith("CAPABILITY"):
        return b"* CAPABILITY IMAP4rev1 " + offers + b"\r\n"
    if word.startswith("LOGIN"):
        return b"* OK welcome\r\n"
    return b"* BYE bye\r\n" if word.startswith("LOGOUT") else b""
