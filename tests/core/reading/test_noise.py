"""What nobody owes an answer, and the letters of people that look a little like it."""

import pytest

from followup.core.facts import Party
from followup.core.reading import read_mail
from tests.core.reading.samples import ADA, SEEKER, SHOP, letter, mail

SHOP_DESK = Party("Kettle & Co", "orders@kettle.example")

NOISE = {
    "German newsletter": (
        "Haben Sie unsere Rosen gesehen?\n\nSie erhalten diese E-Mail, weil Sie Kunde sind. Hier können Sie sich abmelden.",
        "Frühling",
    ),
    "French newsletter": (
        "Que lire ?\n\nVous recevez ce message car vous êtes inscrit. Se désinscrire.",
        "Nos lectures",
    ),
    "Spanish newsletter": (
        "¿Qué cenamos?\n\nRecibes este correo por ser cliente. Puedes darte de baja aquí.",
        "Recetas",
    ),
    "Dutch newsletter": (
        "Is je fiets klaar?\n\nJe ontvangt deze e-mail als klant. Uitschrijven kan hier.",
        "Lente",
    ),
    "do not answer": ("Is your address right? This is an automated message, please do not reply.", "Address"),
}


@pytest.mark.parametrize(("text", "subject"), NOISE.values(), ids=NOISE)
def test_what_says_that_it_goes_to_many_tells_nothing(text, subject):
    assert read_mail(mail(text, subject), SHOP) == ()


def test_a_shops_confirmation_of_an_order_tells_nothing():
    message = mail("We are packing your kettle. Any questions?", "Order confirmation 12", sender=SHOP_DESK)

    assert read_mail(message, SHOP) == ()


def test_a_customer_who_writes_about_a_parcel_is_a_person():
    message = mail("My parcel came today and the lid is broken. Can I send it back?", "Your parcel")

    assert letter(message, SHOP).asks


SPAM = {
    "search engines": "I came across your website. We get you more traffic and qualified leads. Shall we book a call?",
    "a fortune": "Dear friend, my late client left the sum of 9 million US dollars. Will you stand as next of kin?",
    "pills": "Order prescription meds at our online pharmacy. Why pay more?",
    "credit": "Bad credit? Get cash today, no credit check! Apply now!",
    "a factory": "We are a leading manufacturer with ISO9001 and competitive prices. What is your MOQ?",
}


@pytest.mark.parametrize("text", SPAM.values(), ids=SPAM)
@pytest.mark.parametrize("known", [SEEKER, SHOP], ids=["seeker", "shop"])
def test_an_advertisement_never_asks_anything_of_us(text, known):
    assert not any(
        each.asks for each in read_mail(mail(text, "For you", sender=Party("", "x@y.example")), known)
    )


def test_an_answer_to_our_letter_is_no_advertisement_whatever_its_words():
    text = "Yes, we want more traffic and leads, and a free audit. What does it cost?"

    assert letter(mail(text, "Re: Our offer", in_reply_to=("ours@lindqvist.example",)), SHOP).asks


CRM = [("list-unsubscribe", "<mailto:stop@crm.example>")]


def test_a_salespersons_program_does_not_make_a_letter_a_newsletter():
    assert letter(mail("Dear Ada, does Tuesday suit you?", "Visit", headers=CRM), SHOP).asks


def test_a_newsletter_with_the_same_header_speaks_to_everybody():
    assert read_mail(mail("Hello readers, which one do you like?", "Three lamps", headers=CRM), SHOP) == ()


def test_a_letter_through_our_own_offices_list_is_meant_for_us():
    name = f"<{ADA.replace('@', '.')}>"

    assert letter(mail("Are you open on Friday?", "Hours", headers=[("list-id", name)]), SHOP).asks


def test_a_lists_name_in_the_subject_is_a_list_where_none_of_us_is_named():
    others = (Party("", "choir@sing.example"),)

    assert read_mail(mail("Who has the second voice?", "Re: [choir] Songs", to=others), SEEKER) == ()
    assert letter(mail("Ada, who has the second voice?", "Re: [choir] Songs")).asks


def test_a_lists_keeper_in_the_sender_line_is_a_list():
    headers = [("sender", "choir-bounces@sing.example")]

    assert read_mail(mail("Who has the second voice?", "Songs", headers=headers), SEEKER) == ()
