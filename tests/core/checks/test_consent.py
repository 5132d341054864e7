"""Unasked letters go to those who agreed, as the law of their country has it; first letters say where the address is from."""

from copy import replace
from datetime import timedelta

import pytest

from followup.core.checks import check
from followup.core.facts import Fact
from followup.core.findings import Finding
from followup.core.kinds import Kind
from tests.core.checks.people import NOW, SHOP_SENDER, Case, case

UNASKED = ("met/second", "buyer/again", "buyer/win-back", "keep-warm/hello")


def _found(step: str, country: str, *facts: Fact, firm: str = "", body: str = "") -> list[Finding]:
    """What the two checks say of a letter to somebody there, of whom only these facts are known."""
    right: Case = case(step)
    contact = replace(right.record.contact, country=country, organisation=firm)
    record = replace(right.record, contact=contact, sender=SHOP_SENDER, facts=facts)
    draft = replace(right.draft, body=body or right.draft.body)
    return [
        each
        for each in check(draft, record, NOW, spelling=False)
        if each.check in {"consent", "address-source"}
    ]


def _severities(step: str, country: str, *facts: Fact, firm: str = "") -> list[str]:
    return [each.severity for each in _found(step, country, *facts, firm=firm) if each.check == "consent"]


def _fact(kind: Kind, days_ago: int, until_in: int | None = None) -> Fact:
    until = None if until_in is None else NOW + timedelta(days=until_in)
    return Fact(kind=kind, at=NOW - timedelta(days=days_ago), contact=1, id=days_ago, until=until)


@pytest.mark.parametrize("step", UNASKED)
def test_canada_allows_it_only_with_consent(step: str):
    assert (_severities(step, "CA"), _severities(step, "CA", firm="Maple Ltd")) == (["block"], ["block"])


@pytest.mark.parametrize(
    ("fact", "severities"),
    [
        (_fact(Kind.ORDERED, 720), []),
        (_fact(Kind.ORDERED, 740), ["block"]),
        (_fact(Kind.ENQUIRED, 170), []),
        (_fact(Kind.ENQUIRED, 190), ["block"]),
        (_fact(Kind.CONSENTED, 4000), []),
        (_fact(Kind.CONSENTED, 40, until_in=-3), ["block"]),
        (_fact(Kind.MET, 900), []),
    ],
)
def test_in_canada_each_ground_holds_as_long_as_the_law_says(fact: Fact, severities: list[str]):
    assert _severities("buyer/again", "CA", fact) == severities


def test_what_has_ended_is_said_with_its_day():
    (finding,) = _found("buyer/again", "CA", _fact(Kind.ORDERED, 740))

    assert "ended on 28 February 2026" in finding.sentence


@pytest.mark.parametrize(
    ("country", "kind", "firm", "severities"),
    [
        ("DE", None, "Nordwind GmbH", ["warn"]),
        ("DE", Kind.ENQUIRED, "Nordwind GmbH", ["warn"]),
        ("DE", Kind.ORDERED, "Nordwind GmbH", []),
        ("AT", Kind.MET, "", ["warn"]),
        ("GB", None, "", ["warn"]),
        ("GB", None, "Harbour Lights Ltd", []),
        ("GB", Kind.ENQUIRED, "", []),
        ("FR", Kind.MET, "", ["warn"]),
        ("FR", Kind.CONSENTED, "", []),
        ("US", None, "", []),
        ("", None, "", []),
    ],
)
def test_elsewhere_it_is_a_warning_where_they_must_have_agreed(
    country: str, kind: Kind | None, firm: str, severities: list[str]
):
    facts = [_fact(kind, 30)] if kind else []

    assert _severities("met/second", country, *facts, firm=firm) == severities


@pytest.mark.parametrize(
    "step", ["enquiry/reply", "order/thank-you", "quote/chase", "met/hello", "complaint/reply"]
)
def test_answers_and_thanks_ask_for_no_consent(step: str):
    assert _severities(step, "CA") == []


def test_the_first_letter_says_where_the_address_is_from():
    silent = (
        "Dear Dr. Aydın,\n\nGood to meet you. Would a short call next week suit you?\n\nKind regards\nMara"
    )
    said = silent.replace("Good to meet you.", "I have your address from the card that you gave me.")
    met = _fact(Kind.MET, 2)

    assert [each.check for each in _found("met/hello", "FR", met, firm="Lac", body=silent)] == [
        "address-source"
    ]
    assert _found("met/hello", "FR", met, firm="Lac", body=said) == []
    assert _found("met/hello", "US", met, firm="Lac", body=silent) == []


def test_who_came_to_us_knows():
    body = "Dear Dr. Aydın,\n\nWould you like the same again?\n\nKind regards\nMara"

    assert _found("buyer/again", "FR", _fact(Kind.ORDERED, 30), body=body) == []


@pytest.mark.parametrize("person", range(6))
def test_our_own_wordings_say_it(person: int):
    right = case("met/hello", person)
    record = replace(right.record, facts=(_fact(Kind.MET, 2),))

    assert "address-source" not in {each.check for each in check(right.draft, record, NOW, spelling=False)}
