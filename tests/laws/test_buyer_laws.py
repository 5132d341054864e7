"""What holds for every customer: offers come far apart, and go to those whom they are for."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.agenda import agenda, held_out
from followup.core.facts import Fact
from followup.core.kinds import Kind
from followup.core.playbooks import with_changes
from tests.story import BUSINESS, HERE, moment

START = moment("2025-01-06 10:00")
QUICK = settings(max_examples=60, deadline=None)
SELLING = {step.id for step in BUSINESS.steps if step.sells}
ALL = with_changes(BUSINESS, {"buyer": "[again]\nhold-out = 0\n[win-back]\nhold-out = 0\n"})
KINDS = [
    *[Kind.ORDERED] * 6,
    Kind.MET,
    Kind.DELIVERED,
    Kind.RETURNED,
    Kind.SENT,
    Kind.RECEIVED,
    Kind.COMPLAINED,
]


@st.composite
def customers(draw: st.DrawFn) -> list[Fact]:
    """Orders and what else happens in a year, of three people."""
    days = draw(st.lists(st.integers(0, 360), min_size=3, max_size=14))
    return [
        Fact(
            id=number, kind=draw(st.sampled_from(KINDS)), at=START + timedelta(days=day, hours=draw(st.integers(0, 9))),
            contact=draw(st.integers(1, 3)), details={"number": draw(st.sampled_from(["", "", "7"]))},
        )
        for number, day in enumerate(days, 1)
    ]  # fmt: skip


@st.composite
def regulars(draw: st.DrawFn) -> list[Fact]:
    """Somebody who orders every so many days, and whom we may meet at a fair."""
    gap = timedelta(days=draw(st.integers(3, 30)))
    orders = [
        Fact(id=n, kind=Kind.ORDERED, at=START + n * gap, contact=1)
        for n in range(1, draw(st.integers(3, 5)))
    ]
    met = START + timedelta(days=draw(st.integers(0, 200)))
    return [
        *orders,
        Fact(id=20, kind=Kind.MET, at=met, contact=1),
        Fact(id=21, kind=Kind.SENT, at=met + timedelta(days=1), contact=1, step="met/hello", because=20),
    ]


likely = st.frozensets(st.integers(1, 3))


@QUICK
@given(regulars(), st.floats(0, 0.99))
def test_whenever_offers_are_written_a_person_gets_one_in_thirty_days(facts, late):
    written: list[Fact] = []
    for number in range(8):
        offers = [each for each in agenda(facts, ALL, HERE) if each.step in SELLING]
        offers = [each for each in offers if not written or each.lapses > written[-1].at]
        if not offers:
            break
        one = min(offers, key=lambda each: (each.due, each.step))
        at = max(one.due + (one.lapses - one.due) * late, written[-1].at if written else one.due)
        letter = Fact(id=100 + number, kind=Kind.SENT, at=at, contact=1, step=one.step, because=one.because)
        assert not [each for each in written if abs((at - each.at).total_seconds()) < 29 * 86_400]
        written.append(letter)
        facts = [*facts, letter]


@QUICK
@given(customers(), likely)
def test_what_is_for_the_likely_goes_to_nobody_else_and_changes_nothing_for_them(facts, likely):
    owed = agenda(facts, BUSINESS, HERE, likely=likely)

    assert not [each for each in owed if BUSINESS[each.step].likely and each.contact not in likely]
    assert [each for each in owed if each.contact in likely] == [
        each for each in agenda(facts, BUSINESS, HERE) if each.contact in likely
    ]


@QUICK
@given(customers(), likely)
def test_who_is_left_alone_is_owed_nothing_of_it(facts, likely):
    owed = {each.key for each in agenda(facts, BUSINESS, HERE, likely=likely)}
    left = {each.key for each in held_out(facts, BUSINESS, HERE, likely=likely)}

    assert not owed & left
    assert left <= {each.key for each in agenda(facts, ALL, HERE, likely=likely)}


@QUICK
@given(customers(), likely, st.randoms())
def test_the_order_of_arrival_changes_nobody_s_lot(facts, likely, random):
    shuffled = list(facts)
    random.shuffle(shuffled)

    assert held_out(shuffled, BUSINESS, HERE, likely=likely) == held_out(facts, BUSINESS, HERE, likely=likely)
