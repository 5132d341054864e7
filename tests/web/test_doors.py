"""Who gets in where: Ada and Ben share a workspace, Eve has another, a stranger has none."""

import pytest
from django.urls import reverse

from followup.actions import letters
from followup.models import Fact, Import, Unread
from tests.cast import NOW, Cast

PAGES = (
    "today", "waiting", "upcoming", "letters", "contacts", "opportunities", "sources", "playbooks", "settings",
    "workspace.new", "keys",
)  # fmt: skip


def test_a_stranger_is_sent_to_the_login(cast: Cast):
    stranger = cast.browser("nobody")

    led = {page: stranger.get(reverse(page)).headers.get("Location", "") for page in PAGES}

    assert all(place.startswith("/login?next=") for place in led.values()), led


@pytest.mark.parametrize("who", ["ada", "ben", "eve"])
def test_everybody_sees_the_pages_of_their_own_workspace(cast: Cast, who):
    browser = cast.browser(who)

    assert {page: browser.get(reverse(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def own_addresses(cast: Cast) -> list[tuple[str, str]]:
    """Every address that names a row of Ada's, with how it is asked for."""
    owed = cast.owed(cast.leyla, "interview/thank-you")
    letter = letters.draft(owed, NOW)
    fact = Fact.objects.filter(contact=cast.leyla).get()
    load = Import.objects.create(workspace=cast.workspace, label="cards", started_at=NOW)
    odd = Unread.objects.create(
        workspace=cast.workspace, origin=load, digest="1", place="a.vcf", sentence="No end.", at=NOW
    )
    got = [
        ("get", reverse("today.open", args=[owed.key])),
        ("get", reverse("letter", args=[letter.pk])),
        ("get", reverse("contact", args=[cast.leyla.pk])),
        ("get", reverse("sources.unread", args=[odd.pk])),
    ]
    posted = [
        *(reverse(f"follow-up.{act}", args=[owed.key]) for act in ("snooze", "skip")),
        *(reverse(f"fact.{act}", args=[fact.pk]) for act in ("undo", "correct", "uncorrect", "answer")),
        *(
            reverse(f"letter.{act}", args=[letter.pk])
            for act in ("check", "save", "approve", "call-back", "posted", "unsure")
        ),
        *(
            reverse(f"contact.{act}", args=[cast.leyla.pk])
            for act in ("record", "change", "stop", "merge", "write")
        ),
        reverse("sources.undo", args=[load.pk]),
    ]
    return got + [("post", address) for address in posted]


def test_what_is_adas_is_not_there_for_eve(cast: Cast):
    eve = cast.browser("eve")
    addresses = own_addresses(cast)

    answers = {address: getattr(eve, how)(address).status_code for how, address in addresses}

    assert answers == {address: 404 for _, address in addresses}


def test_what_is_adas_is_there_for_ben(cast: Cast):
    ben = cast.browser("ben")
    pages = [address for how, address in own_addresses(cast) if how == "get"]

    assert [ben.get(address).status_code for address in pages] == [200] * len(pages)


def test_a_page_that_is_not_there_says_so_in_the_same_voice(cast: Cast):
    response = cast.browser("ada").get("/nothing/here")

    assert (response.status_code, b"Nothing lies here" in response.content) == (404, True)
