"""What a signature tells of its writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.cards import Card, Phone, Postal
from followup.core.reading.signing import read_signature

GERMAN = """Mit freundlichen Grüßen

i. A. Petra Kaufmann
Leiterin Einkauf
Kaufmann Werkzeuge GmbH
Am Markt 3
12345 Musterstadt
Telefon: +49 30 5550120
Mobil: +49 151 5550123
Fax: +49 30 5550199
p.kaufmann@kaufmann.example
www.kaufmann.example"""


def card_of(signature: str, **mail: str) -> Card:
    card = read_signature(signature, **mail)
    assert card is not None
    return card


def test_a_whole_signature_becomes_a_card():
    card = card_of(GERMAN, name="Petra Kaufmann", address="p.kaufmann@kaufmann.example")

    assert (card.name, card.title, card.organisation, card.addresses, card.urls) == (
        "Petra Kaufmann",
        "Leiterin Einkauf",
        "Kaufmann Werkzeuge GmbH",
        ("p.kaufmann@kaufmann.example",),
        ("www.kaufmann.example",),
    )


def test_numbers_are_told_apart():
    assert card_of(GERMAN).phones == (
        Phone(number="+49 30 5550120", sort="landline"),
        Phone(number="+49 151 5550123", sort="mobile"),
        Phone(number="+49 30 5550199", sort="fax"),
    )


def test_a_telephone_may_turn_out_to_be_a_mobile():
    assert card_of("Ben Carter\nTel. +49 170 1234567").phones[0].sort == "mobile"


def test_a_number_without_a_country_is_told_by_the_region():
    assert card_of("Ben Carter\n06 12 34 56 78", region="FR").phones[0].sort == "mobile"


POSTAL = {
    "German": (
        "Hafenweg 12\n20457 Hamburg",
        Postal(street="Hafenweg 12", code="20457", city="Hamburg", sort="work"),
    ),
    "French": (
        "3 rue des Lilas\n69003 Lyon",
        Postal(street="3 rue des Lilas", code="69003", city="Lyon", sort="work"),
    ),
    "British": (
        "12 High Street, London SW1A 1AA",
        Postal(street="12 High Street", city="London", code="SW1A 1AA", sort="work"),
    ),
    "American": (
        "1200 Harbor Drive, Suite 400\nPortland, OR 97209\nUSA",
        Postal(
            street="1200 Harbor Drive, Suite 400",
            city="Portland",
            region="OR",
            code="97209",
            country="USA",
            sort="work",
        ),
    ),
    "Dutch": (
        "Kerkstraat 8, 3511 AB Utrecht",
        Postal(street="Kerkstraat 8", code="3511 AB", city="Utrecht", sort="work"),
    ),
    "Polish": (
        "ul. Długa 5\n00-238 Warszawa",
        Postal(street="ul. Długa 5", code="00-238", city="Warszawa", sort="work"),
    ),
    "Italian": (
        "Via Roma 7, 20121 Milano",
        Postal(street="Via Roma 7", code="20121", city="Milano", sort="work"),
    ),
    "Swedish": (
        "Storgatan 5\n111 23 Stockholm",
        Postal(street="Storgatan 5", code="111 23", city="Stockholm", sort="work"),
    ),
    "Japanese": (
        "〒100-0001 東京都千代田区1-1",
        Postal(code="100-0001", street="東京都千代田区1-1", sort="work"),
    ),
}


@pytest.mark.parametrize(("lines", "postal"), POSTAL.values(), ids=POSTAL)
def test_postal_addresses_of_many_countries_are_read(lines, postal):
    assert card_of(f"Best regards\nAda Lind\n{lines}").postals == (postal,)


ROLES = {
    "title and firm on one line": (
        "Ada Lind\nHead of Data, Harbour Labs Ltd",
        "Head of Data",
        "Harbour Labs Ltd",
    ),
    "joined by at": (
        "Ada Lind\nRecruiting Partner at Lumen\nada@lumen.example",
        "Recruiting Partner",
        "Lumen",
    ),
    "bars": ("Ada Lind | Talent Partner | Meridian Health", "Talent Partner", "Meridian Health"),
    "a degree": (
        "Ada Lind, PhD\nResearch Fellow\nInstitute of Botany",
        "Research Fellow",
        "Institute of Botany",
    ),
    "a firm without its form": ("Ada Lind\nHarbour Choir", "", "Harbour Choir"),
    "a desk": ("Ada Lind\nPeople & Culture\nBright Spark Energy", "People & Culture", "Bright Spark Energy"),
    "French": (
        "Ada Lind\nChargée de recrutement\nAtelier Lind SARL",
        "Chargée de recrutement",
        "Atelier Lind SARL",
    ),
    "Polish": ("Ada Lind\nKierownik zakupów\nLind Sp. z o.o.", "Kierownik zakupów", "Lind Sp. z o.o."),
}


@pytest.mark.parametrize(("lines", "title", "firm"), ROLES.values(), ids=ROLES)
def test_title_and_firm_are_told_apart(lines, title, firm):
    card = card_of(f"Regards,\n{lines}", name="Ada Lind")

    assert (card.title, card.organisation) == (title, firm)


def test_the_fuller_of_two_names_is_kept():
    assert card_of("Best,\nAda\n\nAda Lind\nHarbour Labs Ltd", name="Ada Lind").name == "Ada Lind"


def test_a_family_name_in_front_is_put_behind():
    assert card_of("Lind, Ada\nHarbour Labs Ltd", name="Lind, Ada").name == "Ada Lind"


def test_a_name_alone_is_no_card():
    assert read_signature("Best regards,\nAda", name="Ada Lind") is None


def test_numbers_that_are_no_telephones_are_left():
    assert card_of("Ada Lind\nHarbour Labs Ltd\nVAT DE123456789\nHRB 12345\nSince 1998-05-01").phones == ()


@given(st.text(max_size=400), st.text(max_size=30))
def test_any_text_can_be_read_as_a_signature(signature, name):
    card = read_signature(signature, name=name)

    assert card is None or all(each.number in signature for each in card.phones)
