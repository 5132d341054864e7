"""Every page, light and wide, dark and narrow: no axe violation, no sideways scrolling, no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from followup.actions import letters
from followup.models import Account, Fact, Folder, Import, ImportFile, Unread
from tests.browser.conftest import Desk
from tests.cast import NOW

pytestmark = pytest.mark.browser

PLAIN = (
    "/", "/waiting", "/upcoming", "/letters", "/contacts", "/opportunities", "/speed", "/sources", "/playbooks",
    "/playbooks/interview", "/settings", "/workspaces/new", "/keys", "/login", "/enter?token=x",
)  # fmt: skip


def every_page(desk: Desk) -> list[str]:
    """The addresses of all pages, with something on each."""
    cast = desk.cast
    owed = cast.owed(cast.leyla, "interview/thank-you")
    letter = letters.draft(owed, NOW)
    letters.edit(letter, body=letter.body.replace("Aydın", "Aydin"), now=NOW)
    gone = letters.letter_to(cast.tom, "Two dates", "Dear Tom,", NOW)
    type(gone).objects.filter(pk=gone.pk).update(state="unsure")
    Fact.objects.filter(contact=cast.tom).update(sure=False)
    odd = _sources(desk)
    return [
        *PLAIN,
        reverse("today.open", args=[owed.key]),
        reverse("letter", args=[letter.pk]),
        reverse("letter", args=[gone.pk]),
        reverse("contact", args=[cast.leyla.pk]),
        reverse("contact", args=[cast.tom.pk]),
        reverse("sources.unread", args=[odd.pk]),
    ]


def _sources(desk: Desk) -> Unread:
    own = {"workspace": desk.cast.workspace}
    account = Account.objects.create(
        **own,
        kind="imap",
        host="imap.example.org",
        port=993,
        username="ada",
        created_at=NOW,
        trouble="No answer.",
    )
    Folder.objects.create(**own, account=account, name="INBOX", role="inbox", on_server=4210, here=4208)
    load = Import.objects.create(**own, label="cards", started_at=NOW)
    ImportFile.objects.create(
        **own, origin=load, path="a/long/path/to/all.vcf", digest="1", sort="vcf", new=3
    )
    return Unread.objects.create(
        **own, origin=load, digest="1", place="all.vcf, card 2", sentence="No end.", raw=b"x" * 200, at=NOW
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_every_page_is_accessible_and_fits(desk: Desk, width, scheme):
    page = desk.sit(width, scheme=scheme)
    found = {}

    for address in every_page(desk):
        page.goto(address)
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        violations = Axe().run(page).response["violations"]
        told = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in violations]
        if told or sideways > 0:
            found[address] = (told, sideways)

    assert found == {}


def test_whoever_wants_no_motion_gets_none(desk: Desk):
    page = desk.sit(reduced_motion="reduce")
    page.goto("/")

    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(each => {"
        "const style = getComputedStyle(each);"
        "return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'}).length"
    )
    assert moving == 0


@pytest.mark.parametrize("width", [768, 1100])
def test_every_page_fits_a_tablet(desk: Desk, width):
    page = desk.sit(width)
    sideways = {}

    for address in every_page(desk):
        page.goto(address)
        sideways[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert max(sideways.values()) <= 0, sideways
