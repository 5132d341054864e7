"""Letters to customers name which order it was."""

from copy import replace
from datetime import date

import pytest

from followup.core.letters import Draft, compose
from tests.core.checks.people import record


def _letter(step: str, person: int, *days: str) -> Draft:
    """The letter after orders of these days; the last one is that of the record."""
    about = record(step, person)
    ordered = next(fact for fact in about.facts if fact.kind == "ordered")
    ordinals = [*(date.fromisoformat(day).toordinal() for day in days), ordered.at.toordinal()]
    return compose(step, replace(about, order_days=tuple(sorted(ordinals))))


@pytest.mark.parametrize("person", [0, 1])
def test_thanks_differ_for_the_first_the_fifth_and_the_year(person: int):
    first = _letter("order/thank-you", person).body
    fifth = _letter("order/thank-you", person, "2025-09-01", "2025-10-01", "2025-11-03", "2025-12-01").body
    year = _letter("order/thank-you", person, "2024-01-08", "2024-06-03").body

    assert ("first" in first, "fifth" in fifth, "two years" in year) == (True, True, True)
    assert len({first, fifth, year}) == 3


@pytest.mark.parametrize("person", [0, 1])
def test_what_is_not_known_is_not_said(person: int):
    about = record("order/thank-you", person)
    body = compose("order/thank-you", about).body

    assert ([word for word in ("first", "fifth", "year") if word in body], "Blue wall tiles" in body) == (
        [],
        True,
    )
