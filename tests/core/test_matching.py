"""Names, firms and opportunities are found again however they are written."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from followup.core import matching
from followup.core.opportunities import Claim, Places, matters

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Brandt Keramik GmbH & Co. KG", "brandt keramik"),
        ("The Northwind Company, Inc.", "northwind"),
        ("NORTHWIND S.A.", "northwind"),
        ("Ægir Søfart A/S", "ægir søfart a s"),
        ("Aydın Ltd.", "aydin"),
        ("GmbH", "gmbh"),
        ("Pell & Pantry", "pell pantry"),
        ("Pell And Pantry", "pell pantry"),
        ("Halm Kueche", "halm kuche"),
        ("Halm Küche", "halm kuche"),
        ("And", "and"),
    ],
)
def test_a_firm_is_known_without_its_legal_form(name, key):
    assert matching.organisation_key(name) == key


@pytest.mark.parametrize(
    "title", ["Data Analyst (m/f/d)", "Data Analyst m/w/d", "data-analyst", "Data Analyst [f/m/x]"]
)
def test_a_role_is_known_without_its_ornaments(title):
    assert matching.title_key(title) == "data analyst"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ada@northwind.example", "northwind.example"),
        ("ada@gmail.com", ""),
        ("jobs@eu.greenhouse.io", ""),
        ("nobody", ""),
    ],
)
def test_only_a_firm_s_own_domain_speaks_for_it(address, domain):
    assert matching.firm_domain(address) == domain


@pytest.mark.parametrize(
    ("name", "domain", "same"),
    [
        ("Pell & Pantry", "pell-and-pantry.example", True),
        ("Halm Küche", "halm-kueche.example", True),
        ("Blue Flower", "blue-flower.co.uk", True),
        ("Pell & Pantry", "pelt-and-gantry.example", False),
    ],
)
def test_a_firm_s_name_resembles_its_domain(name, domain, same):
    assert matching.resembles(matching.organisation_key(name), domain) is same


@pytest.mark.parametrize("address", ["no-reply@x.example", "noreply+12@x.example", "mailer-daemon@x.example"])
def test_nobody_reads_at_a_machine(address):
    assert matching.is_machine(address)


@pytest.mark.parametrize("address", ["newton@x.example", "nora.reply@x.example", "rooth@x.example"])
def test_a_person_is_no_machine(address):
    assert not matching.is_machine(address)


def test_a_card_s_name_goes_before_a_mail_s():
    assert matching.best_name(["Ada Weber"], ["Ada Maria Weber"]) == "Ada Weber"


def test_a_person_s_name_goes_before_a_desk_s():
    assert matching.best_name([], ["Northwind Recruiting Team", "Mira Aydın"]) == "Mira Aydın"


def test_a_desk_has_no_first_name():
    assert matching.parts_of_name("Sales Team") == ("", "", "")


def test_a_name_is_taken_apart():
    assert matching.parts_of_name("Dr. Mira Aydın") == ("Dr.", "Mira", "Aydın")


def claim(fact: int, day: int = 0, **fields) -> Claim:
    given = {"kind": "application", "contact": 1, "firm": "@northwind.example", "told": str(fact)}
    return Claim(fact=fact, at=MONDAY + timedelta(days=day), **{**given, **fields})


def together(claims) -> list[list[int]]:
    return sorted(sorted(each.fact for each in matter.claims) for matter in matters(claims, {}))


def test_a_conversation_is_about_one_thing_however_its_title_changes():
    claims = [
        claim(1, thread="a", title="data analyst"),
        claim(2, 1, thread="a", title="analyst data berlin"),
    ]

    assert together(claims) == [[1, 2]]


def test_two_reference_numbers_are_two_opportunities_with_one_title():
    claims = [claim(1, title="clerk", reference="1"), claim(2, title="clerk", reference="2")]

    assert together(claims) == [[1], [2]]


def test_the_same_title_at_two_firms_is_two_opportunities():
    assert together([claim(1, title="clerk"), claim(2, title="clerk", firm="@other.example")]) == [[1], [2]]


def test_a_claim_without_a_title_joins_the_firm_s_only_opportunity():
    assert together([claim(1, title="clerk", thread="a"), claim(2, 3, thread="b")]) == [[1, 2]]


def test_a_claim_without_a_title_does_not_choose_between_two():
    claims = [claim(1, title="clerk"), claim(2, title="cook"), claim(3, 3, thread="c")]

    assert together(claims) == [[1], [2], [3]]


def test_what_was_refused_takes_no_later_claim():
    claims = [claim(1, title="clerk"), claim(2, 2, title="clerk", closes=True), claim(3, 9, thread="c")]

    assert together(claims) == [[1, 2], [3]]


def test_a_title_cut_short_is_the_same_role_at_the_same_firm():
    claims = [
        claim(1, title="insight analyst client portal"),
        claim(2, 1, thread="b", title="insight analyst"),
    ]

    assert together(claims) == [[1, 2]]


def test_a_title_cut_short_does_not_choose_between_two():
    claims = [
        claim(1, title="researcher maps"),
        claim(2, title="researcher trams"),
        claim(3, 1, title="researcher"),
    ]

    assert together(claims) == [[1], [2], [3]]


@pytest.mark.parametrize(
    "fields",
    [{"title": "senior analyst"}, {"title": "analyst portal", "reference": "8"}],
    ids=["rank", "number"],
)
def test_another_rank_or_number_is_another_role(fields):
    assert together([claim(1, title="analyst", reference="7"), claim(2, 1, **fields)]) == [[1], [2]]


def test_a_refusal_under_another_name_means_the_firm_s_only_open_application():
    claims = [claim(1, title="field researcher"), claim(2, 9, title="research position", closes=True)]

    assert together(claims) == [[1, 2]]


def test_a_refusal_under_another_name_does_not_choose_between_two():
    claims = [claim(1, title="clerk"), claim(2, title="cook"), claim(3, 9, title="kitchen help", closes=True)]

    assert together(claims) == [[1], [2], [3]]


def test_the_order_of_claims_does_not_matter():
    claims = [
        claim(1, thread="a", title="clerk"),
        claim(2, 1, thread="a", reference="7"),
        claim(3, 2, thread="b", title="clerk", reference="8"),
        claim(4, 3, thread="c", title="clerk"),
        claim(5, 4, thread="d"),
    ]

    results = {tuple(sorted(each.key for each in matters(order, {}))) for order in permutations(claims)}

    assert len(results) == 1


def test_a_mail_that_names_nothing_belongs_to_the_only_open_opportunity():
    found = matters([claim(1, title="clerk")], {})

    placed = Places(found).place(
        thread="z", contact=9, firm="@northwind.example", at=MONDAY + timedelta(days=2)
    )

    assert placed == found[0]


def test_a_mail_from_before_belongs_nowhere():
    found = matters([claim(1, title="clerk")], {})

    placed = Places(found).place(
        thread="z", contact=9, firm="@northwind.example", at=MONDAY - timedelta(days=2)
    )

    assert placed is None
