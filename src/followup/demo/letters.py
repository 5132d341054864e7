"""The messages of a story: each block with its people, moment, subject and conversation worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from .clients import Earlier, quoted
from .days import moment, with_days
from .stories import Block, Person, blocks, mail_files, person


@dataclass(frozen=True, slots=True)
class Told:
    """One message, ready to be put into bytes. `quote` is what its client shows of the one it answers."""

    block: Block
    sender: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    at: datetime
    subject: str
    message_id: str
    references: tuple[str, ...]
    text: str
    quote: str

    @property
    def client(self) -> str:
        """The mail program it was written with."""
        return self.block.head("style", self.sender.client)


def told(folder: str, now: datetime) -> Iterator[Told]:
    """Every message of a workspace, file by file."""
    for name in mail_files(folder):
        named: dict[str, Told] = {}
        above: Told | None = None
        for block in blocks(folder, name):
            answered = named[block.head("answers")] if block.head("answers") else above
            above = named[block.head("id")] = _told(folder, block, answered, now)
            yield above


def _told(folder: str, block: Block, above: Told | None, now: datetime) -> Told:
    answered = above if "subject" not in block.heads or block.head("reply-to-above") == "yes" else None
    if answered is None and "subject" not in block.heads:
        raise ValueError(f"{block.name} answers nothing and has no subject")
    sender = person(folder, block.head("from", "me"))
    names = block.head("to") or _other_side(sender, answered, folder)
    return Told(
        block=block,
        sender=sender,
        to=_people(folder, names),
        cc=_people(folder, block.head("cc")),
        at=moment(block.heads["when"], now),
        subject=_subject(block, sender, answered, now),
        message_id=f"{mark(block.name, 12)}@{sender.address.partition('@')[2]}",
        references=(*answered.references, answered.message_id) if answered else (),
        text=_signed(with_days(block.text, now), sender, block),
        quote=_quote(block, sender, answered),
    )


def mark(name: str, size: int) -> str:
    """A lasting mark made of a name, for ids that must be the same at every telling."""
    return blake2b(name.encode(), digest_size=size).hexdigest()


def _other_side(sender: Person, answered: Told | None, folder: str) -> str:
    me = person(folder, "me")
    if sender != me or answered is None:
        return "me"
    other = answered.to[0] if answered.sender == me else answered.sender
    return f"{other.name} <{other.address}>"


def _people(folder: str, names: str) -> tuple[Person, ...]:
    return tuple(person(folder, each.strip()) for each in names.split(";") if each.strip())


def _subject(block: Block, sender: Person, answered: Told | None, now: datetime) -> str:
    if "subject" in block.heads:
        return with_days(block.heads["subject"], now)
    subject = answered.subject if answered else ""
    german = sender.client.endswith("-de")
    return subject if subject[:3] in {"Re:", "AW:"} else f"{'AW' if german else 'Re'}: {subject}"


def _signed(text: str, sender: Person, block: Block) -> str:
    signed = sender.signature and block.head("signature") != "no"
    return f"{text}\n\n{sender.signature.strip()}" if signed else text


def _quote(block: Block, sender: Person, answered: Told | None) -> str:
    if answered is None or block.head("quote") == "no":
        return ""
    everything = f"{answered.text}\n\n{answered.quote}".rstrip()
    zone = sender.clock
    earlier = Earlier(
        name=answered.sender.name,
        address=answered.sender.address,
        to="; ".join(each.name for each in answered.to),
        subject=answered.subject,
        at=answered.at.astimezone(zone),
        text=everything,
    )
    return quoted(block.head("style", sender.client), earlier)
