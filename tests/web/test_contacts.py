"""People: found, read, corrected, recorded, made one."""

from datetime import timedelta

from django.urls import reverse

from followup.actions.record import record
from followup.models import Contact, Fact, FollowUp, Letter
from tests.cast import NOW, Cast


def page_of(cast: Cast, contact: Contact) -> str:
    """The contact's page as Ada sees it."""
    return cast.browser("ada").get(reverse("contact", args=[contact.pk])).content.decode()


def test_somebody_is_found_by_a_part_of_the_name(cast: Cast):
    page = cast.browser("ada").get("/contacts", {"q": "leyl"}).content.decode()

    assert ("Leyla" in page, "Tom Nowak" in page) == (True, False)


def test_a_long_list_comes_in_pages(cast: Cast):
    Contact.objects.bulk_create(
        Contact(workspace=cast.workspace, name=f"Person {number:03}", created_at=NOW) for number in range(60)
    )
    ada = cast.browser("ada")

    first, second = (ada.get("/contacts", {"page": number}).content.decode() for number in (1, 2))

    assert ("?page=2" in first, "Person 059" in first) == (True, False)
    assert ("?page=1" in second, "Person 059" in second) == (True, True)


def test_a_longer_list_of_contacts_takes_no_more_queries(cast: Cast, django_assert_max_num_queries):
    ada = cast.browser("ada")
    Contact.objects.bulk_create(
        Contact(workspace=cast.workspace, name=f"Person {number:03}", created_at=NOW) for number in range(60)
    )

    with django_assert_max_num_queries(4):
        ada.get("/contacts")


def test_the_timeline_shows_what_happened_and_the_sentence_that_made_it_so(cast: Cast):
    page = page_of(cast, cast.leyla)

    assert "You had the interview" in page
    assert "We talked about the table of rejected glazes in the studio." in page


def test_a_correction_takes_one_step_and_is_taken_back_in_one(cast: Cast):
    fact = Fact.objects.get(contact=cast.leyla)
    ada = cast.browser("ada")

    ada.post(reverse("fact.correct", args=[fact.pk]), {"kind": "met"})
    fact.refresh_from_db()
    corrected = fact.kind
    ada.post(reverse("fact.uncorrect", args=[fact.pk]))
    fact.refresh_from_db()

    assert (corrected, fact.kind) == ("met", "interviewed")


def test_a_kind_that_nobody_may_record_is_refused_with_a_sentence(cast: Cast):
    fact = Fact.objects.get(contact=cast.leyla)

    page = cast.browser("ada").post(reverse("fact.correct", args=[fact.pk]), {"kind": "skipped"}, follow=True)

    assert "Choose what happened from the list." in page.content.decode()


def test_what_no_source_knows_is_recorded_by_hand(cast: Cast):
    cast.browser("ada").post(
        reverse("contact.record", args=[cast.tom.pk]),
        {"kind": "called", "at": "2026-03-04T08:15", "note": "He will ring back."},
    )

    fact = Fact.objects.get(contact=cast.tom, kind="called")
    assert (fact.at.isoformat(), fact.says) == ("2026-03-04T07:15:00+00:00", "He will ring back.")


def test_stopping_ends_all_follow_ups_and_is_undone(cast: Cast):
    ada = cast.browser("ada")
    ada.post(reverse("contact.stop", args=[cast.leyla.pk]))
    stopped = not FollowUp.objects.filter(contact=cast.leyla).exists()

    ada.post(reverse("fact.undo", args=[Fact.objects.get(kind="stopped").pk]))

    assert (stopped, FollowUp.objects.filter(contact=cast.leyla).exists()) == (True, True)


def test_two_records_become_one_and_two_again(cast: Cast):
    ada = cast.browser("ada")
    other = record(
        cast.workspace, "met", "L. Aydin <l.aydin@home.example>", at=NOW - timedelta(days=9), now=NOW
    ).contact

    ada.post(reverse("contact.merge", args=[cast.leyla.pk]), {"gone": str(other.pk)})
    led = ada.get(reverse("contact", args=[other.pk])).headers["Location"]
    ada.post(reverse("merge.undo", args=[cast.leyla.merges.get().pk]))

    assert led == reverse("contact", args=[cast.leyla.pk])
    assert "L. Aydin" in page_of(cast, other)


def test_a_name_is_put_right(cast: Cast):
    cast.browser("ada").post(
        reverse("contact.change", args=[cast.tom.pk]), {"name": "Tomasz Nowak", "family": "Nowak"}
    )

    cast.tom.refresh_from_db()
    assert (cast.tom.name, cast.tom.is_named_by_hand) == ("Tomasz Nowak", True)


def test_a_letter_can_be_begun_that_no_follow_up_asks_for(cast: Cast):
    response = cast.browser("ada").post(reverse("contact.write", args=[cast.tom.pk]))

    letter = Letter.objects.get(contact=cast.tom)
    assert response.headers["Location"] == reverse("letter", args=[letter.pk])


def test_opportunities_say_where_each_stands(cast: Cast):
    page = cast.browser("ada").get("/opportunities").content.decode()

    assert "Product designer" in page
    assert "you had the interview" in page


def test_a_talk_to_come_stands_as_ahead(cast: Cast):
    record(
        cast.workspace, "interview_set", cast.tom, at=NOW + timedelta(days=1), now=NOW,
        about="Dock planner at Hafenwerk",
    )  # fmt: skip

    page = cast.browser("ada").get("/opportunities").content.decode()

    assert "your interview is ahead" in page


def test_what_is_known_says_where_it_came_from(cast: Cast):
    cast.leyla.details.create(
        workspace=cast.workspace, kind="mobile", value="+49 151 1", source="import 3", seen_at=NOW
    )

    assert "from imported files" in page_of(cast, cast.leyla)
