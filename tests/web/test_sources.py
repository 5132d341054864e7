"""Where facts come from."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from followup.models import Account, Contact, Folder, Import, Unread
from tests.calendar_entries import Interview
from tests.cast import NOW, Cast
from tests.dovecot import Dovecot
from tests.little_web import Said, little_web
from tests.post import mail

#: A test that needs a real mailbox.
needs_dovecot = pytest.mark.dovecot
LETTER = mail(
    at="2026-03-03T08:00:00+00:00",
    sender="Paul Krämer <paul@typo.example>",
    subject="Glazes",
    body="Hello Ada.",
)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Paul Kr\xc3\xa4mer\r\nEMAIL:paul@typo.example\r\nEND:VCARD\r\n"


@pytest.fixture
def smtp_port() -> Iterator[int]:
    """A mail server on this machine that takes everything."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    yield port
    server.stop()


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
        workspace=cast.workspace, account=account, name="INBOX", role="inbox", on_server=4210, here=4208,
        read_at=NOW,
    )  # fmt: skip

    page = cast.browser("ada").get("/sources").content.decode()

    assert "did not answer in 30 s." in page
    assert "4,210 on the server, 4,208 here, 2 unexplained" in page


def test_an_account_is_disconnected_from_the_page(cast: Cast):
    row = Account.objects.create(
        workspace=cast.workspace, kind="imap", host="h.example", port=993, created_at=NOW
    )

    cast.browser("ada").post(f"/sources/accounts/{row.pk}/disconnect")

    assert not Account.objects.exists()


def test_a_stranger_disconnects_nobody(cast: Cast):
    row = Account.objects.create(
        workspace=cast.workspace, kind="imap", host="h.example", port=993, created_at=NOW
    )

    response = cast.browser("eve").post(f"/sources/accounts/{row.pk}/disconnect")

    assert (response.status_code, Account.objects.count()) == (404, 1)


def test_a_paused_account_is_let_go_on_from_the_page(cast: Cast):
    row = Account.objects.create(
        workspace=cast.workspace,
        kind="smtp",
        host="h.example",
        port=465,
        created_at=NOW,
        paused_at=NOW,
        trouble="Paused.",
    )

    cast.browser("ada").post(f"/sources/accounts/{row.pk}/resume")

    row.refresh_from_db()
    assert (row.paused_at, row.trouble) == (None, "")


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


def connect(cast: Cast, **fields: str) -> str:
    """The page after Ada pressed Connect."""
    return cast.browser("ada").post("/sources/connect", fields, follow=True).content.decode()


@needs_dovecot
def test_a_mailbox_is_connected_and_read_from_the_page(cast: Cast, dovecot: Dovecot):
    dovecot.deliver("ada-web", LETTER)

    connected = connect(cast, kind="imap", url=f"imap://ada-web@127.0.0.1:{dovecot.port}", password="secret")
    account = Account.objects.get()
    page = cast.browser("ada").post(reverse("sources.read", args=[account.pk]), follow=True).content.decode()

    assert "Connected." in connected
    assert "1 on the server, 1 here, 0 unexplained" in page
    assert Contact.objects.filter(name="Paul Krämer").exists()


@needs_dovecot
def test_the_folders_that_are_read_are_chosen_on_the_page(cast: Cast, dovecot: Dovecot):
    dovecot.deliver("ada-folders", LETTER, folder="Projects")
    connect(cast, kind="imap", url=f"imap://ada-folders@127.0.0.1:{dovecot.port}", password="secret")
    account = Account.objects.get()
    ada = cast.browser("ada")
    before = ada.post(reverse("sources.read", args=[account.pk]), follow=True).content.decode()
    chosen = {"folder": ["INBOX", "Projects"]}
    ada.post(reverse("sources.folders", args=[account.pk]), chosen)
    after = ada.post(reverse("sources.read", args=[account.pk]), follow=True).content.decode()

    assert ("<strong>Sent</strong>" in before, "<strong>Projects</strong>" in before) == (True, False)
    assert ("<strong>Sent</strong>" in after, "<strong>Projects</strong>" in after) == (False, True)


@needs_dovecot
def test_a_wrong_password_keeps_the_form_but_not_the_password(cast: Cast, dovecot: Dovecot):
    url = f"imap://ada-web@127.0.0.1:{dovecot.port}"

    page = connect(cast, kind="imap", url=url, password="pot-of-glaze")

    assert (f'value="{url}"' in page, "pot-of-glaze" in page) == (True, False)
    assert 'class="trouble" role="alert"' in page
    assert not Account.objects.exists()


def test_a_server_to_send_by_is_connected_from_the_page(cast: Cast, smtp_port: int):
    page = connect(cast, kind="smtp", url=f"smtp://127.0.0.1:{smtp_port}", password="")

    assert "Connected. Letters leave by it from now on." in page


@pytest.mark.parametrize("kind", sorted(set(Account.Sort.values) - {"folder"}))
def test_every_kind_of_account_can_be_chosen_on_the_page(cast: Cast, kind: str):
    assert f'name="kind" value="{kind}"' in cast.browser("ada").get("/sources").content.decode()


def test_a_folder_of_the_machine_is_connected_only_by_who_sits_at_it(cast: Cast, tmp_path: Path):
    connect(cast, kind="folder", url=str(tmp_path), password="")

    assert not Account.objects.exists()


def test_a_calendar_by_its_address_is_connected_and_read_from_the_page(cast: Cast):
    talk = Interview(uid="talk@northwind.example")
    with little_web(lambda _: Said(200, str(talk))) as web:
        connected = connect(cast, kind="feed", url=f"{web.url}ada.ics", password="")
        account = Account.objects.get()
        ada = cast.browser("ada")
        page = ada.post(reverse("sources.read", args=[account.pk]), follow=True).content.decode()

    assert "Connected. The calendar is read" in connected
    assert "1 on the server, 1 here, 0 unexplained" in page


def test_reloading_the_page_of_a_failed_connection_shows_sources(cast: Cast):
    assert cast.browser("ada").get("/sources/connect").headers["Location"] == "/sources"
