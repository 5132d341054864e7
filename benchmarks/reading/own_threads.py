"""Own conversations and scenarios: how benchmarks/reading/own/threads.txt and stops.txt become letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from textwrap import fill

from benchmarks.reading import corpora, own
from followup.core.facts import Party
from followup.core.mail import Mail
from followup.core.threading.guess import Trail
from followup.core.threading.people import people

ADA = "ada.weber@example.org"
OURS = frozenset({ADA})

#: The line above a quote, as programs in these languages write it.
WROTE = {
    "en": "On {at:%d %b %Y} at {at:%H:%M}, {name} <{address}> wrote:",
    "de": "Am {at:%d.%m.%Y} um {at:%H:%M} schrieb {name} <{address}>:",
    "fr": "Le {at:%d/%m/%Y} à {at:%H:%M}, {name} a écrit :",
    "es": "El {at:%d/%m/%Y} a las {at:%H:%M}, {name} (<{address}>) escribió:",
    "it": "Il giorno {at:%d/%m/%Y} alle ore {at:%H:%M} {name} <{address}> ha scritto:",
    "nl": "Op {at:%d-%m-%Y} om {at:%H:%M} schreef {name} <{address}>:",
    "pt": "{name} <{address}> escreveu no dia {at:%d/%m/%Y} às {at:%H:%M}:",
    "pl": "W dniu {at:%d.%m.%Y} o {at:%H:%M} {name} pisze:",
    "sv": "Den {at:%d.%m.%Y} kl. {at:%H:%M} skrev {name}:",
    "da": "Den {at:%d.%m.%Y} kl. {at:%H:%M} skrev {name} <{address}>:",
    "cs": "Dne {at:%d. %m. %Y} v {at:%H:%M} {name} napsal(a):",
    "tr": "{name} <{address}>, {at:%d.%m.%Y} {at:%H:%M} tarihinde şunu yazdı:",
}
#: The head above a whole letter.
HEADS = {
    "ol-en": "From: {name} <{address}>\nSent: {at:%d %B %Y %H:%M}\nTo: {to}\nSubject: {subject}\n",
    "ol-de": "Von: {name} <{address}>\nGesendet: {at:%d.%m.%Y %H:%M}\nAn: {to}\nBetreff: {subject}\n",
    "ol-fr": "De : {name} <{address}>\nEnvoyé : {at:%d/%m/%Y %H:%M}\nÀ : {to}\nObjet : {subject}\n",
    "ol-es": "De: {name} <{address}>\nEnviado: {at:%d/%m/%Y %H:%M}\nPara: {to}\nAsunto: {subject}\n",
    "fwd": "---------- Forwarded message ---------\nFrom: {name} <{address}>\nDate: {at:%d %b %Y}\nSubject: {subject}\nTo: {to}\n",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its conversation, its place in it, and itself."""

    key: str
    thread: str
    parent: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A letter of ours and what came afterwards; `stops` says whether that answers it."""

    sort: str  # in thread | across
    stops: bool
    letters: tuple[Letter, ...]


def letters() -> list[Letter]:
    """All letters of the own conversations."""
    found: dict[str, Letter] = {}
    thread = ""
    for line in own.lines("threads.txt"):
        if line.startswith("=="):
            thread = line.strip("= ")
        else:
            name, at, people_, subject, form, text = map(str.strip, line.split(" | ", 5))
            letter = _letter(thread, name, at, people_, subject, text)
            found[letter.key] = _quoting(letter, found.get(letter.parent), form)
    return list(found.values())


def scenarios() -> list[Scenario]:
    """Our letters (“==” and the letter), each followed by a line for everything that might have come."""
    found: list[Scenario] = []
    lines = list(own.lines("stops.txt"))
    for number, (is_letter, some) in enumerate(groupby(lines, lambda line: line.startswith("=="))):
        if is_letter:
            at, to, subject, text = map(str.strip, list(some)[-1].strip("= ").split(" | ", 3))
            ours = _letter(f"{number}", "a", at, f"ada > {to}", subject, text)
        else:
            found += [_scenario(ours, place, line) for place, line in enumerate(some)]
    return found


def is_held_out(letter: Letter) -> bool:
    """Whether the letter belongs to the half that is not looked at."""
    return corpora.is_held_out(letter.thread)


def trail(letter: Letter) -> Trail:
    """What is known of a letter without its headers."""
    those = people(letter.sender, letter.to, OURS)
    return Trail(letter.key, letter.at, letter.subject, those, name_of(letter.sender), letter.text)


def mail(letter: Letter, *, with_headers: bool) -> Mail:
    """The letter as it comes from a mailbox."""
    return Mail(
        message_id=f"{letter.key.replace(' ', '.')}@own",
        sender=Party(name_of(letter.sender), letter.sender),
        to=tuple(Party(name_of(each), each) for each in letter.to),
        subject=letter.subject,
        sent_at=letter.at,
        text=letter.text,
        in_reply_to=(f"{letter.parent.replace(' ', '.')}@own",) if with_headers and letter.parent else (),
    )


def name_of(address: str) -> str:
    """The name that an address goes with here."""
    return address.partition("@")[0].replace(".", " ").title()


def _scenario(ours: Letter, place: int, line: str) -> Scenario:
    sort, stops, at, people_, subject, form, text = map(str.strip, line.split(" | ", 6))
    answer = _letter(ours.thread, f"b{place} < a", at, people_, subject.replace("*", ours.subject), text)
    return Scenario(sort, stops == "yes", (ours, _quoting(answer, ours, form)))


def _letter(  # noqa: PLR0913 - the words of one line
    thread: str, name: str, at: str, those: str, subject: str, text: str
) -> Letter:
    own_name, _, parent = map(str.strip, name.partition("<"))
    sender, _, to = map(str.strip, those.partition(" > "))
    return Letter(
        key=f"{thread}/{own_name}",
        thread=thread,
        parent=f"{thread}/{parent}" if parent else "",
        at=datetime.strptime(f"2026-{at}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC),
        sender=_address(sender),
        to=tuple(map(_address, to.split(","))),
        subject=subject,
        text=text.replace("\\n", "\n"),
    )


def _address(name: str) -> str:
    name = name.strip()
    if name == "ada":
        return ADA
    return name if "." in name.partition("@")[2] else f"{name}.example"


def _quoting(letter: Letter, quoted: Letter | None, form: str) -> Letter:
    if quoted is None or form == "none":
        return letter
    words = {
        "name": name_of(quoted.sender),
        "address": quoted.sender,
        "at": quoted.at,
        "to": ", ".join(quoted.to),
        "subject": quoted.subject,
    }
    if form in HEADS:
        below = f"{HEADS[form].format(**words)}\n{quoted.text}"
    else:
        whole = quoted.text.partition(". ")[0] if form == "part" else quoted.text
        marked = "\n".join(f"> {line}" for line in _folded(whole))
        below = f"{WROTE[form].format(**words)}\n{marked}" if form in WROTE else marked
    return Letter(
        letter.key, letter.thread, letter.parent, letter.at, letter.sender, letter.to, letter.subject,
        f"{letter.text}\n\n{below}\n",
    )  # fmt: skip


def _folded(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from fill(line, 72).splitlines() or [""]
