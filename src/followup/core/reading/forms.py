"""Forms on a website: a machine writes the mail, but the words in it are a visitor's, who waits for an answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from followup.core.facts import Party
from followup.core.mail import Mail

from .known import Known, domain_of, fold_address
from .machines import is_no_reply
from .phrases import begins_word, folded, rules

MOST_LINES = 300
LONGEST_LABEL = 40
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]]{3,255}")
_BARE = re.compile(
    r"^(?:your|ihr|ihre|dein|deine|votre) | ?(?:\*|\((?:required|optional|pflichtfeld|obligatoire)\))$"
)
_MARKS = "*_#>•- \t"
ROLES = ("name", "first", "last", "address", "subject", "message", "phone", "firm", "machine")


class Form(NamedTuple):
    """What a visitor left: who, about what, and the words."""

    who: Party
    subject: str
    text: str


def handed_on(mail: Mail, known: Known) -> Mail | None:
    """The visitor's own letter inside a mail that a website's form sent; None for every other mail."""
    if mail.in_reply_to or mail.references or not _may_hand_on(mail, known):
        return None
    form = _form(mail)
    if form is None or not _is_somebody(form.who, known):
        return None
    answers_to = {fold_address(each.address) for each in mail.reply_to}
    if answers_to and fold_address(form.who.address) not in answers_to:
        return None
    subject = form.subject or mail.subject
    return replace(mail, sender=form.who, subject=subject, text=form.text, is_sent=False, by_form=True)


def _may_hand_on(mail: Mail, known: Known) -> bool:
    """Whether the sender may be a website: its own address or one of ours, a service's, one that takes no answers."""
    address = fold_address(mail.sender.address)
    local, _, domain = address.rpartition("@")
    if is_no_reply(address) or address in known.own_addresses or local in rules("forms")["senders"]:
        return True
    labels = domain.split(".")
    services = rules("forms")["services"]
    return any(".".join(labels[place:]) in services for place in range(len(labels)))


def _form(mail: Mail) -> Form | None:
    """The fields of a form, where a visitor's address and words are among them."""
    found: dict[str, str] = {}
    for role, text in _fields(mail.text):
        if role in found and role != "message":
            continue
        found[role] = f"{found[role]}\n\n{text}" if role in found else text
    who = _who(found, mail)
    if who is None or not found.get("message", "").strip():
        return None
    return Form(who, " ".join(found.get("subject", "").split())[:300], found["message"].strip())


def _who(found: Mapping[str, str], mail: Mail) -> Party | None:
    spelled = " ".join(filter(None, (found.get("first", ""), found.get("last", "")))) or found.get("name", "")
    written = _ADDRESS.search(found.get("address", "")) or _ADDRESS.search(found.get("name", ""))
    if written is None:
        return None
    name = _ADDRESS.sub("", spelled).strip(" <>()[]\"'\n\t")
    named = next(
        (each.name for each in mail.reply_to if fold_address(each.address) == fold_address(written[0])), ""
    )
    return Party(" ".join((name or named).split())[:200], written[0].rstrip("."))


def _is_somebody(who: Party, known: Known) -> bool:
    return (
        fold_address(who.address) not in known.own_addresses
        and "." in domain_of(who.address)
        and not is_no_reply(who.address)
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Role and text of each field; what stands above the first is the form's own."""
    role, lines = "", list[str]()
    for line in text.splitlines()[:MOST_LINES]:
        if role and _ends(line):
            break
        begun, rest = _label(line)
        if not begun:
            lines.append(line)
            continue
        if role:
            yield role, "\n".join(lines).strip()
        role, lines = begun, [rest] if rest else []
    if role:
        yield role, "\n".join(lines).strip()


def _label(line: str) -> tuple[str, str]:
    """The role that a line's label begins, and what stands behind it; "" for a line without one."""
    before, colon, rest = line.partition(":")
    if not colon and len(line) > LONGEST_LABEL:
        return "", ""
    bare = " ".join(before.strip(_MARKS).split())
    if not bare or len(bare) > LONGEST_LABEL:
        return "", ""
    plain = _BARE.sub("", _BARE.sub("", folded(bare).rstrip("?"))).strip(_MARKS)
    return _roles().get(plain, ""), rest.strip().strip("*_").strip()


def _ends(line: str) -> bool:
    return line.rstrip() == "--" or (
        len(line) > LONGEST_LABEL // 2 and begins_word(folded(line[:200]), rules("forms")["ends"])
    )


@cache
def _roles() -> Mapping[str, str]:
    """The role of each label; of two, the first."""
    named: dict[str, str] = {}
    for role in ROLES:
        for label in rules("forms")[role]:
            named.setdefault(label, role)
    return named
