"""Checking: findings are kept with the letter and made again only when it or its record changed."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.db.models import F

from followup import __version__
from followup.core.checks import check, sealed
from followup.core.checks.window import is_open
from followup.core.findings import Finding
from followup.core.letters import Addressee, Draft, Record
from followup.models import Address, Contact, Letter, Workspace

from .mentions import known_words
from .records import About, of_letter, read_with, record_of, sender_of
from .standing import standings

#: Checks that mean nothing for a text that is nobody's letter yet.
_OF_A_CONTACT = frozenset({"no-address", "greeting-name", "greeting-missing"})
#: A letter's `checked_hash`: that of the text and its record, then the stamp of what the record was made from.
HALF = 32
_HEADER = re.compile(r"^(Subject|To):[ \t]*(.*)$", re.IGNORECASE)


def check_letter(letter: Letter, now: datetime) -> list[Finding]:
    """What is to be mended in the letter; the findings are stored with it."""
    about = of_letter(letter)
    return checked(letter, about, record_of(about), now)


def seal(letter: Letter, now: datetime) -> tuple[str, ...]:
    """What was checked in the letter and is right, a sentence each."""
    about = of_letter(letter)
    full = read_with(record_of(about), about, f"{letter.subject}\n{letter.body}")
    return sealed(_draft(letter), full, now)


def checked(
    letter: Letter, about: About, record: Record, now: datetime, *, spelling: bool = True
) -> list[Finding]:
    """The findings; from the row where nothing changed since it was last checked."""
    if letter.state == Letter.State.DRAFT:
        _follow_address(letter, record)
    thorough = _hash(letter, record, now, spelling=True)
    seen = thorough if spelling else _hash(letter, record, now, spelling=False)
    if letter.checked_hash[:HALF] in {thorough, seen}:
        return _kept(letter)
    full = read_with(record, about, f"{letter.subject}\n{letter.body}")
    findings = list(check(_draft(letter), full, now, spelling=spelling))
    # An approval asks for a check as if there had been none: of that one is kept what it stood on.
    is_afresh = spelling and not letter.checked_hash
    _keep(letter, findings, seen + standings([letter], now.date())[letter.pk] if is_afresh else seen)
    return findings


def checked_before(letters: Sequence[Letter], now: datetime) -> dict[int, list[Finding]]:
    """The findings of those letters for which nothing has changed since their thorough check, by letter."""
    stamps = standings(letters, now.date())
    return {each.pk: _kept(each) for each in letters if each.checked_hash[HALF:] == stamps[each.pk]}


def check_text(workspace: Workspace, text: str, now: datetime) -> list[Finding]:
    """The findings for a letter in a file: “Subject:” and “To:” lines first, where it has them.

    Without “To:”, or when nobody has that address, what needs a contact is left unchecked.
    """
    headers, body = _headers(text)
    contact = _contact(workspace, headers.get("to", ""))
    given = Draft(subject=headers.get("subject", "(no subject)"), body=body, address=headers.get("to", ""))
    if contact:
        about = About(workspace=workspace, contact=contact)
        # The contact was found by this very address, which may be their second one.
        found = check(given, read_with(record_of(about), about, text), now)
        return [each for each in found if each.check != "other-address"]
    record = Record(
        contact=Addressee(name=""), sender=sender_of(workspace), words=known_words(workspace, text)
    )
    return [each for each in check(given, record, now) if each.check not in _OF_A_CONTACT]


def _follow_address(letter: Letter, record: Record) -> None:
    """A draft goes where its contact can be reached now; an approved letter never changes its address."""
    address = record.contact.address
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.DRAFT)
    if address != letter.address and rows.update(address=address):
        letter.address = address


def _hash(letter: Letter, record: Record, now: datetime, *, spelling: bool) -> str:
    # A newer version may know more than the one that looked before. The clock matters to two checks: the days
    # that a date may mean, and the send window.
    clock = f"{now.date()}{is_open(record, now)}"
    return sha256(
        f"{__version__}{_draft(letter)!r}{record!r}{clock}{spelling}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:HALF]


def _kept(letter: Letter) -> list[Finding]:
    return [Finding(**finding) for finding in letter.findings]


def _draft(letter: Letter) -> Draft:
    return Draft(
        subject=letter.subject,
        body=letter.body,
        address=letter.address,
        in_reply_to=letter.in_reply_to,
        references=tuple(letter.references),
    )


def _keep(letter: Letter, findings: Sequence[Finding], seen: str) -> None:
    told = [asdict(finding) for finding in findings]
    rows = Letter.objects.filter(pk=letter.pk, subject=letter.subject, body=letter.body)
    is_news = told != letter.findings
    if rows.update(findings=told, checked_hash=seen) and is_news:
        Workspace.objects.filter(pk=letter.workspace_id).update(changes=F("changes") + 1)
    letter.findings, letter.checked_hash = told, seen


def _headers(text: str) -> tuple[dict[str, str], str]:
    lines = text.replace("\r\n", "\n").lstrip("\n").split("\n")
    headers: dict[str, str] = {}
    while lines and (found := _HEADER.match(lines[0])):
        headers[found.group(1).lower()] = found.group(2).strip()
        lines.pop(0)
    return headers, "\n".join(lines).strip("\n")


def _contact(workspace: Workspace, to: str) -> Contact | None:
    address = to.rpartition("<")[2].strip("> ").lower()
    if not address:
        return None
    row = Address.objects.filter(workspace=workspace, address=address).select_related("contact__organisation")
    found = row.first()
    return found.contact if found else None
