"""Workspaces: made, found, entered, and the sender whose name their letters carry."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from holidays import country_holidays
from holidays.utils import list_supported_countries

from followup.core.trouble import Mend
from followup.models import Contact, Member, Sender, Workspace

from .members import enter, link_for, new_user
from .named import workspace_named as workspace_named
from .refresh import refresh

__all__ = ["aim_for", "change_sender", "enter", "init", "local_owner", "login_link", "workspace_named"]

#: The longest target for an answer: three working weeks.
MOST_HOURS = 120
LINK_LASTS = timedelta(minutes=10)
SENDER_FIELDS = (
    "name", "email", "mobile", "landline", "postal", "organisation", "title", "opt_out_text",
    "timezone", "country", "subdivision", "work_start", "work_end",
)  # fmt: skip
#: Fields that decide on which day and hour something is due.
_OF_THE_CALENDAR = {"timezone", "country", "subdivision", "work_start", "work_end"}


@transaction.atomic
def init(  # noqa: PLR0913 - what the form and the command line ask, each by its name
    *,
    name: str,
    email: str,
    now: datetime,
    mode: str = "personal",
    workspace_name: str = "",
    owner: User | None = None,
    is_demo: bool = False,
    answer_hours: str = "",
    **sender: Any,
) -> Workspace:
    """A new workspace with its sender and an owner who may enter it: the one given, or a new one."""
    if mode not in Workspace.Mode.values:
        raise Mend(f"“{mode}” is no mode; take personal (looking for work) or business.")
    fields = _checked({"name": name, "email": email, **sender})
    title = workspace_name.strip() or fields.get("organisation") or fields["name"]
    slug = _free_slug(title)
    workspace = Workspace.objects.create(
        slug=slug, name=title[:200], mode=mode, created_at=now, is_demo=is_demo
    )
    Sender.objects.create(workspace=workspace, **fields)
    Member.objects.create(workspace=workspace, user=owner or new_user(slug, fields["email"]))
    if answer_hours:
        aim_for(workspace, answer_hours)
    return workspace


def local_owner() -> User | None:
    """Who made the first workspace of this home; None where there is none yet."""
    first = Member.objects.order_by("workspace_id", "pk").select_related("user").first()
    return first.user if first else None


def login_link(workspace: Workspace, now: datetime) -> str:
    """The token of a link that opens the pages once, within ten minutes; only its hash is kept."""
    member = Member.objects.filter(workspace=workspace).order_by("pk").select_related("user").first()
    if member is None:
        raise Mend(f"Nobody may enter the workspace “{workspace.slug}” yet; `followup init` makes its owner.")
    return link_for(member.user, now, lasts=LINK_LASTS)


@transaction.atomic
def change_sender(workspace: Workspace, **fields: Any) -> Sender:
    """Change our own name, contact block, zone or hours; due dates follow where they depend on it."""
    present = {name: getattr(workspace.sender, name) for name in SENDER_FIELDS}
    checked = _checked({**present, **fields})
    Sender.objects.filter(workspace=workspace).update(**checked)
    Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)
    if any(checked.get(name) != present[name] for name in _OF_THE_CALENDAR):
        refresh(workspace, set(Contact.objects.filter(workspace=workspace).values_list("pk", flat=True)))
    workspace.sender.refresh_from_db()
    return workspace.sender


@transaction.atomic
def aim_for(workspace: Workspace, hours: str) -> None:
    """Change within how many working hours whoever writes should have an answer."""
    wanted = int(hours) if hours.strip().isascii() and hours.strip().isdecimal() and len(hours) < 9 else 0
    if not 1 <= wanted <= MOST_HOURS:
        raise Mend(
            f"“{hours}” is no number of working hours; the target is a whole number from 1 to {MOST_HOURS}."
        )
    Workspace.objects.filter(pk=workspace.pk).update(answer_hours=wanted, changes=F("changes") + 1)
    workspace.refresh_from_db(fields=["answer_hours", "changes"])


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(fields) - set(SENDER_FIELDS))
    if unknown:
        raise Mend(f"A sender has no “{unknown[0]}”; it has {', '.join(SENDER_FIELDS)}.")
    clean = {key: value.strip() if isinstance(value, str) else value for key, value in fields.items()}
    if not clean["name"]:
        raise Mend("Your name is missing; letters are signed with it.")
    _check_email(clean["email"])
    clean["timezone"] = _zone(clean.get("timezone", ""))
    _check_hours(clean.get("work_start"), clean.get("work_end"))
    clean["country"], clean["subdivision"] = _country(clean.get("country", ""), clean.get("subdivision", ""))
    return clean


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as trouble:
        raise Mend(f"“{email}” is not a mail address; write it like ada@example.org.") from trouble


def _check_hours(start: time | str | None, end: time | str | None) -> None:
    # Both as the form and the rows write them: 09:00, with or without seconds.
    if start and end and str(start)[:5] >= str(end)[:5]:
        raise Mend(
            f"Work begins at {str(start)[:5]} and ends at {str(end)[:5]}; put its end after its beginning."
        )


def _zone(name: str) -> str:
    if not name:
        return "UTC"
    zones = {each.lower(): each for each in available_timezones()}
    if name.lower() not in zones:
        raise Mend(f"“{name}” is not a time zone; write it like Europe/Berlin or America/New_York.")
    return zones[name.lower()]


def _country(country: str, subdivision: str) -> tuple[str, str]:
    country, subdivision = country.upper(), subdivision.upper()
    if not country:
        if subdivision:
            raise Mend(f"The subdivision “{subdivision}” needs its country; add --country DE or the like.")
        return "", ""
    supported = list_supported_countries()
    if country not in supported:
        raise Mend(f"“{country}” is not a country; write its two letters, such as DE, GB or US.")
    known = {each.upper(): each for each in country_holidays(country).subdivisions}
    if subdivision and subdivision not in known:
        raise Mend(
            f"“{subdivision}” is not a subdivision of {country}; one of {', '.join(known) or 'none'} will do."
        )
    return country, known.get(subdivision, "")


def _free_slug(title: str) -> str:
    base = slugify(title)[:40] or "workspace"
    taken = set(Workspace.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
