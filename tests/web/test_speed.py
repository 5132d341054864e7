"""Reply time: the week in a sentence, the figures, who waits, and the target."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from followup.actions.record import record
from tests.cast import NOW, Cast

BERLIN = ZoneInfo("Europe/Berlin")
#: Tuesday of the last full week.
LAST_WEEK = datetime(2026, 2, 24, 10, tzinfo=BERLIN)


def answered(cast: Cast, number: int, *, after: timedelta, at: datetime = LAST_WEEK) -> None:
    """So many letters of one moment, each from somebody else and answered so long after."""
    for each in range(number):
        who = f"Person {each} <p{each}.{after.seconds}@there.example>"
        asked = record(cast.workspace, "received", who, at=at, now=NOW, note="Could you send it?")
        record(cast.workspace, "called", asked.contact, at=at + after, now=NOW)


def page(cast: Cast, address: str = "/speed", who: str = "ada") -> str:
    return cast.browser(who).get(address).content.decode()


def test_the_week_in_a_sentence_is_the_heading(cast: Cast):
    answered(cast, 4, after=timedelta(minutes=30))
    answered(cast, 1, after=timedelta(hours=5))

    assert "<h1>You answered 4 of 5 within 2 hours.</h1>" in page(cast)


def test_half_had_an_answer_by_then(cast: Cast):
    answered(cast, 5, after=timedelta(minutes=30))

    assert '<p class="figure">30 min</p>' in page(cast)


def test_who_waits_leads_to_the_letter_that_answers(cast: Cast):
    owed = cast.owed(cast.tom, "employer/reply")

    found = page(cast)

    assert f'href="{reverse("today.open", args=[owed.key])}"' in found
    assert "Wrote yesterday at 14:30" in found


def test_who_waits_for_nothing_on_the_agenda_leads_to_their_own_page(cast: Cast):
    old = record(
        cast.workspace,
        "received",
        "Ines Raab <ines@there.example>",
        at=datetime(2026, 1, 7, 10, tzinfo=BERLIN),
        now=NOW,
    )

    assert f'href="{reverse("contact", args=[old.contact_id])}"' in page(cast)


def test_a_week_of_few_tells_no_share(cast: Cast):
    answered(cast, 3, after=timedelta(minutes=30))

    assert (
        '<td>23 February to 1 March</td><td class="number">3 of 3</td><td class="number">few</td><td class="number"></td>'
        in page(cast)
    )


def test_the_drawing_parts_a_week_into_in_time_later_and_not_at_all(cast: Cast):
    answered(cast, 3, after=timedelta(minutes=30))
    answered(cast, 1, after=timedelta(hours=5))

    found = page(cast)

    # Tom wrote yesterday, in the running week.
    assert [found.count(f'<rect class="{part}"') for part in ("in-time", "later", "not")] == [1, 1, 1]
    assert '<rect class="in-time" x="111.5" y="25.0" width="7" height="75.0"/>' in found


def test_what_the_drawing_shows_is_told_to_who_hears_the_page(cast: Cast):
    answered(cast, 5, after=timedelta(minutes=30))

    assert "Week by week. 23 February to 1 March: 5 of 5 answered, 5 within 2 hours;" in page(cast)


def test_how_far_back_is_chosen(cast: Cast):
    answered(cast, 1, after=timedelta(minutes=30), at=datetime(2025, 5, 6, 10, tzinfo=BERLIN))

    twelve, everything = page(cast), page(cast, "/speed?weeks=all")

    assert ("5 to 11 May" in twelve, "5 to 11 May" in everything) == (False, True)


def test_a_word_that_is_no_span_is_twelve_weeks(cast: Cast):
    assert 'href="?weeks=12" aria-current="page"' in page(cast, "/speed?weeks=moon")


def test_nobody_asked_anything_yet(cast: Cast):
    assert "Nobody has asked you anything yet." in page(cast, who="eve")


def test_a_question_of_somebody_elses_workspace_is_not_seen(cast: Cast):
    assert "Tom Nowak" not in page(cast, who="eve")


def test_many_letters_take_no_more_queries(cast: Cast, django_assert_max_num_queries):
    answered(cast, 12, after=timedelta(minutes=30))
    ada = cast.browser("ada")

    with django_assert_max_num_queries(10):
        ada.get("/speed")


def test_the_target_is_the_workspaces_own(cast: Cast):
    answered(cast, 1, after=timedelta(hours=3))
    before = page(cast)

    cast.browser("ada").post("/settings/change", {"answer_hours": "4"})

    assert "You answered 0 of 1 within 2 hours." in before
    assert "You answered 1 of 1 within 4 hours." in page(cast)


@pytest.mark.parametrize("hours", ["0", "-1", "1.5", "121", "soon", "", "²"])
def test_what_is_no_target_is_said_and_not_kept(cast: Cast, hours):
    answer = cast.browser("ada").post("/settings/change", {"answer_hours": hours}, follow=True)

    cast.workspace.refresh_from_db()
    assert "a whole number from 1 to 120" in answer.content.decode()
    assert cast.workspace.answer_hours == 2


def test_work_that_ends_before_it_begins_is_said_and_not_kept(cast: Cast):
    hours = {"work_start": "18:00", "work_end": "09:00"}

    answer = cast.browser("ada").post("/settings/change", hours, follow=True)

    assert "put its end after its beginning" in answer.content.decode()
