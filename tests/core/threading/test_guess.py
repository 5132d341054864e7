"""What an answer without headers seems to answer, and how sure that is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.threading.conversations import Place, conversations
from followup.core.threading.guess import Trail, guess
from followup.core.threading.people import Tie, people, tie

ADA = "ada@example.org"
MIRA = "mira@northwind.example"
JAN = "jan@northwind.example"
EVE = "eve@elsewhere.example"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHAIRS = "Could you lend us sixty chairs for the evening of the ninth of May, and bring them to the hall?"


def trail(key: str, hours: float, sender: str, to: str, subject: str, text: str = "") -> Trail:
    return Trail(
        key, NOON + timedelta(hours=hours), subject, people(sender, to, frozenset({ADA})), sender.split("@")[0], text
    )  # fmt: skip


def quoting(words: str) -> str:
    return f"Yes.\n\nOn 2 March 2026 Ada <{ADA}> wrote:\n> {words}\n"


ASKED = trail("asked", 0, ADA, MIRA, "Chairs for the ninth of May", CHAIRS)


def parent(answer: Trail, *letters: Trail) -> str:
    found = guess(answer, letters)
    return found.parent if found else ""


def sure(answer: Trail, *letters: Trail) -> float:
    found = guess(answer, letters or [ASKED])
    return found.confidence if found else 0.0


def test_the_same_subject_from_who_was_asked_is_an_answer():
    assert sure(trail("b", 5, MIRA, ADA, "Re: Chairs for the ninth of May", "Yes.")) == 0.93


def test_quoted_words_make_it_surer():
    assert sure(trail("b", 5, MIRA, ADA, "Re: Chairs for the ninth of May", quoting(CHAIRS))) == 0.98


def test_a_colleague_has_to_quote():
    bare = trail("b", 5, JAN, ADA, "Re: Chairs for the ninth of May", "Yes.")
    with_quote = trail("b", 5, JAN, ADA, "Re: Chairs for the ninth of May", quoting(CHAIRS))

    assert (sure(bare), sure(with_quote)) == (0.0, 0.93)


def test_a_stranger_with_the_same_subject_answers_nothing():
    assert sure(trail("b", 5, EVE, ADA, "Re: Chairs for the ninth of May", "Yes.")) == 0.0


def test_a_letter_that_neither_answers_nor_quotes_begins_something_new():
    assert sure(trail("b", 5, MIRA, ADA, "Chairs for the ninth of May", "Something else.")) == 0.0


def test_after_sixty_days_it_is_another_matter():
    assert sure(trail("b", 61 * 24, MIRA, ADA, "Re: Chairs for the ninth of May", quoting(CHAIRS))) == 0.0


def test_a_new_subject_needs_a_long_quote():
    short = trail("b", 5, MIRA, ADA, "Re: The hall", quoting("sixty chairs"))
    long = trail("b", 5, MIRA, ADA, "Re: The hall", quoting(CHAIRS))

    assert (sure(short), sure(long)) == (0.0, 0.98)


def test_of_two_matters_with_one_name_the_quoted_one_is_answered():
    march = trail(
        "march", 0, ADA, MIRA, "Invoice", "The bill for March: nine lamps and a ladder, as ordered."
    )
    april = trail("april", 9, ADA, MIRA, "Invoice", "The bill for April: four doors and their brass hinges.")
    answer = trail("b", 20, MIRA, ADA, "Re: Invoice", quoting("The bill for March: nine lamps and a ladder"))

    assert parent(answer, march, april) == "march"


def test_without_a_quote_the_last_one_is_answered():
    march = trail("march", 0, ADA, MIRA, "Invoice", "The bill for March.")
    april = trail("april", 9, ADA, MIRA, "Invoice", "The bill for April.")

    assert parent(trail("b", 20, MIRA, ADA, "Re: Invoice", "Paid."), april, march) == "april"


def test_who_answers_for_an_office_was_written_to():
    one = people(ADA, "office@northwind.example", frozenset({ADA}))

    assert tie(people(JAN, ADA, frozenset({ADA})), one) is Tie.SHARED


def test_ourselves_are_nobody_in_common():
    one = people(MIRA, ADA, frozenset({ADA}))

    assert tie(people(EVE, ADA, frozenset({ADA})), one) is Tie.NONE


def test_free_mail_is_no_firm():
    one = people(ADA, "someone@gmail.com", frozenset({ADA}))

    assert tie(people("other@gmail.com", ADA, frozenset({ADA})), one) is Tie.NONE


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200)), min_size=2, max_size=6), st.randoms())
def test_whatever_letters_say_a_guess_is_made_and_their_order_does_not_matter(letters, chance):
    trails = [
        trail(str(number), number, (ADA, MIRA)[number % 2], (MIRA, ADA)[number % 2], f"Re: {subject}", text)
        for number, (subject, text) in enumerate(letters)
    ]
    answer, *others = reversed(trails)
    shuffled = list(others)
    chance.shuffle(shuffled)

    assert guess(answer, shuffled) == guess(answer, others)


@pytest.mark.parametrize("parents", [("b", "a"), ("a", "b"), ("b", "gone")])
def test_guesses_in_a_circle_are_only_a_conversation(parents):
    places = [
        Place("a", NOON, "a", parents[0], "so"), Place("b", NOON + timedelta(hours=1), "b", parents[1], "so"),
        Place("c", NOON + timedelta(hours=2), "b"),
    ]  # fmt: skip

    threads = {each.thread for each in conversations(places).values()}

    assert threads <= {"a", "b"}


def test_a_strand_that_was_tied_to_another_says_by_what():
    placed = conversations([Place("a", NOON, "a"), Place("b", NOON + timedelta(hours=1), "b", "a", "so")])

    assert (placed["a"].by, placed["b"].by, placed["b"].thread) == ("", "so", "a")


def test_of_a_long_list_of_recipients_every_address_is_known():
    those = people(
        ADA, "“Mira” <mira@northwind.example>, 'Jan' <jan@northwind.example>; eve@elsewhere.example", {ADA}
    )

    assert those.others == {MIRA, JAN, EVE}
