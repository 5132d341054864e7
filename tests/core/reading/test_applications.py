"""What an employer's letters say: arrived, wait until, offer, references, names."""

import pytest

from followup.core.facts import Party
from tests.core.reading.samples import kinds, letter, line, lines, mail, read

READ = {
    "arrived": ("Dear Ada, we have received your application. Ben", "acknowledged"),
    "thanks for applying": (
        "Thank you for applying to Harbour Labs. Our team will review it.",
        "acknowledged",
    ),
    "by Friday": ("We will let you know by Friday.", "answer_promised until 2026-03-06"),
    "in two weeks": ("You will hear from us in two weeks.", "answer_promised until 2026-03-18"),
    "end of next week": (
        "We'll get back to you by the end of next week.",
        "answer_promised until 2026-03-13",
    ),
    "early next week": ("I will be in touch early next week.", "answer_promised until 2026-03-11"),
    "working days": (
        "Expect an answer within 10 working days: you will hear from us within 10 working days.",
        "answer_promised until 2026-03-18",
    ),
    "a date": ("A decision will be made by 20 March.", "answer_promised until 2026-03-20"),
    "give us a week": ("Please give us two weeks to read everything.", "answer_promised until 2026-03-18"),
    "offer": ("We are delighted to offer you the position of Data Analyst.", "offered"),
    "offer with its day": (
        "We are pleased to offer you the job. Please tell us by 20 March whether you accept.",
        "offered until 2026-03-20",
    ),
    "offer letter": ("You got the job! Your employment contract is attached.", "offered"),
    "references": ("Could you send us the names of two references?", "reference_asked"),
    "referees": ("We would like to contact your referees next.", "reference_asked"),
    "colleague copied in": ("I've cc'd my colleague Mia, who plans the talks.", "referred"),
    "introduced": ("Let me introduce you to my colleague Tom Berg, who leads the data team.", "referred"),
    "passed on": ("I have forwarded your CV to our hiring manager.", "referred"),
}

NOT_READ = {
    "no promise without a day": ("We will be in touch.", "answer_promised"),
    "their wish for our answer": ("Please let me know by Friday.", "answer_promised"),
    "an offer of help": ("We are happy to offer you our help with the form.", "offered"),
    "a special offer": ("We are pleased to offer you a discount on the ticket for the job fair.", "offered"),
    "an offer that may come": ("If we offer you the position, we will need your papers.", "offered"),
    "a reference number": ("Please quote the reference number 4711.", "reference_asked"),
    "no references needed": ("We do not need any references from you at this point.", "reference_asked"),
    "not yet arrived": ("We have not received your application yet.", "acknowledged"),
    "colleagues mentioned": ("My colleagues in the lab are looking forward to it.", "referred"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_an_employers_sentence_is_understood(text, expected):
    assert expected in lines(mail(text))


@pytest.mark.parametrize(("text", "kind"), NOT_READ.values(), ids=NOT_READ)
def test_an_employers_sentence_is_not_overread(text, kind):
    assert kind not in kinds(mail(text))


def test_every_question_is_listed():
    told = letter(mail("Hi Ada, when could you start? Please send us your certificates. How are you?\n\nBen"))
    assert told.asks
    assert told.details["questions"] == "Hi Ada, when could you start?\nPlease send us your certificates."


@pytest.mark.parametrize(
    "text",
    [
        "Thanks a lot, that was all I needed.",
        "If you have any questions, please do not hesitate to contact us.",
        "Please find the brochure attached.",
        "I hope this helps. Feel free to call.",
        "Hi Ada, how are you?",
    ],
)
def test_a_courtesy_asks_for_nothing(text):
    assert not letter(mail(text)).asks


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell me your salary wish?",
        "Please confirm that the address is right.",
        "Let me know whether Tuesday suits you.",
        "We still need a copy of your degree.",
        "I would be grateful if you could call me.",
        "Looking forward to your answer.",
    ],
)
def test_a_request_wants_an_answer(text):
    assert letter(mail(text)).asks


def test_title_firm_and_number_come_with_the_fact():
    subject = "Your application for the position of Senior Data Analyst (Ref. 2026-114) at Harbour Labs"
    (told,) = read(mail("We have received your application.", subject))
    assert (told.about.title, told.about.organisation, told.about.reference) == (
        "Senior Data Analyst",
        "Harbour Labs",
        "2026-114",
    )


def test_the_firm_comes_from_the_signature_where_the_words_are_silent():
    text = (
        "We have received your application.\n\nKind regards\nBen Carter\nHead of People\nNordlicht Werft GmbH"
    )
    (told,) = read(mail(text, sender=Party("Ben Carter", "ben@gmail.com")))
    assert told.about.organisation == "Nordlicht Werft GmbH"


