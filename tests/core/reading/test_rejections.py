"""A no, in the many ways people and machines say it, and all that only sounds like one."""

import pytest

from tests.core.reading.samples import SHOP, kinds, mail, read

REJECTIONS = {
    "moving on with others": "Thank you for the talk. Unfortunately we have decided to move forward with other candidates.",
    "not progressing": "We will not be progressing with your application on this occasion.",
    "chosen somebody else": "It was close, but we have chosen another candidate whose background fits a little better.",
    "position filled": "I am sorry to say that the position has already been filled.",
    "regret": "We regret to inform you that your application was not successful.",
    "not selected": "After a careful review you have not been selected for the role.",
    "unable to offer": "Sadly we are unable to offer you the position at this time.",
    "short and human": "Hi Ada, we went with someone else for the analyst role in the end. Sorry! Ben",
    "will not invite": "We have read your CV with interest. However, we will not be inviting you to an interview.",
    "internal candidate": "The job went quickly: we decided to go with an internal candidate.",
    "no longer considered": "Your application is no longer under consideration for this vacancy.",
    "requirements": "Your experience does not quite match our requirements for this position.",
    "decided against": "The team decided not to move forward with your candidacy.",
    "unsuccessful": "I'm afraid your application has been unsuccessful this time.",
    "offered to another": "The team has decided to offer the Research Operations position to another candidate. There is only one post.",
    "a short no": "Dear Ada, I'm afraid it's a no this time: we went with someone who has led a lab before.",
    "no vacancy": "Thank you for your CV. We do not have a vacancy that suits your profile at the moment.",
    "hiring stopped": "The company has decided to pause hiring, so there is no longer a job to fill. Sorry, Ada.",
    "an agency's word": "I heard back from the client about the role: they have decided to go with somebody with more modelling experience.",
    "a jury": "The jury has met and I regret that your application was not among those selected.",
    "level": "Thank you for completing the test for the role. Unfortunately your results did not meet the standard we need.",
    "withdrawn": "The requisition for this position has been cancelled.",
    "passive and long": "After careful consideration of all the strong applications we received, we won't be moving forward with yours, "
    "and we will not be taking your application any further.",
}

NOT_REJECTIONS = {
    "a day that does not suit": "Unfortunately I can't make Thursday. Is Friday fine for the interview?",
    "still open": "Just so you know: we have not rejected anybody yet, the team is still reading.",
    "forward with you": "After careful consideration we decided to move forward with you. More on Monday!",
    "delay": "We are sorry for the late answer; your application is with the team.",
    "a condition": "If you are not selected, we will tell you by mail.",
    "only chosen are called": "Please note that only those candidates selected for an interview will be contacted.",
    "bad line": "Unfortunately the line was bad on our call, could you send your application again?",
    "not yet filled": "The position has not yet been filled, so your application is very welcome.",
    "thanks": "Thank you for the good conversation about the role, I enjoyed it.",
    "delivery": "Unfortunately the parcel with your badge is late.",
    "happy to go on": "We are pleased to move forward with your application.",
    "a warning": "Please answer by Friday, otherwise we would have to offer the position to another candidate.",
    "no to a day": "Sorry, Thursday is a no for me. Could we talk about the role on Friday?",
    "only one post a week": "If there is only one post for your CV, send it by courier.",
    "wishes alone": "Congratulations on your new job, I wish you every success!",
    "a permit": "Your application for a parking permit was unfortunately not successful.",
    "a friend's no": "I got rejected by the port: they went with another candidate for the position.",
    "a cousin's no": "My cousin applied at the bakery and they told her the position has been filled.",
    "a flat": "The landlord has chosen another applicant for the flat, I am sorry.",
    "an advice column": "How to deal with rejection: “we have decided to move forward with other candidates” is no verdict. Unsubscribe.",
    "silence will say no": "We have your application. If you do not hear from us by May, you have not been selected.",
    "others still to see": "We enjoyed the interview and are still talking to other candidates.",
    "another's fate": "I hope you are well. My own application at the port was fun.",
}


@pytest.mark.parametrize("text", REJECTIONS.values(), ids=REJECTIONS)
def test_a_no_is_read_as_a_no(text):
    assert kinds(mail(text))[:1] == ["rejected"]


@pytest.mark.parametrize("text", NOT_REJECTIONS.values(), ids=NOT_REJECTIONS)
def test_what_only_sounds_like_a_no_is_none(text):
    assert not [each for each in kinds(mail(text)) if each.startswith("rejected")]


def test_a_no_shows_the_very_sentence():
    text = "Dear Ada,\n\nthank you for coming in. We have chosen another candidate for the role. All the best for you.\n\nBen"
    (told,) = read(mail(text))
    assert told.says == "We have chosen another candidate for the role."


def test_a_no_in_quoted_text_is_not_read_again():
    text = "Ben, thanks for telling me.\n\nOn Tue, 3 Mar 2026, Ben wrote:\n> We have chosen another candidate for the role."
    assert kinds(mail(text, "Re: Your application")) == []


def test_a_vague_no_is_a_question():
    text = "Hi Ada, it was a hard decision. Unfortunately we could not choose you for the position."
    assert kinds(mail(text, "Analyst")) == ["rejected?"]


def test_a_no_and_an_offer_in_one_letter_is_a_question():
    text = (
        "Unfortunately your application for the senior role was not successful. "
        "We are, however, delighted to offer you the position of Junior Analyst."
    )
    assert "rejected?" in kinds(mail(text))


def test_after_a_no_a_promised_day_is_no_longer_waited_for():
    text = "We have chosen another candidate. We will let you know by Friday if a new role opens."
    assert kinds(mail(text)) == ["rejected"]


def test_a_customer_can_say_no_too():
    text = "Thank you for the quote, but we decided to stay with our current supplier."
    assert kinds(mail(text, "Re: Quote 77"), SHOP) == ["rejected"]


def test_thanks_with_a_damper_are_a_question_and_no_receipt():
    text = "Thanks so much for applying. We are rethinking what we need for this role. I'd say keep your options open."
    assert kinds(mail(text, "Your application")) == ["rejected?"]


def test_plain_thanks_for_applying_are_a_receipt():
    text = "Thanks so much for applying. Your options for a start date can be discussed later."
    assert kinds(mail(text, "Your application")) == ["acknowledged"]


@pytest.mark.parametrize(
    "text",
    [
        "We've decided to go with a factory in the end. Good luck!",
        "Thank you, but we have chosen to go with another supplier this year.",
        "Thanks for the price. We have ordered them elsewhere.",
    ],
)
def test_a_customer_who_buys_elsewhere_says_no(text):
    assert kinds(mail(text, "Re: Lamp feet"), SHOP) == ["rejected"]


def test_a_customer_who_visits_a_factory_says_no_such_thing():
    assert kinds(mail("We decided to go to the factory with our class on Monday.", "Outing"), SHOP) == []
