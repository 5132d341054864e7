"""What customers write: enquiries, orders, complaints, and the wish to be left alone."""

import pytest

from tests.core.reading.samples import SEEKER, SHOP, kinds, letter, mail, read

READ = {
    "quote wanted": ("Could you send me a quote for 200 candles?", "enquired"),
    "price": ("How much would the large table cost?", "enquired"),
    "interested": ("We are interested in your handmade bags for our hotel.", "enquired"),
    "in stock": ("Is the blue kettle still available?", "enquired"),
    "delivery": ("Do you deliver to Norway?", "enquired"),
    "price for a number": ("Could you send me a price for 20, and tell me when you deliver?", "enquired"),
    "pieces, how much": (
        "Deep plates for pasta, 40 pieces, in grey. What do you say, and how much?",
        "enquired",
    ),
    "a course": ("My sister would love this. Do you give lessons, or vouchers for them?", "enquired"),
    "a place on a course": ("Are there still places left on the Saturday course?", "enquired"),
    "order placed": ("We would like to place an order for ten chairs.", "ordered"),
    "quote accepted": ("We accept your quote. Please start in April.", "ordered"),
    "go ahead": ("Please go ahead with the order.", "ordered"),
    "purchase order": ("Please find attached our purchase order.", "ordered"),
    "a number, please": ("It baked well. We order 30, please, in grey.", "ordered"),
    "the same again": ("Can I order the same again, plus one?", "ordered"),
    "too hot": ("Sir, the handle of the jug gets so hot that one cannot pour.", "complained"),
    "not what was ordered": ("The vases we got are mint, we ordered sage.", "complained"),
    "chipped": ("Three cups of my order are chipped.", "complained"),
    "leaking": ("The pot I bought in May is leaking.", "complained"),
    "wrong colour": ("This is the wrong colour, our order said blue.", "complained"),
    "quick solution": ("The sage ones are here. Thank you for the quick solution!", "resolved"),
    "matter closed": ("The new jug pours well. Matter closed.", "resolved"),
    "all settled": ("The refund came on Friday, so it is all settled now.", "resolved"),
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
    "how much they enjoyed": ("I cannot say how much we enjoyed the course you gave.", "enquired"),
    "pieces they made": ("We made 40 pieces ourselves with your glaze.", "enquired"),
    "an order of words in numbers": ("In what order do 30, 40 and 50 come?", "ordered"),
    "broken by themselves": (
        "I have broken the lid of a pot that I bought from you, can you make a new one?",
        "complained",
    ),
    "not a crack": ("40 loaves in the bowl you sent and not a crack.", "complained"),
    "a hot day": ("It was so hot that we closed the shop early.", "complained"),
    "not settled": ("The matter is not yet settled, please call.", "resolved"),
    "a new lamp": ("Where would the new lamp work best?", "resolved"),
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


def test_a_job_seeker_asked_for_an_example_is_sold_nothing():
    assert kinds(mail("Could you send me one example of your work?", "Introduction")) == []


def test_whom_a_firm_is_looking_for_is_no_enquiry_to_a_job_seeker():
    assert (
        kinds(mail("They are looking for someone who can talk to drivers.", "I told Joost about you")) == []
    )


def test_a_job_word_is_nothing_to_a_shop():
    assert kinds(mail("Thank you for your application for the spring market.", "Stand"), SHOP) == []


def test_the_wishes_in_an_order_want_no_answer_of_their_own():
    text = "I would like to order six bowls.\n\nPlease send them to Rosenweg 9, with the invoice."
    assert not letter(mail(text, "Order"), SHOP).asks


def test_a_question_in_an_order_wants_its_answer():
    text = "I would like to order six bowls.\n\nAre they dishwasher safe?"
    assert letter(mail(text, "Order"), SHOP).asks


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


ADVERTISING = {
    "search engines": "We found 37 errors on your website. Book a call and see page one of the rankings. Reply with your number.",
    "bumped": "Hi Ada, did you see my last mail? Our agency has two free audits left, book a call.",
    "a recruiter's rush": "Urgent!!! Your profile is a perfect match, day rate negotiable. Reply with your CV asap!",
    "a ticket": "Thank you for your order, Ada. Please be on the platform fifteen minutes before departure.",
}

MEANT_FOR_US = {
    "a question": "I run an agency and saw your lamps. Could you come to our shop in May?",
    "a request": "Please tell me the opening hours of your shop.",
    "a hurried customer": "Could you send a quote for 20 lamps asap? It is urgent.",
    "a hurried order": "We would like to place an order, urgent!!! Are they in stock? Reply asap.",
}


@pytest.mark.parametrize("text", ADVERTISING.values(), ids=ADVERTISING)
@pytest.mark.parametrize("known", [SEEKER, SHOP], ids=["seeker", "shop"])
def test_advertising_wants_no_answer(text, known):
    assert not letter(mail(text, "News for you"), known).asks


@pytest.mark.parametrize("text", MEANT_FOR_US.values(), ids=MEANT_FOR_US)
def test_what_is_meant_for_us_wants_an_answer(text):
    assert letter(mail(text, "Hello"), SHOP).asks
