"""What customers write: enquiries, orders, complaints, and the wish to be left alone."""

import pytest

from tests.core.reading.samples import SHOP, kinds, letter, mail, read

READ = {
    "quote wanted": ("Could you send me a quote for 200 candles?", "enquired"),
    "price": ("How much would the large table cost?", "enquired"),
    "interested": ("We are interested in your handmade bags for our hotel.", "enquired"),
    "in stock": ("Is the blue kettle still available?", "enquired"),
    "delivery": ("Do you deliver to Norway?", "enquired"),
    "order placed": ("We would like to place an order for ten chairs.", "ordered"),
    "quote accepted": ("We accept your quote. Please start in April.", "ordered"),
    "go ahead": ("Please go ahead with the order.", "ordered"),
    "purchase order": ("Please find attached our purchase order.", "ordered"),
    "broken": ("I ordered a lamp and it arrived broken.", "complained"),
    "never came": ("My order has still not arrived.", "complained"),
    "disappointed": (
        "I bought two chairs from you and I am very disappointed with the finish.",
        "complained",
    ),
    "money back": ("The machine you sold us stopped working. We want a refund.", "complained"),
    "stop": ("Please stop sending me e-mails.", "opted_out"),
    "remove": ("Remove me from your list.", "opted_out"),
    "unsubscribe": ("unsubscribe", "opted_out"),
    "no more": ("I do not want to receive any more messages from you.", "opted_out"),
}

NOT_READ = {
    "they sell": ("We offer the best prices for candles, take a look.", "enquired"),
    "order of words": ("In order to finish, we need your VAT number.", "ordered"),
    "order later": ("We will place an order when the budget is there, not before.", "ordered"),
    "not disappointed": ("I bought two chairs and was not disappointed at all.", "complained"),
    "a day that does not work": ("Thursday doesn't work for us, we received your message.", "complained"),
    "stop by": ("Please stop by our stand on Friday.", "opted_out"),
    "did not stop": ("The rain did not stop us, the order came in time.", "opted_out"),
}


@pytest.mark.parametrize(("text", "kind"), READ.values(), ids=READ)
def test_a_customers_sentence_is_understood(text, kind):
    assert kind in kinds(mail(text, "Hello"), SHOP)


@pytest.mark.parametrize(("text", "kind"), NOT_READ.values(), ids=NOT_READ)
def test_a_customers_sentence_is_not_overread(text, kind):
    assert kind not in kinds(mail(text, "Hello"), SHOP)


def test_a_job_seeker_asked_for_a_price_is_not_blind_to_it():
    assert kinds(mail("Could you send me a quote for a website?", "Website")) == ["enquired?"]


def test_whoever_sent_the_customer_is_kept_in_mind():
    (told,) = [
        each
        for each in read(mail("My neighbour Tom recommended you.", "Hello"), SHOP)
        if each.slot == "sent-by"
    ]
    assert told.says == "My neighbour Tom recommended you."


def test_an_enquiry_is_about_its_subject():
    (told,) = read(mail("Could you send me a quote for 200 candles?", "Candles for our hotel"), SHOP)
    assert (told.about.kind, told.about.title) == ("enquiry", "Candles for our hotel")


def test_a_letter_scattered_to_strangers_wants_no_answer():
    stranger = mail("Do you need a loan? Please send us your bank details.", "Offer", to=())
    assert not letter(stranger, SHOP).asks
