"""What asks something of us, and what only sounds like it."""

import pytest

from followup.core.reading.asks import asks, asks_score, letter_score, questions
from followup.core.reading.openings import KINDS
from followup.core.reading.signs import MARKS, signs
from followup.core.reading.words import Sentence, sentences
from tests.core.reading.samples import letter, mail

ASKS = [
    "Could you send me the drawings?", "Please send the drawings to my colleague.", "Let me know which day suits you.", "We need the signed form back by Monday.",
    "I was wondering whether you also sell spare parts.", "Call me when you get this.", "Would be great if you could join us.", "Confirm your attendance by Friday.",
    "It is important that you bring your passport.", "I look forward to your reply.", "Let's meet on Tuesday to discuss the offer.", "Kindly fill in the form attached.",
    "Schicken Sie uns bitte die Rechnung.", "Könnten Sie mir den Termin bestätigen?", "Pourriez-vous nous rappeler ?", "Veuillez nous renvoyer le contrat signé.",
    "Por favor, envíe la factura.", "¿Cuándo le viene bien?", "Le chiedo di inviarmi il preventivo.", "Mi faccia sapere.", "Kunt u mij de offerte sturen?", "Graag hoor ik van u.",
    "Poderia enviar-nos a fatura?", "Por favor, confirme a data.", "Please keep an eye on the kiln tonight.", "Keep the date free and call me.",
]  # fmt: skip

ONLY_SOUNDS_LIKE_IT = [
    "If you have any questions, please do not hesitate to contact us.", "Feel free to call.", "Please find my invoice attached.", "I can send you the drawings.", "He asked whether we had time.",
    "Thank you for sending the drawings.", "We will let you know.", "You do not need to do anything.", "How are you?", "Isn't it lovely?", "No reply is necessary.", "I will call you on Monday.",
    "Bei Fragen stehen wir Ihnen gern zur Verfügung.", "N'hésitez pas à nous appeler.", "No dude en llamarnos.", "Non esiti a contattarci.", "Neem gerust contact met ons op.", "Não hesite em ligar.",
    "I'd say keep your options open.", "Keep an eye on our careers page.", "Good luck, and keep looking.", "Do stay in touch.", "Please do apply again next year.",
]  # fmt: skip


TELLS = [
    "We appreciate your interest in our bakery.", "Unfortunately, we will not be able to offer you the position.", "Our panel will review your papers and come back to you.",
    "We have decided to go ahead with another candidate, and we wish you every success.", "We will keep your details on file for a year.", "It was a pleasure to meet you on Friday.",
]  # fmt: skip


@pytest.mark.parametrize("text", TELLS)
def test_a_refusal_or_a_receipt_asks_for_nothing(text):
    assert not asks(Sentence(text))


@pytest.mark.parametrize("text", ASKS)
def test_a_wish_is_read_as_one(text):
    assert asks(Sentence(text))


@pytest.mark.parametrize("text", ONLY_SOUNDS_LIKE_IT)
def test_what_only_sounds_like_a_wish_is_none(text):
    assert not asks(Sentence(text))


def test_each_wish_of_a_letter_is_listed():
    told = letter(
        mail("Thanks for the call. Which size do you need? Please send me your address. The sun shines.")
    )

    assert told.details["questions"] == "Which size do you need?\nPlease send me your address."


def test_a_plain_wish_scores_above_a_veiled_one():
    plain, veiled, none = (
        asks_score(Sentence(each))
        for each in (
            "Please call me today.",
            "It would help to see the plan.",
            "The plan was drawn by my sister.",
        )
    )

    assert plain > veiled > none


def test_a_letter_scores_as_its_plainest_wish():
    wish = "Could you please send me the plan?"
    several = sentences(f"Good morning.\n\nThe plan was drawn by my sister. {wish}")

    assert letter_score(several) >= asks_score(Sentence(wish))


def test_an_empty_letter_asks_nothing():
    assert letter_score(()) == 0.0


def test_a_letter_of_questions_lists_the_first_dozen():
    assert len(questions([Sentence(f"What is number {each}?") for each in range(40)])) == 12


@pytest.mark.parametrize("text", ["please " * 9_000, "if you have " * 9_000, "A B, " * 9_000, "could you " * 9_000, "! " * 9_000])  # fmt: skip
def test_a_monstrous_sentence_is_scored_like_any_other(text):
    assert 0.0 <= asks_score(Sentence(text)) <= 1.0


@pytest.mark.parametrize("name", ["asks", "asks.more", "asks.not"])
def test_every_phrase_of_the_signs_can_be_found(name):
    assert all(phrase.anchors for sign in signs(name).signs for phrase in sign.when)


def test_every_weight_belongs_to_something_that_is_looked_for():
    shipped = signs("asks")

    assert shipped.marks.keys() <= set(MARKS)
    assert shipped.openings.keys() <= set(KINDS)
