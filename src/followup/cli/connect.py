"""followup connect."""

import getpass
import sys
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import typer

from followup.actions.connecting import connect as make_account

from .here import Here
from .terminal import say


class Sort(StrEnum):
    """What can be connected."""

    IMAP = "imap"
    SMTP = "smtp"
    CALDAV = "caldav"
    CARDDAV = "carddav"
    FEED = "feed"
    JMAP = "jmap"


def connect(
    sort: Annotated[
        Sort,
        typer.Argument(
            help="imap, jmap: a mailbox to read; smtp: the server that letters leave by; caldav: calendars;"
            " carddav: address books; feed: one calendar’s .ics address."
        ),
    ],
    url: Annotated[
        str,
        typer.Argument(
            help="imaps://you%40example.org@imap.example.org, smtps:// or smtp:// (STARTTLS); https://you@dav.example.org; webcal://…"
        ),
    ],
    password: Annotated[
        str, typer.Option("--password", envvar="MAIL_PASSWORD", help="Asked for when left out.")
    ] = "",
    cap: Annotated[int, typer.Option("--cap", min=1, help="Letters a day (smtp).")] = 50,
    apart: Annotated[int, typer.Option("--apart", min=0, help="Seconds between two letters (smtp).")] = 30,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Log in once before keeping it.")] = True,
) -> None:
    """Connect a mailbox, a sending server, calendars or an address book. The password is kept encrypted, its key outside the database.

    Better not in the URL, where your shell would remember it: it is asked for, or read from standard input.
    A private certificate authority is trusted through SSL_CERT_FILE. Gmail, Yahoo and iCloud want an app password, made in the security settings of the account.
    """
    here = Here()
    account = make_account(
        here.workspace,
        sort.value,
        url,
        password or _ask(url),
        here.now,
        check=check,
        cap_per_day=cap,
        seconds_apart=apart,
    )
    say(f"Connected: {account}.")
    if sort is not Sort.SMTP:
        say("`followup sync` reads it now; `followup up` keeps reading it.")


def _ask(url: str) -> str:
    parts = urlsplit(url)
    if parts.password or not parts.username:
        return ""
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
