"""followup connect."""

import getpass
import sys
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import typer

from followup.actions.connecting import connect as make_account
from followup.actions.syncing.mailbox import read_also
from followup.actions.watched_folders import connect_folder

from .connect_mail import How, connect_address, is_address, sign_in_to
from .here import Here
from .terminal import say


class Issuer(StrEnum):
    """Who signs people in."""

    MICROSOFT = "microsoft"
    GOOGLE = "google"


class Sort(StrEnum):
    """What can be connected."""

    MAIL = "mail"
    IMAP = "imap"
    SMTP = "smtp"
    CALDAV = "caldav"
    CARDDAV = "carddav"
    FEED = "feed"
    JMAP = "jmap"
    FOLDER = "folder"


def connect(
    sort: Annotated[
        Sort,
        typer.Argument(
            help="mail: a mailbox to read and to send by, by its address alone; imap, jmap: a mailbox to read; smtp: the server that letters leave by; caldav: calendars;"
            " carddav: address books; feed: one calendar’s .ics address; folder: a folder of this machine whose new files are imported."
        ),
    ],
    url: Annotated[
        str,
        typer.Argument(
            help="you@gmail.com; or the server: imaps://you%40example.org@imap.example.org, smtps:// or smtp:// (STARTTLS); https://you@dav.example.org; webcal://…; or the folder’s path."
        ),
    ],
    password: Annotated[
        str, typer.Option("--password", envvar="MAIL_PASSWORD", help="Asked for when left out.")
    ] = "",
    cap: Annotated[int, typer.Option("--cap", min=1, help="Letters a day (smtp).")] = 50,
    apart: Annotated[int, typer.Option("--apart", min=0, help="Seconds between two letters (smtp).")] = 30,
    folder: Annotated[
        list[str] | None,
        typer.Option(
            "--folder", help="A folder to read beside inbox, sent mail and archive (imap); may be repeated."
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Log in once before keeping it.")] = True,
    oauth: Annotated[
        Issuer | None, typer.Option("--oauth", help="Sign in on this provider's page instead of a password.")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Sign in through a browser on this machine, not by a code.")
    ] = False,
    provider: Annotated[
        str, typer.Option("--provider", help="Who runs the mailbox, where its address does not tell.")
    ] = "",
    client_id: Annotated[
        str, typer.Option("--client-id", help="Your own client ID at Microsoft or Google.")
    ] = "",
    client_secret: Annotated[
        str, typer.Option("--client-secret", envvar="OAUTH_CLIENT_SECRET", help="Its secret (Google).")
    ] = "",
) -> None:
    """Connect a mailbox, a sending server, calendars, an address book or a folder of files. The password is kept encrypted, its key outside the database.

    Better not in the URL, where your shell would remember it: it is asked for, or read from standard input.
    A private certificate authority is trusted through SSL_CERT_FILE. docs/guide-connecting.md says what each provider wants.
    """
    here = Here()
    if sort is Sort.FOLDER:
        watched = connect_folder(here.workspace, url, here.now)
        say(
            f"Connected: {watched}. New and changed files in it are imported; nothing is moved or deleted there."
        )
        say("`followup sync` reads it now; `followup up` keeps reading it.")
        return
    how = How(
        provider=provider,
        oauth=oauth.value if oauth else "",
        is_browser=browser,
        client=(client_id, client_secret),
        password=password,
    )
    if is_address(sort.value, url, how):
        connect_address(here, sort.value, url, how)
        return
    if how.oauth:
        sign_in_to(here, url, how)
        return
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
    if folder and sort is Sort.IMAP:
        read_also(account, folder, here.now)
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
