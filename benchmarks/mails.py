"""A Maildir or mbox of made-up mail, varied enough to be read and indexed like the real thing."""

import binascii
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

OWNER = "ada.weber@example.org"
_FIRST = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Femi",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kira",
    "Liam",
    "Mara",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Sami",
    "Tess",
    "Uwe",
]
_LAST = [
    "Adler",
    "Brandt",
    "Cohen",
    "Dorn",
    "Engel",
    "Falk",
    "Graf",
    "Haas",
    "Ivers",
    "Jung",
    "Kern",
    "Lang",
    "Moser",
    "Nagel",
    "Ott",
    "Pohl",
    "Raab",
    "Senn",
    "Thoma",
]
_FIRMS = [
    "Northwind",
    "Lumen",
    "Harbour",
    "Kestrel",
    "Alder",
    "Basalt",
    "Cobalt",
    "Drift",
    "Ember",
    "Fjord",
    "Granite",
    "Hazel",
    "Indigo",
    "Juniper",
]
_ROLES = [
    "Data Analyst",
    "Project Manager",
    "Backend Engineer",
    "Office Manager",
    "Buyer",
    "Editor",
    "Teacher",
    "Nurse",
    "Architect",
]
_WORDS = [
    "the",
    "plan",
    "of",
    "our",
    "team",
    "next",
    "week",
    "and",
    "a",
    "short",
    "note",
    "on",
    "budget",
    "site",
    "visit",
    "draft",
    "list",
    "sample",
    "order",
    "price",
    "offer",
    "question",
    "answer",
    "meeting",
    "friday",
    "report",
    "customer",
    "project",
    "delivery",
    "colleague",
    "number",
    "street",
    "window",
    "paper",
    "train",
    "garden",
    "letter",
    "market",
    "summer",
    "winter",
    "morning",
    "update",
    "version",
    "document",
    "picture",
    "result",
    "change",
    "holiday",
]
_OPENINGS = (
    "Thank you for your application for the position of {role}. We have received it and will be in touch.",
    "We would like to invite you to an interview for the {role} position. Would next week suit you?",
    "Unfortunately we have decided to go ahead with another candidate for the {role} role.",
    "Could you send me a quote for two hundred pieces? When could you deliver?",
    "I have attached the notes of our last meeting. Nothing to do for you.",
    "We will let you know about the {role} position by Friday.",
)


def write_maildir(folder: Path, count: int, *, seed: int = 1) -> None:
    """`count` messages in folder/cur, about 3 kB each, a third of them replies."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(messages(count, seed)):
        (folder / "cur" / f"1700000000.M{number}P1.bench:2,S").write_bytes(raw)


def write_mbox(path: Path, count: int, *, seed: int = 1) -> None:
    """The same messages as one mbox file."""
    with path.open("wb") as out:
        for raw in messages(count, seed):
            out.write(
                b"From bench@example.org Thu Jan  1 00:00:00 2026\n"
                + raw.replace(b"\nFrom ", b"\n>From ")
                + b"\n"
            )


def messages(count: int, seed: int = 1):
    """So many messages, always the same ones."""
    chance = random.Random(seed)
    start = datetime.now(UTC) - timedelta(days=700)
    earlier: list[tuple[str, str]] = []
    for number in range(count):
        yield _message(chance, number, start + timedelta(days=700) * (number / count), earlier)


def _message(chance: random.Random, number: int, at: datetime, earlier: list[tuple[str, str]]) -> bytes:
    person = chance.randrange(4000)
    first, last = _FIRST[person % 20], _LAST[person // 20 % 19]
    firm = f"{_FIRMS[person % 14]} {person // 100}"
    other = f"{first} {last} <{first}.{last}.{person}@{firm.replace(' ', '').lower()}.example>"
    sides = [other, f"Ada Weber <{OWNER}>"]
    if chance.random() < 0.25:
        sides.reverse()
    message_id = f"<{number}.{chance.randrange(10**9)}@bench.example>"
    links = quoted = ""
    if earlier and chance.random() < 0.33:
        answered, subject = chance.choice(earlier[-400:])
        links = f"In-Reply-To: {answered}\nReferences: {answered}\n"
        quoted = "\n\nOn Monday Ada Weber wrote:\n" + "\n".join(f"> {_sentence(chance)}" for _ in range(8))
    else:
        subject = " ".join(chance.choices(_WORDS, k=5))
    earlier.append((message_id, subject))
    opening = chance.choice(_OPENINGS).format(role=chance.choice(_ROLES))
    body = "\n\n".join(" ".join(_sentence(chance) for _ in range(5)) for _ in range(chance.randint(2, 7)))
    text = f"Hello,\n\n{opening}\n\n{body}\n\nKind regards\n{first} {last}{quoted}\n"
    # Put together by hand: the standard library takes longer over a message than anybody who reads it.
    head = (
        f"From: {sides[0]}\nTo: {sides[1]}\nDate: {format_datetime(at)}\nMessage-ID: {message_id}\n{links}"
        f"Subject: {'Re: ' if quoted else ''}{subject}\nMIME-Version: 1.0\n"
        'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    )
    return head.encode() + binascii.b2a_qp(text.encode(), istext=True)


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(6, 14))).capitalize() + "."
