"""A small IMAP server in process, for what Dovecot does not have: Gmail's extensions, lies, and deaths at will.

It keeps folders in memory, notes every command, and lets a `twist` change or cut any answer.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PLAIN = ("IMAP4rev1",)
GMAIL = ("IMAP4rev1", "ENABLE", "CONDSTORE", "ESEARCH", "SPECIAL-USE", "LIST-EXTENDED", "X-GM-EXT-1")


class Cut(bytes):
    """The last that the server says before the line is dead."""


class No(bytes):
    """The server refuses, for a reason."""


@dataclass
class Stored:
    """A message in a folder."""

    raw: bytes
    flags: str = ""
    gmail_id: int = 0
    labels: str = ""


@dataclass
class Shelf:
    """A folder: what it is for, and its messages by their numbers."""

    attributes: str = ""
    mails: dict[int, Stored] = field(default_factory=dict)
    validity: int = 7
    following: int = 1
    changes: int = 1

    def put(self, raw: bytes, **more) -> int:
        """Add a message; its number."""
        number, self.following = self.following, self.following + 1
        self.mails[number] = Stored(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), **more)
        self.changes += 1
        return number

    def drop(self, *numbers: int) -> None:
        """Remove messages for good."""
        for each in numbers:
            del self.mails[each]
        self.changes += 1


@dataclass
class LittleImap:
    """The server: folders, what it offers, every command it was given, and how it twists its answers."""

    folders: dict[str, Shelf] = field(default_factory=lambda: {"INBOX": Shelf()})
    offers: tuple[str, ...] = PLAIN
    commands: list[str] = field(default_factory=list)
    twist: Callable[[str, bytes], bytes] = lambda _command, answer: answer
    port: int = 0

    def __getitem__(self, name: str) -> Shelf:
        return self.folders[name]


@contextmanager
def serving(server: LittleImap) -> Iterator[LittleImap]:
    """The server at a free port of this machine while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        threading.Thread(target=_accept, args=(listener, server), daemon=True).start()
        yield server


def _accept(listener: socket.socket, server: LittleImap) -> None:
    with suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=_serve, args=(line, server), daemon=True).start()


def _serve(line: socket.socket, server: LittleImap) -> None:
    session = _Session(server)
    with suppress(OSError), line, line.makefile("rwb") as stream:
        stream.write(b"* OK ready\r\n")
        stream.flush()
        while asked := stream.readline():
            tag, _, command = asked.decode().strip().partition(" ")
            server.commands.append(command)
            answer = server.twist(command, session.answer(command))
            stream.write(_ended(tag.encode(), answer))
            stream.flush()
            if isinstance(answer, Cut) or command == "LOGOUT":
                return


def _ended(tag: bytes, answer: bytes) -> bytes:
    if isinstance(answer, Cut):
        return answer
    return tag + b" NO " + answer + b"\r\n" if isinstance(answer, No) else answer + tag + b" OK done\r\n"


class _Session:
    """One connection, and the folder it has open."""

    def __init__(self, server: LittleImap) -> None:
        self.server = server
        self.open = Shelf()

    def answer(self, command: str) -> bytes:
        word, _, rest = command.removeprefix("UID ").partition(" ")
        return getattr(self, f"_{word.lower()}", lambda _: b"")(rest)

    def _capability(self, _rest: str) -> bytes:
        return f"* CAPABILITY {' '.join(self.server.offers)}\r\n".encode()

    def _logout(self, _rest: str) -> bytes:
        return b"* BYE\r\n"

    def _list(self, _rest: str) -> bytes:
        lines = (
            f'* LIST ({shelf.attributes}) "/" "{name}"\r\n' for name, shelf in self.server.folders.items()
        )
        return "".join(lines).encode()

    def _status(self, rest: str) -> bytes:
        shelf = self.server.folders[_quoted(rest)]
        change = f" HIGHESTMODSEQ {shelf.changes}" if "HIGHESTMODSEQ" in rest else ""
        return (
            f'* STATUS "{_quoted(rest)}" (MESSAGES {len(shelf.mails)} UIDNEXT {shelf.following}'
            f" UIDVALIDITY {shelf.validity}{change})\r\n"
        ).encode()

    def _examine(self, rest: str) -> bytes:
        self.open = shelf = self.server.folders[_quoted(rest)]
        lines = [
            f"{len(shelf.mails)} EXISTS",
            f"OK [UIDVALIDITY {shelf.validity}] valid",
            f"OK [UIDNEXT {shelf.following}] next",
        ]
        if "CONDSTORE" in self.server.offers:
            lines.append(f"OK [HIGHESTMODSEQ {shelf.changes}] highest")
        return "".join(f"* {line}\r\n" for line in lines).encode()

    def _search(self, rest: str) -> bytes:
        wanted = re.search(r"UID ([\d:*,]+)", rest)
        raw = re.search(r'rfc822msgid:([^" ]+)', rest)
        found = sorted(_chosen(self.open, wanted[1]) if wanted else self.open.mails)
        if raw:
            found = [each for each in found if f"<{raw[1]}>".encode() in self.open.mails[each].raw]
        numbers = ",".join(map(str, found))
        if "RETURN" in rest:
            return f'* ESEARCH (TAG "a") UID{f" ALL {numbers}" if found else ""}\r\n'.encode()
        return f"* SEARCH {numbers.replace(',', ' ')}\r\n".encode()

    def _fetch(self, rest: str) -> bytes:
        numbers, _, what = rest.partition(" ")
        order = sorted(self.open.mails)
        return b"".join(
            _line(order.index(uid) + 1, uid, self.open.mails[uid], what)
            for uid in _chosen(self.open, numbers)
        )


def _line(position: int, uid: int, mail: Stored, what: str) -> bytes:
    parts = [f"UID {uid}".encode()]
    if "RFC822.SIZE" in what:
        parts += [f"RFC822.SIZE {len(mail.raw)}".encode(), f"FLAGS ({mail.flags})".encode()]
    if "X-GM-MSGID" in what:
        parts += [
            f"X-GM-MSGID {mail.gmail_id} X-GM-THRID {mail.gmail_id} X-GM-LABELS ({mail.labels})".encode()
        ]
    if "BODY.PEEK[]" in what:
        parts += [
            b'INTERNALDATE "02-Mar-2026 09:00:00 +0000"',
            b"BODY[] {%d}\r\n%s" % (len(mail.raw), mail.raw),
        ]
    return b"* %d FETCH (%s)\r\n" % (position, b" ".join(parts))


def _chosen(shelf: Shelf, numbers: str) -> list[int]:
    found: set[int] = set()
    highest = max(shelf.mails, default=0)
    for each in numbers.split(","):
        first, _, last = each.partition(":")
        low, high = int(first), highest if last == "*" else int(last or first)
        # “n:*” names the highest message even where that is below n.
        found |= {uid for uid in shelf.mails if min(low, high) <= uid <= max(low, high)}
    return sorted(found)


def _quoted(rest: str) -> str:
    return rest.partition('"')[2].partition('"')[0]
