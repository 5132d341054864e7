"""What the client library does not do by itself, by its inner parts: kept in this one file, tested with real servers."""

import select
from collections.abc import Iterable, Sequence
from typing import Any

from imapclient import IMAPClient
from imapclient.response_parser import parse_response

#: No folder holds so many messages: a server that says so is not believed.
MOST_UIDS = 5_000_000
type Ranges = tuple[tuple[int, int], ...]


def listed(client: IMAPClient) -> list[tuple[tuple[bytes, ...], bytes | None, str]]:
    """Flags, delimiter and name of each folder, with what it is for where the server tells that."""
    if not (client.has_capability("SPECIAL-USE") and client.has_capability("LIST-EXTENDED")):
        return list(client.list_folders())
    inner = client._imap
    kind, answer = inner._simple_command("LIST", '""', '"*"', "RETURN (SPECIAL-USE)")
    client._checkok("LIST", kind, answer)
    _, lines = inner._untagged_response(kind, answer, "LIST")
    return list(client._proc_folder_list(lines))


def statuses(client: IMAPClient, names: Sequence[str], what: str) -> dict[str, dict[bytes, Any]]:
    """What STATUS says of each folder, all asked for in one go; a folder it says nothing about is left out."""
    inner = client._imap
    inner.untagged_responses.pop("STATUS", None)
    tags = [inner._command("STATUS", client._normalise_folder(name), what) for name in names]
    found: dict[str, dict[bytes, Any]] = {}
    for name, tag in zip(names, tags, strict=True):
        kind, _ = inner._command_complete("STATUS", tag)
        if (lines := inner.untagged_responses.pop("STATUS", [])) and kind == "OK":
            found[name] = _pairs(parse_response([lines[0]])[-1])
    return found


def enable_vanishing(client: IMAPClient) -> None:
    """Lets the server say which messages are gone, where it offers that; possible before a folder is open."""
    if client._imap.state == "AUTH" and client.has_capability("QRESYNC"):
        client.enable("QRESYNC")


def selected(client: IMAPClient, name: str, known: tuple[int, int]) -> tuple[dict[bytes, Any], Ranges]:
    """The folder's state, open for reading only, and the numbers that vanished since the known (validity, modseq)."""
    inner = client._imap
    if not all(known):
        return client.select_folder(name, readonly=True), ()
    inner.untagged_responses = {}
    inner.is_readonly = True
    more = f"(QRESYNC ({known[0]} {known[1]}))"
    kind, answer = inner._simple_command("EXAMINE", client._normalise_folder(name), more)
    client._checkok("examine", kind, answer)
    inner.state = "SELECTED"
    vanished = inner.untagged_responses.pop("VANISHED", [])
    inner.untagged_responses.pop("FETCH", None)  # changed flags, which nobody here wants to know
    state = client._process_select_response(inner.untagged_responses)
    return state, ranges(b",".join(each.split()[-1] for each in vanished if each and each.split()))


def exists(client: IMAPClient) -> int | None:
    """How many messages the server last said the open folder holds."""
    said = client._imap.untagged_responses.get("EXISTS") or []
    return int(said[-1]) if said and said[-1] else None


def all_uids(client: IMAPClient) -> set[int]:
    """The numbers of all messages in the open folder, in the shortest form that the server offers."""
    if not client.has_capability("ESEARCH"):
        return {uid for uid in client.search("ALL") if isinstance(uid, int)}
    lines = client._raw_command_untagged(b"SEARCH", [b"RETURN (ALL)", b"ALL"], response_name="ESEARCH")
    found: set[int] = set()
    for line in lines:
        words = (line or b"").split()
        if b"ALL" in words[:-1]:
            some = ranges(words[words.index(b"ALL") + 1])
            if sum(last - first + 1 for first, last in some) + len(found) > MOST_UIDS:
                raise ValueError("more messages than any folder holds")
            found.update(uid for first, last in some for uid in range(first, last + 1))
    return found


def ranges(text: bytes) -> Ranges:
    """The ranges of a set of numbers such as “1:4,7”."""
    found = []
    for each in filter(None, text.split(b",")):
        first, _, last = each.partition(b":")
        low, high = sorted((int(first), int(last or first)))
        found.append((low, high))
    return tuple(found)


def begin_idle(client: IMAPClient) -> bool:
    """Asks the server to speak up of itself; whether it spoke before it agreed (the library gives up there)."""
    inner = client._imap
    tag = inner._command("IDLE")
    is_told = False
    while inner._get_response() is not None:
        if answer := inner.tagged_commands[tag]:
            client._checkok("idle", *answer)
        is_told = True
    client._idle_tag = tag
    return is_told


def is_heard(client: IMAPClient, seconds: float) -> bool:
    """Whether the server says something within that time; what it says stays to be read."""
    line = client.socket()
    line.setblocking(False)
    try:
        # A word that came together with the last answer waits in the reader, not in the socket.
        if client._imap.file.peek(1):
            return True
    except OSError:
        pass  # nothing yet
    finally:
        line.setblocking(True)
        client._set_read_timeout()
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _pairs(items: Iterable[Any]) -> dict[bytes, Any]:
    flat = list(items)
    return {bytes(name).upper(): value for name, value in zip(flat[::2], flat[1::2], strict=False)}
