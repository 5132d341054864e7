"""What the check of a letter stands on, as a stamp: a few queries, however many letters.

An approved letter whose stamp is still that of its check need not be read through again before it leaves.
Left out is what can only warn (what colleagues were written), and what is looked at apart (suppression).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db.models import Count, Max, Model, QuerySet, Sum
from django.db.models.functions import Length

from followup.models import Address, Contact, Fact, FollowUp, Letter, Message, Opportunity, Sender

Row = tuple[Any, ...]

_CONTACT = (
    "pk", "name", "honorific", "given", "family", "title", "is_machine", "timezone", "country", "subdivision",
    "organisation", "organisation__name", "organisation__country", "organisation__subdivision",
)  # fmt: skip
_FACT = (
    "pk", "kind", "at", "until", "sure", "thread", "says", "step", "because", "asks", "by_machine", "opportunity",
    "details", "contact__name",
)  # fmt: skip
_MATTER = ("pk", "kind", "title", "reference", "organisation", "organisation__name")


def standings(letters: Sequence[Letter], day: date) -> dict[int, str]:
    """The stamp of each letter, by letter; it changes with whatever its check may say something else about."""
    contacts = {letter.contact_id for letter in letters}
    people = _by_first(Contact.objects.filter(pk__in=contacts).values_list(*_CONTACT))
    addresses = _of(Address, contacts).order_by("pk").values_list("contact", "address", "bounced_at")
    facts = _of(Fact, contacts).order_by("pk").values_list("contact", *_FACT)
    messages = _of(Message, contacts).values("contact").order_by()
    heard = messages.annotate(n=Count("pk"), last=Max("pk"), length=Sum(Length("text")))
    heap = heard.values_list("contact", "n", "last", "length")
    theirs = [_by_first(each) for each in (addresses, facts, heap)]
    said = _said(contacts)
    around = _around(letters)
    return {
        letter.pk: _stamp(
            day,
            (letter.address, letter.subject, letter.body, letter.step, letter.in_reply_to),
            people.get(letter.contact_id),
            [rows.get(letter.contact_id) for rows in theirs],
            [row for row in said.get(letter.contact_id, ()) if row[1] != letter.pk],
            around[letter.pk],
        )
        for letter in letters
    }


def _around(letters: Sequence[Letter]) -> dict[int, Row]:
    """The workspace's own block, the matter, the fact that called for the letter, and what became of it."""
    workspaces = {letter.workspace_id for letter in letters}
    senders = _by_first(
        row[1:] for row in Sender.objects.filter(workspace__in=workspaces).select_related(None).values_list()
    )
    modes = {letter.workspace_id: letter.workspace.mode for letter in letters}
    matters = _by_first(_named(Opportunity, (each.opportunity_id for each in letters)).values_list(*_MATTER))
    causes = _by_first(_named(Fact, (each.because_id for each in letters)).values_list(*_FACT))
    keys = {letter.follow_up_key for letter in letters if letter.follow_up_key}
    owed = (
        FollowUp.objects.filter(workspace__in=workspaces, key__in=keys) if keys else FollowUp.objects.none()
    )
    calls = {row[:2]: row[2:] for row in owed.values_list("workspace", "key", "because_kind", "because_at")}
    return {
        letter.pk: (
            modes[letter.workspace_id],
            senders.get(letter.workspace_id),
            matters.get(letter.opportunity_id),
            causes.get(letter.because_id),
            calls.get((letter.workspace_id, letter.follow_up_key)),
        )
        for letter in letters
    }


def _said(contacts: Iterable[int]) -> dict[object, list[Row]]:
    """The other letters to them that are on their way or gone: the same must not be said twice."""
    letters = _of(Letter, contacts).exclude(state__in=[Letter.State.DRAFT, Letter.State.REFUSED])
    return _by_first(letters.order_by("pk").values_list("contact", "pk", "subject", Length("body")))


def _of[Kept: Model](table: type[Kept], contacts: Iterable[int]) -> QuerySet[Kept]:
    return table._default_manager.filter(contact__in=contacts)


def _named[Kept: Model](table: type[Kept], numbers: Iterable[int | None]) -> QuerySet[Kept]:
    wanted = {number for number in numbers if number is not None}
    rows = table._default_manager
    return rows.filter(pk__in=wanted) if wanted else rows.none()


def _by_first(rows: Iterable[Row]) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _stamp(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
