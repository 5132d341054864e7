"""Members: who may enter a workspace, by which link or password."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from followup.core.trouble import Mend
from followup.models import LoginLink, Member, Workspace

#: An invitation may lie in a mailbox over a weekend.
INVITATION_LASTS = timedelta(days=3)


def new_user(name: str, email: str) -> User:
    """Somebody who comes in by links until they set a password; the name is made free by a number."""
    user = User(username=_free(slugify(name)[:140] or "member"), email=email)
    user.set_unusable_password()
    user.save()
    return user


def link_for(user: User, now: datetime, *, lasts: timedelta) -> str:
    """The token of a link that lets this user in once; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    LoginLink.objects.filter(expires_at__lt=now).delete()
    LoginLink.objects.create(user=user, token_hash=_hash(token), expires_at=now + lasts)
    return token


def enter(token: str, now: datetime) -> User | None:
    """Who the link belongs to; None where it was used, is too old or never was one."""
    links = LoginLink.objects.filter(token_hash=_hash(token))
    if not links.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        return None
    return links.select_related("user").get().user


@transaction.atomic
def invite(workspace: Workspace, email: str, now: datetime) -> tuple[User, str]:
    """A colleague who may enter the workspace, and the token of their first link.

    Whoever works in this home already gets no link: that would let the inviter into their other workspaces.
    """
    try:
        validate_email(email)
    except ValidationError as trouble:
        raise Mend(f"“{email}” is not a mail address; write it like ben@example.org.") from trouble
    known = User.objects.filter(email__iexact=email).order_by("pk").first()
    user = known or new_user(email.partition("@")[0], email)
    _, is_new = Member.objects.get_or_create(workspace=workspace, user=user)
    if not is_new:
        raise Mend(f"{email} may enter “{workspace.name}” already.")
    return user, "" if known else link_for(user, now, lasts=INVITATION_LASTS)


def change_password(user: User, password: str, *, present: str = "") -> None:
    """Set a password, so that no link is needed; Mend where it is too easily guessed.

    Who has one already must say it: an open browser is not enough to shut its owner out.
    """
    if user.has_usable_password() and not user.check_password(present):
        raise Mend("The present password is another one; try again.")
    try:
        validate_password(password, user)
    except ValidationError as trouble:
        raise Mend(" ".join(trouble.messages)) from trouble
    user.set_password(password)
    user.save(update_fields=["password"])


def _free(name: str) -> str:
    taken = set(User.objects.filter(username__startswith=name).values_list("username", flat=True))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
