"""What the tests of syncing share: letters, accounts, and what a folder says of itself."""

from followup.actions.accounts import connect
from followup.models import Account, Folder
from tests.actions.telling_about import NOW, ada
from tests.little_imap import LittleImap
from tests.post import mail

MIRA = "Mira Aydın <mira@northwind.example>"


def letter(number: int, **fields: str) -> bytes:
    """One of many letters, each with a time and a subject of its own."""
    hour, minute = 8 + number // 60, number % 60
    given = {
        "at": f"2026-03-01T{hour:02}:{minute:02}:00+00:00",
        "sender": MIRA,
        "subject": f"News {number}",
        "body": "Hello Ada.",
    }
    return mail(**{**given, **fields})


def connected(server: LittleImap) -> Account:
    """An account at a little server."""
    return connect(ada(), "imap", f"imap://ada@127.0.0.1:{server.port}", "secret", NOW)


def told(account: Account) -> dict[str, str]:
    """Each folder that is read, in the words of Sources."""
    return {
        each.name: f"{each.on_server} there, {each.here} here, {each.not_understood} odd, {each.left_out} left out,"
        f" {each.gone} gone, {each.unexplained} unexplained"
        for each in Folder.objects.filter(account=account)
        if each.is_read
    }
