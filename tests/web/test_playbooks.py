"""Playbooks and settings: read, changed, switched, exported."""

from django.test import Client

from followup.models import FollowUp, PlaybookText, Workspace
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


def _as_a_business(cast: Cast) -> Client:
    Workspace.objects.filter(pk=cast.workspace.pk).update(mode="business")
    return cast.browser("ada")


def test_confirmations_are_let_go_unattended_and_kept_again(cast: Cast):
    ada = _as_a_business(cast)
    step = {"step": "order/acknowledge", "word": "unattended"}

    pages = [ada.get("/playbooks").content.decode()]
    for on in ("yes", "no"):
        ada.post("/playbooks/switch", {**step, "on": on})
        pages.append(ada.get("/playbooks").content.decode())

    assert ["goes unattended" in page for page in pages] == [False, True, False]
    assert [page.count("Let it go unattended") for page in pages] == [1, 0, 1]


def test_which_orders_are_thanked_for_stands_on_the_page(cast: Cast):
    page = _as_a_business(cast).get("/playbooks").content.decode()

    assert (
        "For the first, fifth, tenth, 25th, 50th and 100th order and the first one of each further year of a customer."
        in page
    )


def test_nothing_else_can_be_let_go(cast: Cast):
    ada = _as_a_business(cast)

    page = ada.post(
        "/playbooks/switch", {"step": "buyer/again", "word": "unattended", "on": "yes"}, follow=True
    ).content.decode()

    assert "only the plain confirmation of an order may go unattended" in page
    assert not PlaybookText.objects.exists()