def test_a_free_mail_domain_is_no_firm():
    (told,) = read(mail("We have received your application.", sender=Party("Ben Carter", "ben@gmail.com")))
    assert told.about.organisation == ""


def test_a_tracking_systems_confirmation_is_also_the_first_sign_of_the_application():
    told = read(
        mail(
            "Thank you for applying for the role of Data Analyst at Harbour Labs. We have received your application.",
            "We received your application",
            sender=Party("Harbour Labs Recruiting", "no-reply@greenhouse.io"),
        )
    )
    assert [(line(each), each.by_machine) for each in told] == [("acknowledged", True), ("applied", True)]
    assert told[0].about.organisation == "Harbour Labs"


def test_a_tracking_systems_no_is_a_machines_no():
    (told,) = read(
        mail(
            "We have decided to move forward with other candidates for this position.",
            sender=Party("Harbour Labs", "no-reply@hire.lever.co"),
            headers=[("list-unsubscribe", "<https://lever.co/u>")],
        )
    )
    assert (told.kind, told.by_machine) == ("rejected", True)


def test_a_job_boards_word_that_we_applied():
    told = read(
        mail(
            "Your application was sent to Harbour Labs.",
            "Ada, your application was sent",
            sender=Party("", "jobs-noreply@linkedin.com"),
        )
    )
    assert [line(each) for each in told] == ["applied"]


def test_the_person_behind_a_no_reply_address_is_the_one_to_write_to():
    from_machine = mail(
        "We have received your application.",
        sender=Party("Harbour", "noreply@harbour-labs.example"),
        reply_to=(Party("Mia Wolff", "mia@harbour-labs.example"),),
    )
    assert {each.who for each in read(from_machine)} == {Party("Mia Wolff", "mia@harbour-labs.example")}


def test_a_short_thanks_is_quoted_as_it_stands():
    assert letter(mail("Hi Ada, thanks, got it!", "Re: Papers")).says == "Hi Ada, thanks, got it!"


def test_a_title_is_bare_of_what_the_mail_is():
    (told,) = read(mail("We have received your application.", "Application Data Analyst (Ref. HL-2026-07)"))
    assert (told.about.title, told.about.reference) == ("Data Analyst", "HL-2026-07")


@pytest.mark.parametrize(
    "text",
    ["We would need your answer by Monday.", "Please let us know by Monday 9 March whether you accept."],
)
def test_the_day_an_offer_names_for_our_answer_is_no_promise_of_theirs(text):
    offer = f"I am delighted to offer you the position of Editor at Harbour Labs. {text}"
    assert lines(mail(offer, "Offer")) == ["offered until 2026-03-09"]


def test_their_own_answer_by_a_day_is_a_promise():
    assert lines(mail("You will have our answer by Monday.", "Editor")) == [
        "answer_promised until 2026-03-09"
    ]


def test_what_they_will_ask_is_not_asked_yet():
    assert not letter(mail("We will ask you how you would find out what readers want.", "Interview")).asks


def test_what_they_ask_now_is_asked():
    assert letter(
        mail("We wanted to ask you this: how would you find out what readers want?", "Interview")
    ).asks


@pytest.mark.parametrize(
    "subject", ["Your application to Lumen Archive", "Thank you for applying to Lumen Archive"]
)
def test_whom_an_application_went_to_is_a_firm_and_no_role(subject):
    (told,) = read(mail("Dear Ada, we have received your application.", subject))
    assert (told.about.title, told.about.organisation) == ("", "Lumen Archive")


def test_an_application_to_a_role_names_the_role():
    (told,) = read(mail("We have received your application.", "Your application to Head of Design"))
    assert (told.about.title, told.about.organisation) == ("Head of Design", "Harbour Labs")


def test_interest_in_a_role_is_interest_in_no_firm():
    text = "Thank you for your interest in Customer Researcher, Savings. We decided to move forward with other candidates."
    (told,) = read(mail(text, "Update"))
    assert (told.about.title, told.about.organisation) == ("Customer Researcher, Savings", "Harbour Labs")


def test_a_firm_s_name_ends_with_its_sentence():
    text = "We received your application at Pellow Press. Your documents are complete."
    (told,) = read(mail(text, "Application"))
    assert told.about.organisation == "Pellow Press"


@pytest.mark.parametrize("address", ["ben@example.com", "ben@gmail.com"])
def test_an_address_that_anybody_may_have_names_no_firm(address):
    (told,) = read(mail("We have received your application.", "Application", sender=Party("Ben", address)))
    assert told.about.organisation == ""
