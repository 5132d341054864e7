"""A table that nobody knows, explained on the page."""

from django.core.files.uploadedfile import SimpleUploadedFile

from followup.models import Fact, TableLegend
from tests.cast import Cast

TABLE = "Beleg;Wann;Wer;Mail;Geld\n0012;2026-02-03;Jürgen Groß;j@gross.example;1.234,50\n"
MEANT = ["number", "date", "name", "email", "amount"]


def dropped(cast: Cast, text: str = TABLE, who: str = "ada") -> str:
    """The address of the page that asks what the columns mean."""
    file = SimpleUploadedFile("list.csv", text.encode())
    response = cast.browser(who).post("/sources/import", {"files": file})
    return response["Location"]


def said(meanings: list[str], **more: str) -> dict[str, str]:
    """The form filled in."""
    return {f"column-{number}": each for number, each in enumerate(meanings)} | more


def test_each_column_is_shown_with_samples_and_what_it_seems_to_mean(cast: Cast):
    page = cast.browser("ada").get(dropped(cast)).content.decode()

    assert '<td class="soft">Jürgen Groß</td>' in page
    assert '<option value="email" selected>' in page


def test_explained_it_is_imported_and_the_heading_remembered(cast: Cast):
    address = dropped(cast)
    page = cast.browser("ada").post(address, said(MEANT), follow=True).content.decode()

    assert "Read: 1 new, 0 known already, 0 not understood." in page
    assert Fact.objects.get(kind="ordered").details["amount"] == "1234.50"
    assert TableLegend.objects.get().columns["number"] == "beleg"


def test_a_later_file_of_that_heading_needs_no_words(cast: Cast):
    cast.browser("ada").post(dropped(cast), said(MEANT))

    assert dropped(cast, TABLE.replace("0012", "0013")) == "/sources"


def test_what_is_still_missing_is_said_and_the_choice_stays(cast: Cast):
    page = cast.browser("ada").post(dropped(cast), said(["number", "", "name", "email", ""])).content.decode()

    assert "Still missing: a date." in page
    assert '<option value="number" selected>' in page


def test_dates_that_may_be_either_are_asked_about(cast: Cast):
    text = "order number,date,email,total\n7,03/02/2026,a@x.example,5\n"
    address = dropped(cast, text)
    cast.browser("ada").post(address, said(["number", "date", "email", "amount"], dates="month"))

    assert Fact.objects.get(kind="ordered").at.month == 3


def test_a_stranger_does_not_see_the_file(cast: Cast):
    address = dropped(cast)

    page = cast.browser("eve").get(address).content.decode()
    assert "Jürgen" not in page
