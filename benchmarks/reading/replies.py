"""The reply, not the quote: exact new text, and which lines are the signature.

Exact means: the same words in the same order once line ends and spaces are evened out. Five libraries’ fixtures hold no
expected text, so own/replies_lines.toml says which of their lines are the reply (line numbers, none of their words), by
the convention that most of these libraries share: closing words, name and “sent from” lines do not belong to the reply;
a name alone, without closing words or a dash, does. A fixture that several libraries have counts once.
"""

import email
import email.policy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from benchmarks.reading.corpora import folder, is_held_out
from benchmarks.reading.figures import Count, Measured
from followup.core.reading.signing import read_signature
from followup.core.reading.trim import layers
from followup.sources.mail.html import html_text

OWN = Path(__file__).parent / "own"
EXACT, SIGNED, FIELDS = 0.80, 0.85, 0.85
#: The country in which the telephone numbers of a language’s mails are, where it is not called like the language.
_REGIONS = {
    "en": "",
    "mi": "",
    "uk": "UA",
    "cs": "CZ",
    "da": "DK",
    "sv": "SE",
    "ja": "JP",
    "zh": "CN",
    "nu": "",
}
_TALON = Path("talon/tests/fixtures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message: what is new in it and what signs it; None where the case does not say."""

    id: str
    text: str
    name: str = ""
    new: str | None = None
    signature: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


def measure() -> list[Measured]:
    """Exact new text and signature lines, on public fixtures (both halves) and on our own mails."""
    public = list(_public())
    sets = {
        "public fixtures": [each for each in public if not is_held_out(each.id)],
        "public fixtures, held out": [each for each in public if is_held_out(each.id)],
        "own mails": list(own()),
    }
    measured = [each for on, cases in sets.items() for each in (_exact(on, cases), _signed(on, cases))]
    return [*measured, _fields("own mails", sets["own mails"])]


def _exact(on: str, cases: list[Reply]) -> Measured:
    said = [(each, layers(each.text, name=each.name).new) for each in cases if each.new is not None]
    right = sum(_even(new) == _even(each.new or "") for each, new in said)
    return Measured(
        what="reply text, exact",
        on=on,
        cases=len(said),
        reached=right / len(said) if said else None,
        goal=EXACT,
    )


def _signed(on: str, cases: list[Reply]) -> Measured:
    count, number = Count(), 0
    for each in cases:
        if each.signature is None:
            continue
        number += 1
        said, wanted = (
            [line.strip() for line in text.splitlines() if line.strip()]
            for text in (layers(each.text, name=each.name).signature, each.signature)
        )
        # Lines are told apart by their place from the end, since a signature ends the message.
        for line in said:
            count.add(True, line in wanted)
        for line in wanted:
            if line not in said:
                count.add(False, True)
    return Measured(
        what="signature lines, F1", on=on, cases=number, reached=count.f1 if number else None, goal=SIGNED
    )


def _fields(on: str, cases: list[Reply]) -> Measured:
    """How many of the fields that are to be read in the signatures are read as written."""
    right = [_read(each).get(field, "") == _words(wanted) for each in cases for field, wanted in each.fields]
    reached = sum(right) / len(right) if right else None
    return Measured(what="signature fields, exact", on=on, cases=len(right), reached=reached, goal=FIELDS)


def _read(case: Reply) -> dict[str, str]:
    signature = layers(case.text, name=case.name).signature
    language = case.id[:2]
    card = read_signature(signature, name=case.name, region=_REGIONS.get(language, language.upper()))
    if card is None:
        return {}
    said = {"name": card.name, "title": card.title, "firm": card.organisation}
    said |= {"mail": " ".join(card.addresses), "web": " ".join(card.urls)}
    said |= {(each.sort or "phone"): each.number for each in card.phones}
    for each in card.postals:
        said["postal"] = " ".join((each.street, each.code, each.city, each.region, each.country))
    return {field: _words(value) for field, value in said.items()}


def _words(text: str) -> str:
    """The words whatever their order: countries write postal addresses differently."""
    return " ".join(sorted(text.replace(",", " ").split()))


def _even(text: str) -> str:
    return " ".join(text.split())


def _public() -> Iterator[Reply]:
    root = folder("replies")
    if root is None:
        return
    expected = tomllib.loads((OWN / "replies_lines.toml").read_text("utf-8"))
    seen: set[str] = set()
    for path in sorted(root.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        name = blake2b("".join(text.split()).encode(), digest_size=8).hexdigest()
        if name in expected and name not in seen:
            seen.add(name)
            lines = text.splitlines()
            wanted = expected[name]
            yield Reply(
                id=name,
                text=text,
                new=_picked(lines, wanted["new"]),
                signature=_picked(lines, wanted.get("signature", "")),
            )
    yield from _talon(root / _TALON)


def _picked(lines: list[str], ranges: str) -> str:
    """The lines of ranges such as “1-5 9”, counted from one."""
    spans = [each.partition("-") for each in ranges.split()]
    return "\n".join("\n".join(lines[int(first) - 1 : int(last or first)]) for first, _, last in spans)


def _talon(root: Path) -> Iterator[Reply]:
    for path in sorted(root.glob("signature/emails/stripped/*_body")):
        name = path.name.removesuffix("_body")
        text, sender, signature = (
            path.with_name(f"{name}_{part}").read_text("utf-8", "replace")
            for part in ("body", "sender", "signature")
        )
        yield Reply(id=f"talon/{name}", text=text, name=sender.strip(), signature=signature)
    for path in sorted(root.glob("standard_replies/*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for kind, as_text in (("plain", str), ("html", html_text)):
            body = message.get_body((kind,))
            if body is not None:
                yield Reply(id=f"talon/{path.stem}/{kind}", text=as_text(body.get_content()), new="Hello")


def own(file: str = "replies.txt") -> Iterator[Reply]:
    """Our own mails of one file; see there for how they are written."""
    for case in (OWN / file).read_text("utf-8").split("\n=== ")[1:]:
        head, *rest = case.split("\n")
        title, _, name = head.partition(" | ")
        marked = [(line[0], line[2:]) for line in rest if line[1:2] == "|"]
        yield Reply(
            id=title,
            text="\n".join(line for _, line in marked),
            name=name,
            new="\n".join(line for mark, line in marked if mark == "n"),
            signature="\n".join(line for mark, line in marked if mark == "s"),
            fields=tuple(
                (field, value)
                for field, _, value in (line[1:].partition("=") for line in rest if line[:1] == "@")
            ),
        )
