"""What visitors wrote into the form of a website: their words, and they are who is answered."""

import pytest

from followup.core.facts import Party
from followup.core.kinds import Kind
from followup.core.reading import read_mail
from tests.core.reading.samples import ADA, SEEKER, SHOP, kinds, letter, mail

SITE = Party("Lindqvist Keramik", "wordpress@lindqvist.example")
ROSA = Party("Rosa Valdez", "rosa@kiosk.example")


def form(text, *, sender=SITE, reply_to=(), subject="Lindqvist Keramik “New message”", **more):
    """A mail by which the shop's site hands on what somebody wrote."""
    return mail(text, subject, sender=sender, reply_to=reply_to, **more)


PLAIN = """From: Rosa Valdez <rosa@kiosk.example>
Subject: Twelve bowls

Message Body:
Do you still make the small blue bowls? We would need twelve by May.

--
This e-mail was sent from a contact form on Lindqvist Keramik (https://lindqvist.example)
"""

LABELLED = {
    "one line each": "Name: Rosa Valdez\nEmail: rosa@kiosk.example\nPhone: +34 91 000 00 00\nMessage: Do you ship to Madrid?",
    "labels above": "Name *\n\nRosa Valdez\n\nEmail *\n\nrosa@kiosk.example\n\nMessage *\n\nDo you ship to Madrid?\n\nSent via form submission from Lindqvist Keramik",
    "two names": "First name: Rosa\nLast name: Valdez\nE-mail address: rosa@kiosk.example\nHow can we help?: Do you ship to Madrid?",
    "starred": "**Your name:** Rosa Valdez\n**Your email:** rosa@kiosk.example\n**Your message:** Do you ship to Madrid?\n**IP address:** 203.0.113.9",
    "German": "Neue Anfrage\n\nName: Rosa Valdez\nE-Mail-Adresse: rosa@kiosk.example\nTelefon: -\nNachricht:\nDo you ship to Madrid?\n\nDatum: 04.03.2026",
    "French": "Votre nom : Rosa Valdez\nVotre e-mail : rosa@kiosk.example\nVotre message : Do you ship to Madrid?",
}


def test_the_visitor_enquires_and_not_the_site():
    told = read_mail(form(PLAIN), SHOP)
    assert {each.who for each in told} == {ROSA}
    assert "enquired" in [each.kind for each in told]
    assert letter(form(PLAIN), SHOP).says == "Do you still make the small blue bowls?"


@pytest.mark.parametrize("text", LABELLED.values(), ids=LABELLED.keys())
def test_forms_write_their_fields_in_many_ways(text):
    told = letter(form(text), SHOP)
    assert told.who == ROSA
    assert told.says == "Do you ship to Madrid?"
    assert told.asks


def test_a_shop_writes_to_itself_and_names_the_visitor_for_answers():
    own = form(LABELLED["one line each"], sender=Party("Shop", ADA), reply_to=(Party("", ROSA.address),))
    assert letter(own, SHOP).who == ROSA


def test_whoever_writes_into_a_form_waits_for_an_answer_whatever_the_words():
    text = "Name: Rosa Valdez\nEmail: rosa@kiosk.example\nMessage: I liked your stall in Cologne very much."
    assert letter(form(text), SHOP).asks
    assert kinds(form(text), SHOP) == ["enquired"]


def test_a_complaint_by_form_is_no_enquiry():
    text = (
        "Name: Rosa Valdez\nEmail: rosa@kiosk.example\nMessage: The bowl I ordered from you arrived broken."
    )
    assert kinds(form(text), SHOP) == ["complained"]


def test_job_seekers_have_forms_too():
    told = letter(form(LABELLED["one line each"]), SEEKER)
    assert told.who == ROSA
    assert Kind.ENQUIRED not in {each.kind for each in read_mail(form(LABELLED["one line each"]), SEEKER)}


def test_the_copy_of_what_we_wrote_into_a_form_is_no_letter_to_us():
    text = f"Name: Ada Lindqvist\nEmail: {ADA}\nMessage: Do you have the part in stock?"
    assert read_mail(form(text, sender=Party("Parts", "noreply@parts.example")), SHOP) == ()


def test_an_address_that_answers_do_not_go_to_is_not_taken_for_the_visitor():
    stray = form(
        LABELLED["one line each"],
        sender=Party("", "no-reply@shop.example"),
        reply_to=(Party("", "other@shop.example"),),
    )
    assert all(each.who != ROSA for each in read_mail(stray, SHOP))


def test_a_person_who_lists_particulars_is_no_form():
    told = letter(
        mail(
            "Here is what you asked for.\nName: Rosa Valdez\nEmail: rosa@kiosk.example\nMessage: none",
            "Re: Details",
        ),
        SHOP,
    )
    assert told.who.name == "Ben Carter"


def test_advertising_through_a_form_calls_for_nothing():
    text = (
        "Name: Growth Team\nEmail: growth@rankings.example\nMessage: We offer guaranteed first page rankings on Google for your website. "
        "Our SEO packages start at just $99 per month. 100% satisfaction guaranteed. Act now and get 50% off, limited time offer! Visit https://rankings.example"
    )
    assert not any(each.asks or each.kind == Kind.ENQUIRED for each in read_mail(form(text), SHOP))
