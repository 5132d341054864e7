"""followup connect, by an address alone or by signing in."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from followup.models import Account
from tests.dovecot import Dovecot
from tests.sign_in_server import SignInServer, sign_in_server
from tests.signed_in import token_dovecot
from tests.terminal import Terminal

__all__ = ["sign_in_server", "token_dovecot"]
ADA = "ada@outlook.example"


def url(mailbox: Dovecot, address: str = ADA) -> str:
    """Where the mailbox of an address is."""
    return f"imap://{address.replace('@', '%40')}@127.0.0.1:{mailbox.port}"


def test_an_address_that_does_not_tell_its_provider_is_asked_for_it(ada: Terminal):
    ada.run("connect", "mail", "ada@weber.example", code=2)

    assert "Who runs the mail of weber.example cannot be told from its name" in ada.err
    assert "google-workspace" in ada.err


def test_a_mailbox_that_no_program_may_read_says_what_to_do_instead(ada: Terminal):
    ada.run("connect", "mail", "ada@tuta.com", code=2)

    assert "Export it as .eml files and import those." in ada.err


def test_microsoft_is_signed_in_to_without_being_asked_for_a_password(ada: Terminal):
    ada.run("connect", "mail", "ada@outlook.com", code=2)

    assert "Register one in five minutes" in ada.err


def test_an_address_is_not_connected_as_something_that_it_is_not(ada: Terminal):
    ada.run("connect", "mail", "Ada Weber", code=2)

    assert "“Ada Weber” is no mail address; write it as you@example.org." in ada.err


@pytest.mark.dovecot
def test_the_code_and_the_page_are_printed_and_the_mailbox_is_connected_when_it_was_typed_in(
    ada: Terminal, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    sign_in_server.ready = ADA

    said = ada.run("connect", "imap", url(token_dovecot), "--oauth", "microsoft")

    assert f"Open {sign_in_server.place}/device and type in the code WDJB-MJHT." in said
    assert f"Connected: {ADA} at 127.0.0.1." in said
    assert Account.objects.get().grant


@pytest.mark.dovecot
def test_a_sign_in_that_was_declined_is_one_sentence(
    ada: Terminal, sign_in_server: SignInServer, token_dovecot: Dovecot
):
    sign_in_server.ready = "ben@outlook.example"

    ada.run("connect", "imap", url(token_dovecot), "--oauth", "microsoft", code=3)

    assert "Sign in again, as the owner of this very address." in ada.err
    assert not Account.objects.exists()


@pytest.mark.dovecot
def test_the_browser_comes_back_to_the_command_that_waits(
    sign_in_server: SignInServer, token_dovecot: Dovecot, tmp_path: Path
):
    program = Path(sys.executable).with_name("followup")
    own = {**os.environ, "FOLLOWUP_HOME": str(tmp_path), "COLUMNS": "1000"}
    own.pop("FOLLOWUP_DATABASE_URL", None)
    subprocess.run(
        [program, "init", "--name", "Ada", "--email", ADA], env=own, check=True, capture_output=True
    )
    address = "ada@gmail.example"
    command = [str(program), "connect", "imap", url(token_dovecot, address), "--oauth", "google"]

    with subprocess.Popen(
        command, env=own | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    ) as waits:
        assert waits.stdout
        link = next(line for line in waits.stdout if re.match("http", line)).strip()
        with urlopen(sign_in_server.visit(link, address)) as page:
            shown = page.read().decode()
        said = waits.stdout.read()

    assert "You can close this page" in shown
    assert f"Connected: {address} at 127.0.0.1." in said
    assert waits.returncode == 0
