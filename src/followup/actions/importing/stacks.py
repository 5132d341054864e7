"""Stacks: many small files written together, since a transaction for each would cost more than what is in it."""

from collections.abc import Iterable, Iterator

from followup.sources.files import Place

#: Files of these sorts may lie about by the thousand, each with a mail, a card or an entry in it.
SORTS = frozenset({"eml", "vcf", "ics"})
SMALL = 1024 * 1024
AT_ONCE = 250
BYTES_AT_ONCE = 12 * 1024 * 1024


def stacks(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The places in their order: small files of one sort in stacks, everything else one by one."""
    stack: list[Place] = []
    size = 0
    for place in places:
        weight = _weight(place)
        goes_on = stack and weight and place.sort == stack[0].sort
        if stack and not (goes_on and len(stack) < AT_ONCE and size + weight <= BYTES_AT_ONCE):
            yield stack
            stack, size = [], 0
        if weight:
            stack.append(place)
            size += weight
        else:
            yield [place]
    if stack:
        yield stack


def _weight(place: Place) -> int:
    """The bytes of a small file; 0 for what is read alone."""
    if place.sort not in SORTS or place.trouble:
        return 0
    try:
        size = place.path.stat().st_size
    except OSError:
        return 0
    return size if size <= SMALL else 0
