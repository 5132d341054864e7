"""What people write below their letters becomes details of theirs."""

from datetime import timedelta

import pytest

from followup.actions.importing.files import import_paths, undo_import
from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.cards import Card, Phone
from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.models import Contact, Detail, Import
from tests.actions.telling_about import NOW, ada
from tests.post import mail, mbox

pytestmark = pytest.mark.django_db

MIRA = Party("Mira Aydın", "mira@northwind.example")
TEXT = """Could you come on Tuesday?

Kind regards
Mira Aydın
Head of Data
Northwind GmbH
Hafenweg 12
20457 Hamburg
Telephone: +49 40 5550120
Mobile: +49 170 1234567"""


def letter(text: str, *, sender: Party = MIRA, name: str = "one", **more) -> Item:
    thing = Mail(message_id=f"{name}@x", sender=sender, subject="Talk", text=text, sent_at=NOW, **more)
    return Item(thing, (Told(slot="message", kind=Kind.RECEIVED, at=NOW, who=sender),))


def details(name: str = "Mira Aydın") -> dict[str, str]:
    """What signatures told of a person."""
    rows = Detail.objects.filter(contact__name=name, source__startswith="signature")
    return dict(rows.values_list("kind", "value"))


def test_a_signature_tells_of_its_writer():
    tell(ada(), [letter(TEXT)], now=NOW)

    assert details() == {
        "title": "Head of Data",
        "firm": "Northwind GmbH",
        "postal": "Hafenweg 12\n20457 Hamburg",
        "landline": "+49 40 5550120",
        "mobile": "+49 170 1234567",
    }


def test_a_number_that_a_card_has_stays_as_the_card_writes_it():
    card = Card(
        name=MIRA.name, addresses=(MIRA.address,), phones=(Phone(number="0170/1234567", sort="mobile"),)
    )
    tell(ada(), [Item(card), letter(TEXT)], now=NOW, source="import 1")

    numbers = Detail.objects.filter(kind="mobile").values_list("value", "source")
    assert list(numbers) == [("0170/1234567", "import 1")]


def test_the_same_signature_again_tells_nothing_new():
    workspace = ada()
    tell(workspace, [letter(TEXT)], now=NOW)
    before = list(Detail.objects.values_list("pk", "value"))
    tell(workspace, [letter(TEXT.replace("Tuesday", "Friday"), name="two")], now=NOW + timedelta(hours=1))

    assert list(Detail.objects.values_list("pk", "value")) == before


def test_a_quoted_signature_is_not_the_writers():
    quoted = "\n".join(f"> {line}" for line in TEXT.splitlines())
    tell(
        ada(),
        [letter(f"I will ask her.\n\nJan\n\n{quoted}", sender=Party("Jan Kern", "jan@northwind.example"))],
        now=NOW,
    )

    assert details("Jan Kern") == {}


def test_newsletters_and_our_own_letters_tell_nothing():
    us = Party("Ada Weber", "ada.weber@example.org")
    items = [
        letter(TEXT, headers=(("list-unsubscribe", "<mailto:off@northwind.example>"),)),
        letter(TEXT, sender=us, name="two"),
    ]
    tell(ada(), items, now=NOW)

    assert not Detail.objects.filter(source__startswith="signature").exists()


def test_an_import_that_is_taken_back_takes_what_its_signatures_told(tmp_path):
    received = mail(
        at="2026-03-01T08:00:00+00:00",
        sender="Mira Aydın <mira@northwind.example>",
        subject="Talk",
        body=TEXT,
    )
    path = mbox(tmp_path / "post.mbox", [received])
    import_paths(ada(), [path], now=NOW)
    assert details()["title"] == "Head of Data"

    undo_import(Import.objects.get(), NOW)

    assert not Contact.objects.filter(name="Mira Aydın").exists()
