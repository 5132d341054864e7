"""What a signature told of somebody is on the person's page."""

from django.urls import reverse

from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.models import Contact
from tests.cast import NOW, Cast

MIRA = Party("Mira Aydın", "mira@northwind.example")


def test_a_contact_page_shows_what_the_signature_said_and_that_it_did(cast: Cast):
    text = "Could you come on Tuesday?\n\nKind regards\nMira Aydın\nHead of Data\nMobile: +49 170 1234567"
    mail = Mail(message_id="one@x", sender=MIRA, subject="Talk", text=text, sent_at=NOW)
    told = Told(slot="message", kind=Kind.RECEIVED, at=NOW, who=MIRA)
    tell(cast.workspace, [Item(mail, (told,))], now=NOW)

    contact = Contact.objects.get(name=MIRA.name)
    page = cast.browser("ada").get(reverse("contact", args=[contact.pk])).content.decode()

    assert all(words in page for words in ("+49 170 1234567", "Head of Data", "from a signature"))
