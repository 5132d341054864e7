"""The rule files and the language of their phrases."""

import pytest

from followup.core.kinds import Kind
from followup.core.reading.patterns import pattern
from followup.core.reading.rules import Book, book, parse
from followup.core.reading.words import plain, sentences

MATCHES = [
    ("not (selected|chosen)", "You were not chosen.", True),
    ("not (selected|chosen)", "You were chosen, not her.", False),
    ("(very)? happy to", "We are happy to come", True),
    ("we * reject", "We do not wish to reject", True),
    ("we * reject", "We do not at all ever wish to reject", False),
    ("^ stop", "Stop that", True),
    ("^ stop", "Do stop that", False),
    ("thanks $", "No, thanks!", True),
    ("recruit* team", "Your recruiting team", True),
    ("wont come", "I won’t come", True),
    ("art", "The part", False),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), MATCHES)
def test_a_phrase_is_found_where_it_stands(phrase, text, expected):
    assert pattern(phrase).is_in(plain(text)) is expected


@pytest.mark.parametrize("phrase", ["(open", "a (b (c))"])
def test_a_crooked_bracket_is_named(phrase):
    with pytest.raises(ValueError, match="bracket"):
        pattern(phrase)


def test_a_rule_of_gaps_alone_is_refused():
    with pytest.raises(ValueError, match="whole word"):
        tuple(parse('[[noted]]\nweight = 1\nwhen = ["*"]'))


SHIPPED = [
    "received", "received.jobs", "received.asked", "sent",
    *(f"received.{language}" for language in ("de", "es", "fr", "it", "nl", "pt")),
]  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rules_mean_something_known(name):
    helpers = {"interview", "agrees", "sent_by", "cooled"}
    assert {each.meaning for each in book(name).rules} <= {kind.value for kind in Kind} | helpers


def test_every_phrase_can_be_found_by_its_own_words():
    for name in SHIPPED:
        for rule in book(name).rules:
            assert 0.0 < rule.weight <= 1.0
            assert all(phrase.anchors for phrase in rule.when)


def test_a_named_list_of_words_stands_for_each_of_them():
    rules = '[words]\nsweet = "cake|<fruit>"\nfruit = "ripe pear|plum"\n[[noted]]\nweight = 1\nwhen = ["a <sweet>", "(no|<fruit>) today"]'
    (rule,) = parse(rules)

    assert [each.is_in(plain("A ripe pear")) for each in rule.when] == [True, False]
    assert [each.is_in(plain("Plum today")) for each in rule.when] == [False, True]


def test_words_that_must_be_nowhere_rule_a_meaning_out():
    rule = '[[noted]]\nweight = 1\nwhen = ["good news"]\nnowhere = ["(joke|jest)"]'
    book = Book(tuple(parse(rule)))

    assert "noted" in book.read(sentences("Good news. It rains."))
    assert "noted" not in book.read(sentences("Good news. It was a joke."))


def test_accents_and_umlauts_do_not_count():
    assert plain("Möchten Sie, Renée?") == " moechten sie renee "


def test_sentences_end_where_people_end_them():
    text = "Dear Dr. Aydin,\nwe met Mr. Berg at 2.30 p.m. on Friday. It was good! Was it?\n- one\n- two"
    assert [each.text for each in sentences(text)] == [
        "Dear Dr. Aydin,", "we met Mr. Berg at 2.30 p.m. on Friday.", "It was good!", "Was it?", "- one", "- two",
    ]  # fmt: skip
