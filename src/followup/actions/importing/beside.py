"""Reading in a second process, so that a big mailbox keeps both processors busy."""

import copyreg
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from types import MappingProxyType
from typing import Any

from followup.sources import maildir
from followup.sources.files import Place

from .reading import Found, Left, Reader, find_in, look_into, portions

#: Below this a second process costs more than it brings.
BIG_FILE = 4 * 1024 * 1024
MANY_FILES = 1500
#: Of so many things one is left for the writer to read, so that both processes have as much to do.
SHARE = 3


def _proxy(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


# Facts hold their details in read-only mappings, which Python cannot send to another process by itself.
copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def find_beside(place: Place, position: int, reader: Reader) -> Iterator[Found]:
    """As `find_in`; a process that cannot be started or dies is made up for here, from where it was."""
    if not _is_big(place):
        yield from find_in(place, position, reader)
        return
    here, there = multiprocessing.Pipe(duplex=False)
    beside = multiprocessing.get_context("spawn").Process(
        target=_send, args=(there, place, position, reader), daemon=True
    )
    try:
        beside.start()
    except OSError:
        yield from find_in(place, position, reader)
        return
    there.close()
    is_done = False
    try:
        for found in _received(here, reader):
            if found is None:
                is_done = True
                break
            position = found.position
            yield found
    finally:
        here.close()
        beside.terminate()
        beside.join()
    if not is_done:
        yield from find_in(place, position, reader)


def _is_big(place: Place) -> bool:
    if place.sort == "maildir":
        return len(maildir.names(place.path)) >= MANY_FILES
    return place.sort == "mbox" and place.path.stat().st_size >= BIG_FILE


def _received(here: Connection, reader: Reader) -> Iterator[Found | None]:
    try:
        while True:
            some = here.recv()
            if some is None:
                yield None
                return
            for each in some:
                yield each.read(reader) if isinstance(each, Left) else each
    except EOFError:
        return


def _send(there: Connection, place: Place, position: int, reader: Reader) -> None:
    """The second process: it reads one portion while the other process writes the one before."""
    for some in portions(look_into(place, position, reader)):
        there.send([_read(each, number, reader) for number, each in enumerate(some)])
    there.send(None)


def _read(each: Left | Found, number: int, reader: Reader) -> Left | Found:
    return each.read(reader) if isinstance(each, Left) and number % SHARE else each
