"""A mail server on loopback that does what a script says: drops, stalls or refuses at a phase, once."""

import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Self

#: The phases of one letter, in order.
PHASES = ("connect", "ehlo", "mail", "rcpt", "data", "body", "dot", "quit")


@dataclass
class ScriptedServer:
    """`fails` names what happens at a phase the first time: "drop", "stall", or an answer such as "452 Full".

    `has` holds every message it answers for: whose last dot it saw and did not refuse.
    """

    fails: dict[str, str] = field(default_factory=dict)
    always: bool = False
    has: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    on: dict[str, object] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        # Closing alone leaves a listener open for as long as its thread waits for somebody.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def count(self) -> Counter[bytes]:
        """How often each body is here."""
        return Counter(raw.split(b"\r\n\r\n", 1)[1] for raw in self.has)

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                self._conversation(connection, lines)
            except OSError:
                return

    def _conversation(self, connection, lines) -> None:
        if not self._goes_on(connection, "connect", "220 ready"):
            return
        while line := lines.readline():
            word = line.split()[0].upper().decode() if line.split() else ""
            self.seen.append(word)
            if word == "DATA":
                if not self._goes_on(connection, "data", "354 go on"):
                    return
                if "data" in self.refused:
                    self.refused.discard("data")
                    continue
                if not self._takes_text(connection, lines):
                    return
            elif word == "QUIT":
                self._goes_on(connection, "quit", "221 bye")
                return
            else:
                phase = {"EHLO": "ehlo", "MAIL": "mail", "RCPT": "rcpt"}.get(word, word.lower())
                kept = {"MAIL": self.senders, "RCPT": self.recipients}.get(word)
                if kept is not None:
                    kept.append(line.decode().split("<", 1)[1].split(">", 1)[0])
                if not self._goes_on(connection, phase, "250 fine"):
                    return

    def _takes_text(self, connection, lines) -> bool:
        text = []
        first = lines.readline()
        action = self._action("body")
        if action:
            return self._fail(connection, "body", action)
        line = first
        while line and line != b".\r\n":
            text.append(line[1:] if line.startswith(b".") else line)
            line = lines.readline()
        if not line:
            return False
        action = self._action("dot")
        raw = b"".join(text)
        if action[:1] not in {"4", "5"}:
            self.has.append(raw)
        if action:
            return self._fail(connection, "dot", action)
        connection.sendall(b"250 taken\r\n")
        return True

    def _goes_on(self, connection, phase: str, answer: str) -> bool:
        action = self._action(phase)
        if action:
            return self._fail(connection, phase, action)
        connection.sendall(f"{answer}\r\n".encode())
        return True

    def _fail(self, connection, phase: str, action: str) -> bool:
        if action == "drop":
            return False
        if action == "stall":
            self._over.wait(20)
            return False
        self.refused.add(phase)
        connection.sendall(f"{action}\r\n".encode())
        return not action.startswith("421")

    def _action(self, phase: str) -> str:
        if call := self.on.get(phase):
            call()  # type: ignore[operator]
        return self.fails.get(phase, "") if self.always else self.fails.pop(phase, "")

    @property
    def refused(self) -> set[str]:
        return self.__dict__.setdefault("_refused", set())
