"""The language of templates: fields, sentences that may fall away, and errors that say what to mend."""

import pytest

from followup.core.letters.hints import HINTS
from followup.core.letters.shipped import shipped, texts
from followup.core.letters.template import TemplateError, parse, render


def rendered(body: str, **values: str) -> str:
    """The body of a template with these fields known."""
    (wording,) = parse(f"Subject: Hello\n\n{body}", "test", HINTS)
    return render(wording.body, values, HINTS)


def test_a_field_is_filled():
    assert rendered("About {role}.", role="Night Editor") == "About Night Editor."


def test_a_field_that_is_not_known_becomes_a_blank():
    assert rendered("About {role}.") == "About [the role]."


def test_a_sentence_stays_only_while_its_field_is_known():
    body = "Thank you.{?role} It was about {role}.{/role}{!role} It was good.{/role}"

    assert (rendered(body, role="Buyer"), rendered(body)) == (
        "Thank you. It was about Buyer.",
        "Thank you. It was good.",
    )


def test_parts_may_stand_inside_parts():
    body = "{?role}As {role}{?firm} at {firm}{/firm}.{/role}"

    assert rendered(body, role="Buyer") == "As Buyer."


def test_a_paragraph_that_falls_away_leaves_no_hole():
    assert rendered("One.\n\n{?role}{role}{/role}\n\nTwo.") == "One.\n\nTwo."


def test_values_are_never_read_as_template():
    assert rendered("{role}", role="{firm}") == "{firm}"


def test_further_wordings_follow_after_a_line_of_equals_signs():
    wordings = parse("Subject: A\n\nOne\n====\nReply: B\n\nTwo", "test", HINTS)

    assert [(each.is_reply, each.body) for each in wordings] == [(False, ("One",)), (True, ("Two",))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hello", "mine: each wording begins with a line “Subject: …” or “Reply: …”, not with “Hello”."),
        ("Subject: a\n\n{rolle}", "mine: there is no field {rolle}; did you mean {role}?"),
        ("Subject: a\n\n{qqqqqq}", "mine: there is no field {qqqqqq}."),
        ("Subject: a\n\n{?role} b", "mine: the part that begins with “{?role}” is never closed."),
        ("Subject: a\n\nb {/role}", "mine: “{/role}” closes what was not opened; nothing is open there."),
        ("Subject: a\n\n{?role}{/firm}", "mine: “{/firm}” closes what was not opened; “{/role}” was expected."),
        ("Subject: a\n\nb } c", "mine: a curly bracket stands alone at “b } c”; fields look like {role}."),
        ("Subject: a\n\n{% if role %}", "mine: a curly bracket stands alone at “{% if role %}”; fields look like {role}."),
        ("Subject: a\n\n" + "{?role}" * 7, "mine: parts are nested more than 5 deep at “{role}”."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(text: str, sentence: str):
    with pytest.raises(TemplateError) as trouble:
        parse(text, "mine", HINTS)

    assert str(trouble.value) == sentence


def test_each_shipped_template_can_be_read():
    assert set(shipped()) == set(texts())
