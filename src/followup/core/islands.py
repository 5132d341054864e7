"""Islands: contacts whose agendas depend on each other, and on nobody else's."""

from collections.abc import Hashable, Iterable, Iterator, Mapping


def islands(contacts: Iterable[int], ties: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """The contacts parted into groups; two are in one group where a chain of ties leads from one to the other.

    A tie is (what is shared, a contact who shares it): an opportunity, a conversation, an event.
    """
    heads: dict[int, int] = {contact: contact for contact in contacts}
    first: dict[Hashable, int] = {}
    for shared, contact in ties:
        heads.setdefault(contact, contact)
        one, other = _head(heads, first.setdefault(shared, contact)), _head(heads, contact)
        heads[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for contact in sorted(heads):
        found.setdefault(_head(heads, contact), []).append(contact)
    return list(found.values())


def portions(parts: Iterable[list[int]], sizes: Mapping[int, int], most: int) -> Iterator[list[int]]:
    """Whole islands put together until they hold `most` facts; `sizes` counts the facts of each contact."""
    some: list[int] = []
    held = 0
    for island in parts:
        size = sum(sizes.get(contact, 0) for contact in island)
        if some and held + size > most:
            yield some
            some, held = [], 0
        some += island
        held += size
    if some:
        yield some


def _head(heads: dict[int, int], contact: int) -> int:
    while heads[contact] != contact:
        # Halving the way keeps every later walk short.
        heads[contact] = heads[heads[contact]]
        contact = heads[contact]
    return contact
