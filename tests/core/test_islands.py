from hypothesis import given
from hypothesis import strategies as st

from followup.core.islands import islands, portions


def test_those_who_share_nothing_are_islands_of_their_own():
    assert islands([3, 1, 2], []) == [[1], [2], [3]]


def test_a_chain_of_shared_things_makes_one_island():
    ties = [("thread a", 1), ("thread a", 2), ("job 7", 2), ("job 7", 5), ("job 8", 3), ("job 8", 4)]

    assert islands([1, 2, 3, 4, 5], ties) == [[1, 2, 5], [3, 4]]


def test_somebody_known_by_a_tie_alone_belongs_too():
    assert islands([1], [("thread a", 1), ("thread a", 9)]) == [[1, 9]]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 30)), max_size=40))
def test_islands_hold_everybody_once_and_share_nothing_with_each_other(ties):
    found = islands(range(1, 31), ties)

    assert sorted(contact for island in found for contact in island) == list(range(1, 31))
    for shared in {shared for shared, _ in ties}:
        of_it = {contact for each, contact in ties if each == shared}
        assert sum(not of_it.isdisjoint(island) for island in found) == 1


def test_portions_keep_islands_whole_and_small():
    parts = [[1, 2], [3], [4, 5], [6]]

    assert list(portions(parts, {1: 2, 2: 2, 3: 1, 4: 9, 5: 9, 6: 1}, 5)) == [[1, 2, 3], [4, 5], [6]]
