"""Cards of all versions, and address books as tables."""

from hypothesis import given
from hypothesis import strategies as st

from followup.core.cards import Card, Phone, Postal
from followup.core.trouble import NotUnderstood
from followup.sources.contacts_csv import read_contacts
from followup.sources.vcard import read_cards, write_card

from .samples import sample


def test_an_old_card_is_read_with_its_umlauts_and_phones():
    anna = next(iter(read_cards(sample("anna.vcf"))))

    assert anna == Card(
        name="Dr. Anna Müller",
        honorific="Dr.",
        given="Anna",
        family="Müller",
        organisation="Hafen & Sohn",
        addresses=("anna@hafen.example",),
        phones=(
            Phone(number="+49 221 4710815", sort="landline"),
            Phone(number="+49 1512 3456789", sort="mobile"),
        ),
    )


def test_a_damaged_card_does_not_keep_the_others_from_being_read():
    found = list(read_cards(sample("anna.vcf")))

    assert [type(each) for each in found] == [Card, NotUnderstood, Card]


def test_a_firm_has_its_address_and_note():
    *_, firm = read_cards(sample("anna.vcf"))

    assert firm == Card(
        name="Brandt, Keramik",
        organisation="Brandt, Keramik",
        is_firm=True,
        note="One\nTwo, three",
        postals=(Postal(street="Töpferweg 3", city="Bonn", code="53113", country="Germany", sort="work"),),
    )


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=100)


@given(name=WORDS.filter(bool), given=WORDS, family=WORDS, note=WORDS)
def test_a_card_that_is_written_is_read_as_it_was(name, given, family, note):
    card = Card(name=name, given=given, family=family, note=note)

    assert list(read_cards(write_card(card).encode())) == [card]


@given(st.binary(max_size=500))
def test_no_bytes_make_the_reading_of_cards_fail(data):
    for each in read_cards(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n"):
        assert isinstance(each, Card | NotUnderstood)


def test_connections_are_read_below_their_preamble():
    (mia,) = read_contacts(sample("linkedin.csv"))

    assert mia == Card(
        name="Mia Sato",
        given="Mia",
        family="Sato",
        organisation="Kiosk",
        title="Buyer",
        addresses=("mia@kiosk.example",),
        urls=("https://people.example/mia",),
    )
