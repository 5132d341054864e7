"""Playbooks and settings: read, changed, switched, exported."""

from followup.models import FollowUp, PlaybookText
from tests.cast import Cast


def test_each_step_is_told_in_words_with_its_ground(cast: Cast):
    page = cast.browser("ada").get("/playbooks").content.decode()

    assert "When you had the interview: due after 2 hours, late after 2 days" in page
    assert "Of 650 managers" in page


def test_a_step_is_switched_off_and_on(cast: Cast):
    ada = cast.browser("ada")
    step = {"step": "interview/thank-you"}
    ada.post("/playbooks/switch", {**step, "on": "no"})
    was_owed = FollowUp.objects.filter(**step).exists()

    ada.post("/playbooks/switch", {**step, "on": "yes"})

    assert (was_owed, FollowUp.objects.filter(**step).exists()) == (False, True)


def test_a_change_acts_at_once(cast: Cast):
    cast.browser("ada").post("/playbooks/interview/change", {"text": '[thank-you]\ndue = "1 hour"\n'})

    owed = cast.owed(cast.leyla, "interview/thank-you")
    assert (owed.due - owed.because_at).total_seconds() == 3600


def test_a_mistake_keeps_what_was_typed_and_says_where_it_is(cast: Cast):
    ada = cast.browser("ada")

    page = ada.post(
        "/playbooks/interview/change",
        {"text": '[thank-you]\ndue = "2 moons"\n'},
        headers={"referer": "http://testserver/playbooks/interview"},
        follow=True,
    ).content.decode()

    assert "2 moons" in page.split("<textarea")[1]
    assert 'class="said mend"' in page
    assert not PlaybookText.objects.exists()


def test_a_playbook_goes_out_as_a_file(cast: Cast):
    response = cast.browser("ada").get("/playbooks/interview/export")

    assert response.headers["Content-Disposition"] == 'attachment; filename="interview.toml"'
    assert b"[thank-you]" in response.content


def test_the_sender_is_changed(cast: Cast):
    cast.browser("ada").post("/settings/change", {"name": "Ada Weber-Lind", "email": "ada@lind.example"})

    cast.workspace.sender.refresh_from_db()
    assert (cast.workspace.sender.name, cast.workspace.sender.mobile) == (
        "Ada Weber-Lind",
        "+49 1512 3456789",
    )
