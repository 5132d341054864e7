"""Where facts come from."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from followup.models import Account, Contact, Folder, Import, Unread
from tests.cast import NOW, Cast

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Paul Kr\xc3\xa4mer\r\nEMAIL:paul@typo.example\r\nEND:VCARD\r\n"


def upload(cast: Cast, name: str, content: bytes, **fields: str) -> str:
    """The page after Ada has dropped a file."""
    file = SimpleUploadedFile(name, content)
    response = cast.browser("ada").post("/sources/import", {"files": file, **fields}, follow=True)
    return response.content.decode()


def test_a_card_that_is_dropped_becomes_a_contact(cast: Cast):
    page = upload(cast, "paul.vcf", CARD)

    assert "Read: 1 new, 0 known already, 0 not understood." in page
    assert Contact.objects.filter(workspace=cast.workspace, name="Paul Krämer").exists()


def test_the_place_of_a_meeting_comes_with_its_cards(cast: Cast):
    upload(cast, "paul.vcf", CARD, met="Trade fair, Cologne", on="2026-03-02")

    met = Contact.objects.get(name="Paul Krämer").facts.get(kind="met")
    assert met.details["event"] == "Trade fair, Cologne"


def test_the_name_of_an_upload_never_becomes_a_path(cast: Cast, tmp_path):
    page = upload(cast, "../../../../tmp/evil.vcf", CARD)

    assert "evil.vcf" in page
    assert "followup-upload-" not in page


def test_importing_nothing_says_what_to_choose(cast: Cast):
    page = cast.browser("ada").post("/sources/import", follow=True).content.decode()

    assert "Choose one or more files first" in page


def test_an_import_is_taken_back(cast: Cast):
    upload(cast, "paul.vcf", CARD)

    cast.browser("ada").post(reverse("sources.undo", args=[Import.objects.get().pk]))

    assert not Contact.objects.filter(name="Paul Krämer").exists()


def test_an_account_shows_what_the_server_has_what_is_here_and_its_trouble(cast: Cast):
    account = Account.objects.create(
        workspace=cast.workspace, kind="imap", host="imap.example.org", port=993, username="ada",
        created_at=NOW, trouble="imap.example.org did not answer in 30 s.",
    )  # fmt: skip
    Folder.objects.create(
        workspace=cast.workspace, account=account, name="INBOX", role="inbox", on_server=4210, here=4208
    )

    page = cast.browser("ada").get("/sources").content.decode()

    assert "did not answer in 30 s." in page
    assert "4210" in page
    assert "4208" in page


def test_a_server_that_does_not_answer_is_one_sentence_and_no_account(cast: Cast):
    response = cast.browser("ada").post(
        "/sources/connect",
        {"kind": "imap", "url": "imap+insecure://ada@127.0.0.1:9", "password": "x"},
        follow=True,
    )

    assert ('class="trouble" role="alert"' in response.content.decode(), Account.objects.exists()) == (
        True,
        False,
    )


def test_what_was_not_understood_is_shown_as_it_came(cast: Cast):
    odd = Unread.objects.create(
        workspace=cast.workspace, digest="1", place="a.vcf, card 2", sentence="The card has no end.",
        raw=b"FN:\xff<b>", at=NOW,
    )  # fmt: skip

    page = cast.browser("ada").get(reverse("sources.unread", args=[odd.pk])).content.decode()

    assert "FN:\\xff&lt;b&gt;" in page
