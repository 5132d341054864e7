"""From rows to what the outbox speaks: servers, parcels, frozen bytes."""

from datetime import datetime

from followup.actions.signing_in.renew import bearer_of
from followup.conf import vault
from followup.core.letters.families import is_commercial
from followup.models import Account, Letter
from followup.outbox.message import Outgoing, freeze, message_id_of
from followup.outbox.server import Server
from followup.outbox.submission import Parcel


def server_of(account: Account, now: datetime) -> Server:
    """The account's server with its password or sign-in; Mend when the key does not open it, or when somebody
    has to sign in again."""
    place = f"{account.kind}:{account.host}:{account.username}"
    return Server(
        host=account.host,
        port=account.port,
        security=account.security,  # type: ignore[arg-type] # the table's choices are the value's words
        username=account.username,
        password=vault.unlock(bytes(account.secret), place) if account.secret else "",
        bearer=bearer_of(account.grant, now) if account.grant else None,
    )


def freeze_letter(letter: Letter, now: datetime) -> None:
    """Give the letter its Message-ID and bytes unless it has those of this very approval."""
    sender = letter.workspace.sender
    message_id = message_id_of(_approval(letter), sender.email)
    if letter.frozen is not None and letter.message_id == message_id:
        return
    letter.message_id = message_id
    letter.frozen = freeze(
        Outgoing(
            sender_name=sender.name,
            sender=sender.email,
            recipient_name=letter.contact.name,
            recipient=letter.address,
            subject=letter.subject,
            body=letter.body,
            message_id=message_id,
            in_reply_to=letter.in_reply_to,
            references=tuple(letter.references),
            is_automatic=letter.is_automatic,
            has_way_out=is_commercial(letter.step, letter.workspace.mode),
        ),
        now,
    )


def parcel_of(letter: Letter) -> Parcel:
    """The frozen letter with its envelope."""
    own, raw = letter.workspace.sender.email, bytes(letter.frozen or b"")
    if letter.is_automatic:
        return Parcel(raw=raw, sender="", recipient=letter.address, instead=own)
    return Parcel(raw=raw, sender=own, recipient=letter.address)


def _approval(letter: Letter) -> str:
    approved = letter.approved_at.isoformat() if letter.approved_at else ""
    return f"{letter.workspace.slug}|{letter.pk}|{approved}|{letter.approved_hash}"
