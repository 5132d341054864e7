"""One message as a value: put together from its parts."""

import re
from datetime import datetime
from hashlib import blake2b

from followup.core.facts import Party
from followup.core.mail import Mail
from followup.core.trouble import NotUnderstood
from followup.sources.plain import decoded

from . import header
from .addresses import parties
from .dates import arrival, header_date
from .limits import MOST_ADDRESSES, MOST_ATTACHED, MOST_ATTACHED_BYTES, MOST_HEADER_BYTES
from .mime import NESTED, Part, TooMuch, cut
from .reports import report
from .text import body, is_attachment

MESSAGE_ID = re.compile(r"<\s*([^<>\s]{1,998})\s*>")
BARE_ID = re.compile(r"^[^\s<>]{1,990}@[^\s<>]{1,990}$")
LABEL_SENT = re.compile(
    r"(^|,)\s*\"?(sent|gesendet|envoyés|messages envoyés|enviados?|inviat[ai])\"?\s*(,|$)", re.I
)
CALENDARS = ("text/calendar", "application/ics")
CARDS = ("text/vcard", "text/x-vcard", "text/directory")
#: Ids that are kept of one References header: the newest.
MOST_REFERENCES = 100


def parse_mail(
    raw: bytes, *, received_at: datetime | None = None, is_sent: bool = False
) -> Mail | NotUnderstood:
    """The message in these bytes, whatever they are; NotUnderstood with the reason where it passes a limit."""
    try:
        root = cut(raw)
    except TooMuch as trouble:
        return NotUnderstood(place="", sentence=str(trouble), raw=raw[:MOST_HEADER_BYTES])
    if not root.headers:
        sentence = "This is not a mail message: it does not begin with mail headers."
        return NotUnderstood(place="", sentence=sentence, raw=raw[:MOST_HEADER_BYTES])
    return _mail(root, received_at, is_sent)


def _mail(root: Part, received_at: datetime | None, is_sent: bool) -> Mail:
    people = _people(root)
    sender = next((each for each in people["from"] + people["sender"] if each.address), None)
    sender = sender or next(iter(people["from"]), Party())
    subject = header.words(root.first("subject"))
    text, from_html = body(root)
    return Mail(
        message_id=_message_id(root),
        sender=sender,
        to=people["to"],
        cc=people["cc"],
        reply_to=people["reply-to"],
        subject=subject,
        sent_at=header_date(root.first("date")),
        received_at=received_at or arrival(root.first("received")),
        in_reply_to=_ids(root.first("in-reply-to")),
        references=_ids(root.first("references"))[-MOST_REFERENCES:],
        headers=tuple((name, header.words(value)) for name, value in root.headers),
        text=text,
        from_html=from_html,
        attachments=_attachments(root),
        calendars=_attached(root, CALENDARS, ".ics"),
        cards=_attached(root, CARDS, ".vcf"),
        report=report(root, sender.address, subject, name=sender.name),
        is_sent=is_sent or bool(LABEL_SENT.search(header.words(root.first("x-gmail-labels")))),
    )


def _people(root: Part) -> dict[str, tuple[Party, ...]]:
    """The people of each address header; all headers of one name count, the number of people is limited."""
    found: dict[str, tuple[Party, ...]] = dict.fromkeys(("from", "sender", "to", "cc", "reply-to"), ())
    left = MOST_ADDRESSES
    for name, value in root.headers:
        if name in found and left:
            more = parties(value, left)
            left -= len(more)
            found[name] += more
    return found


def _ids(value: str) -> tuple[str, ...]:
    """The message ids in a header, without repeats; old programs put phrases beside them."""
    return tuple(dict.fromkeys(MESSAGE_ID.findall(value)))


def _message_id(root: Part) -> str:
    value = root.first("message-id").strip()
    if found := MESSAGE_ID.search(value):
        return found[1]
    return value if BARE_ID.match(value) else _made_id(root)


def _made_id(root: Part) -> str:
    """The same for one message wherever it is read: line ends, folding and later headers do not count."""
    names = ("date", "from", "to", "subject")
    said = "\n".join(" ".join(root.first(name).split()) for name in names)
    digest = blake2b(said.encode("utf-8", "replace"), digest_size=16)
    digest.update(root.body.translate(None, b" \t\r\n"))
    return f"{digest.hexdigest()}@made.invalid"


def _attachments(root: Part) -> tuple[str, ...]:
    names = []
    for part in _outer(root):
        if part.type in NESTED:
            subject = part.parts[0].first("subject") if part.parts else ""
            names.append(part.filename or header.words(subject) or "message")
        elif is_attachment(part) and (part.filename or part.disposition == "attachment"):
            names.append(part.filename or part.type)
    return tuple(name[:255] for name in names)


def _outer(part: Part) -> list[Part]:
    """The parts of this message, without those inside messages that came along."""
    if part.type in NESTED:
        return [part]
    return [part, *(inner for each in part.parts for inner in _outer(each))]


def _attached(root: Part, types: tuple[str, ...], ending: str) -> tuple[str, ...]:
    """The texts of the attached calendars or cards, each once."""
    found = []
    for part in _outer(root):
        if part.type in types or part.filename.lower().endswith(ending):
            data = part.content()
            if len(data) <= MOST_ATTACHED_BYTES:
                found.append(decoded(data, part.parameters.get("charset", "utf-8")))
    return tuple(dict.fromkeys(found))[:MOST_ATTACHED]
