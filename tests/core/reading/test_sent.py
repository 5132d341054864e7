"""What our own letters mean."""

import pytest

from followup.core.facts import Party
from followup.core.reading import read_mail
from tests.core.reading.samples import ADA, SEEKER, SHOP, kinds, line, lines, ours, read

READ = {
    "application": ("I would like to apply for the position of Data Analyst. My CV is attached.", "applied"),
    "application by its attachment": ("Please find attached my CV for the Data Analyst position.", "applied"),
    "acceptance": ("I am delighted to accept your offer.", "hired"),
    "withdrawal": ("I would like to withdraw my application.", "withdrawn"),
    "declined": ("After much thought I have decided not to accept the position.", "withdrawn"),
    "promise": ("I will send you the references by Friday.", "promised until 2026-03-06"),
    "promise for tomorrow": ("I'll call you tomorrow.", "promised until 2026-03-05"),
    "details left": (
        "It was good meeting you at the fair. My contact details are below, please keep my CV on file.",
        "details_left",
    ),
}

NOT_READ = {
    "asking after it": ("I applied two weeks ago. Is there any news on my application?", "applied"),
    "a wish": ("If you like, I will send you more next week.", "promised"),
    "no day": ("I will send you more soon.", "promised"),
    "not accepted yet": ("Before I accept your offer, I have a question.", "hired"),
    "question": ("Could you call me by Friday?", "promised"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_our_own_sentence_is_understood(text, expected):
    assert expected in lines(ours(text))


@pytest.mark.parametrize(("text", "kind"), NOT_READ.values(), ids=NOT_READ)
def test_our_own_sentence_is_not_overread(text, kind):
    assert kind not in kinds(ours(text))


def test_a_quote_has_its_number_and_its_last_day():
    (told,) = read(
        ours("Please find attached our quote no. Q-2026-17. It is valid until 31 March.", "Quote Q-2026-17"),
        SHOP,
    )
    assert (line(told), told.details["number"]) == ("quoted until 2026-03-31", "Q-2026-17")


def test_asking_about_a_quote_is_no_quote():
    assert (
        kinds(ours("Did you receive our quote no. 17? Do you have any questions?", "Re: Hello"), SHOP) == []
    )


def test_every_reader_is_written_to_and_copies_are_marked():
    tom, mia = Party("Tom", "tom@a.example"), Party("Mia", "mia@b.example")
    told = read_mail(ours("Hello both", to=(tom, mia), cc=(Party("Eve", "eve@c.example"),)), SEEKER)
    assert [(each.kind, each.who.name, each.details.get("cc", "")) for each in told] == [
        ("sent", "Tom", ""), ("sent", "Mia", ""), ("sent", "Eve", "yes"),
    ]  # fmt: skip
    assert len({each.slot for each in told}) == 3


def test_we_are_not_written_to_by_ourselves():
    assert read_mail(ours("Note", to=(Party("Ada", ADA.upper()),)), SEEKER) == ()


def test_a_mail_in_the_sent_folder_is_ours_whatever_its_sender():
    (told,) = read_mail(ours("Hello", is_sent=True), SEEKER)
    assert (told.kind, told.who.address) == ("sent", "ben@harbour-labs.example")


CONSENTS = {
    "bare": ("Yes, gladly.\n\nAda", "yes"),
    "that works": ("Hi Ben,\n\nThat works for me. Thank you!", "yes"),
    "the day": ("Monday at 13:30 suits me well.", "2026-03-09T13:30:00+01:00"),
    "see you then": ("Perfect, see you then!", "yes"),
    "there": ("Great, I will be there.", "yes"),
}

DISSENTS = {
    "no": "Unfortunately that does not work for me.",
    "another day": "I am afraid Monday is full. Would Tuesday at 10:00 work instead?",
    "either": "Monday at 10:00 or Tuesday at 11:00 works for me.",
    "thanks alone": "Thank you for your message.",
}


@pytest.mark.parametrize(("text", "agrees"), CONSENTS.values(), ids=CONSENTS)
def test_our_yes_is_kept_with_the_time_it_names(text, agrees):
    sent = read_mail(ours(text, "Re: Interview", in_reply_to=("m0@harbour-labs.example",)), SEEKER)[0]
    assert sent.details.get("agrees") == agrees


@pytest.mark.parametrize("text", DISSENTS.values(), ids=DISSENTS)
def test_what_is_no_yes_is_kept_as_none(text):
    sent = read_mail(ours(text, "Re: Interview", in_reply_to=("m0@harbour-labs.example",)), SEEKER)[0]
    assert "agrees" not in sent.details


def test_a_yes_that_answers_nothing_agrees_to_nothing():
    assert "agrees" not in read_mail(ours("Yes, gladly."), SEEKER)[0].details
