"""Whatever arrives, reading ends and never raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.reading import new_text, read_mail, signature
from followup.core.reading.dates import days, moments
from tests.core.reading.samples import SEEKER, SHOP, WEDNESDAY, mail, ours

PIECES = st.sampled_from(
    ["On ", "wrote:\n", "> ", "\n", "From: ", "-- \n", "Thursday ", "12 March ", "31 ", "99:99 ", "at ", "(", "in 0 days ", "we ", "not ", "unfortunately ",
     "your application ", "interview ", "?", ". ", "\x00", "\u2028", "İ", "ß", "next week ", "2026-02-30 ", "00 March ", "the 31st ", "Ref. ", "pm ", "12.12. "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([SEEKER, SHOP]))
def test_reading_never_raises(text, subject, known):
    for message in (mail(text, subject), ours(text, subject)):
        for told in read_mail(message, known):
            assert told.at.tzinfo is not None
            assert len(told.says) <= 500


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_dates_never_raise(text):
    days(text, WEDNESDAY)
    moments(text, WEDNESDAY)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_new_text_is_made_of_lines_of_the_text(text):
    lines = {line.rstrip().strip() for line in text.splitlines()} | {""}
    assert {line.strip() for line in new_text(text).splitlines()} <= lines
    assert {line.strip() for line in signature(text).splitlines()} <= lines


HOSTILE = {
    "newlines": "\n" * 20_000, "on": "On " * 8_000, "on lines": "On \n" * 8_000, "quotes": ">" * 20_000, "from": "From: a\n" * 5_000,
    "one word": "a" * 50_000, "not": "not " * 10_000, "dates": "12 March at 14:00 " * 2_000, "we will": "we will be " * 5_000,
    "digits": "1" * 30_000, "dots": "." * 30_000, "capitals": "Aa " * 10_000, "brackets": "(" * 30_000, "thanks": "Thanks,\n" * 5_000,
    "at signs": "a@" * 15_000, "regards": "regards\n" * 4_000, "spaces": " " * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_to_an_end(text):
    assert all(told.at for told in read_mail(mail(text, text[:3_000]), SEEKER))
