"""Workspaces: made, found, entered, and the sender whose name their letters carry."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from holidays import country_holidays
from holidays.utils import list_supported_countries

from followup.core.trouble import Mend
from followup.models import Contact, LoginLink, Member, Sender, Workspace

from .named import workspace_named as workspace_named
from .refresh import refresh

LINK_LASTS = timedelta(minutes=10)
SENDER_FIELDS = (
    "name", "email", "mobile", "landline", "postal", "organisation", "title", "opt_out_text",
    "timezone", "country", "subdivision", "work_start", "work_end",
)  # fmt: skip
#: Fields that decide on which day and hour something is due.
_OF_THE_CALENDAR = {"timezone", "country", "subdivision", "work_start", "work_end"}


@transaction.atomic
def init(
    *, name: str, email: str, now: datetime, mode: str = "personal", workspace_name: str = "", **sender: Any
) -> Workspace:
    """A new workspace with its sender and an owner who may enter it."""
    if mode not in Workspace.Mode.values:
        raise Mend(f"“{mode}” is no mode; take personal (looking for work) or business.")
    fields = _checked({"name": name, "email": email, **sender})
    title = workspace_name.strip() or fields.get("organisation") or fields["name"]
    slug = _free_slug(title)
    workspace = Workspace.objects.create(slug=slug, name=title[:200], mode=mode, created_at=now)
    Sender.objects.create(workspace=workspace, **fields)
    owner = get_user_model().objects.create(username=slug[:150], email=fields["email"])
    owner.set_unusable_password()
    owner.save(update_fields=["password"])
    Member.objects.create(workspace=workspace, user=owner)
    return workspace


def login_link(workspace: Workspace, now: datetime) -> str:
    """The token of a link that opens the pages once, within ten minutes; only its hash is kept."""
    member = Member.objects.filter(workspace=workspace).order_by("pk").select_related("user").first()
    if member is None:
        raise Mend(f"Nobody may enter the workspace “{workspace.slug}” yet; `followup init` makes its owner.")
    token = secrets.token_urlsafe(32)
    LoginLink.objects.filter(expires_at__lt=now).delete()
    LoginLink.objects.create(user=member.user, token_hash=_hash(token), expires_at=now + LINK_LASTS)
    return token


def enter(token: str, now: datetime) -> AbstractBaseUser | None:
    """Who the link belongs to; None where it was used, is too old or never was one."""
    links = LoginLink.objects.filter(token_hash=_hash(token))
    if not links.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        return None
    return links.select_related("user").get().user


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


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(fields) - set(SENDER_FIELDS))
    if unknown:
        raise Mend(f"A sender has no “{unknown[0]}”; it has {', '.join(SENDER_FIELDS)}.")
    clean = {key: value.strip() if isinstance(value, str) else value for key, value in fields.items()}
    if not clean["name"]:
        raise Mend("Your name is missing; letters are signed with it.")
    _check_email(clean["email"])
    clean["timezone"] = _zone(clean.get("timezone", ""))
    clean["country"], clean["subdivision"] = _country(clean.get("country", ""), clean.get("subdivision", ""))
    return clean


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as trouble:
        raise Mend(f"“{email}” is not a mail address; write it like ada@example.org.") from trouble


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
    users = get_user_model().objects.filter(username__startswith=base).values_list("username", flat=True)
    taken |= set(users)
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
