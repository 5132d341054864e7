"""The Sent folder of a real mailbox: doubt is settled there, and copies are filed there once."""

from datetime import timedelta

import pytest

from followup.actions.sending.copies import file_copies, workspaces_without_copies
from followup.actions.sending.deliver import deliver, settle
from followup.conf import vault
from followup.models import Account, Letter
from tests.dovecot import Dovecot, dovecot  # noqa: F401 # a fixture
from tests.outbox.rows import LATER, NOW, account, approved, contact, workspace
from tests.outbox.scripted import ScriptedServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dovecot]
SOON = LATER + timedelta(minutes=3)


@pytest.fixture
def user(request):
    """A mailbox of the test's own."""
    return request.node.name[:40].replace("[", "-").replace("]", "").lower()


@pytest.fixture
def ada(dovecot: Dovecot, user):  # noqa: F811 # the fixture
    """Ada's workspace with a mailbox on a real server."""
    made = workspace()
    Account.objects.create(
        workspace=made, kind="imap", host="127.0.0.1", port=dovecot.port, security="none", username=user,
        secret=vault.lock("secret", f"imap:127.0.0.1:{user}"), created_at=NOW,
    )  # fmt: skip
    return made


def _left(ada, fails) -> Letter:
    with ScriptedServer(fails) as server:
        account(ada, server.port)
        return deliver(approved(contact(ada)).pk, LATER, lambda: LATER)


def _frozen(letter: Letter) -> bytes:
    return bytes(letter.frozen or b"")


def test_a_copy_in_the_sent_folder_settles_the_doubt(ada, dovecot, user):  # noqa: F811
    letter = _left(ada, {"dot": "drop"})
    dovecot.deliver(user, _frozen(letter), folder="Sent")

    assert settle(letter.pk, SOON).state == "sent"


def test_a_copy_that_was_given_another_id_settles_it_too(ada, dovecot, user):  # noqa: F811
    letter = _left(ada, {"dot": "drop"})
    own = f"Message-ID: <{letter.message_id}>".encode()
    assert own in _frozen(letter)
    dovecot.deliver(user, _frozen(letter).replace(own, b"Message-ID: <x1@exchange.example>"), folder="Sent")
    settled = settle(letter.pk, SOON)

    assert (settled.state, settled.alias_id) == ("sent", "x1@exchange.example")


def test_an_empty_sent_folder_leaves_the_doubt(ada):
    letter = _left(ada, {"dot": "drop"})

    assert settle(letter.pk, SOON).state == "unsure"


def test_a_missing_copy_is_filed_once(ada, dovecot, user):  # noqa: F811
    _left(ada, {})
    file_copies(ada, SOON)
    Letter.objects.update(copy_at=None)
    file_copies(ada, SOON)

    assert len(dovecot.files(user, ".Sent")) == 1


def test_a_copy_that_is_there_is_not_doubled(ada, dovecot, user):  # noqa: F811
    letter = _left(ada, {})
    dovecot.deliver(user, _frozen(letter), folder="Sent")
    file_copies(ada, SOON)

    assert (len(dovecot.files(user, ".Sent")), workspaces_without_copies(SOON)) == (1, [])
