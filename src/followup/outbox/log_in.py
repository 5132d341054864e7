"""The way onto a line: a name with its password, or with a token."""

import smtplib
from base64 import b64encode

from followup.core.providers import bearer, mend_of
from followup.core.trouble import Refused

from .server import Server

#: The answers to a login that was refused (RFC 4954 6; Microsoft also says 550).
NOT_LET_IN = {530, 534, 535, 550}


def log_in(smtp: smtplib.SMTP, server: Server, token: str = "") -> None:
    """Log in, if the server has a name for us; what it refuses is an SMTPAuthenticationError."""
    if not server.username:
        return
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if token:
        _show(smtp, server, token, bearer.mechanism(offered))
    elif "PLAIN" in offered:
        _ask(smtp, f"PLAIN {_coded(f'\0{server.username}\0{server.password}')}")
    elif "LOGIN" in offered:
        _ask(smtp, f"LOGIN {_coded(server.username)}", server.password)
    else:
        raise _no_way(server, "to log in that followup knows")


def not_let_in(server: Server, code: int, said: str) -> str:
    """Why the server did not let us in and how to mend it, after its name."""
    what = "sign-in of" if server.bearer else "user name or password for"
    mend = mend_of(f"{code} {said}", host=server.host, signed_in=server.bearer is not None)
    return f"does not accept the {what} “{server.username}” ({code} {said}). {mend}"


def _show(smtp: smtplib.SMTP, server: Server, token: str, how: str) -> None:
    if not how:
        raise _no_way(server, "to sign in; connect it with a password")
    _ask(smtp, f"{how} {_coded(bearer.shown(how, server.username, token))}", bearer.GIVE_UP[how])


def _ask(smtp: smtplib.SMTP, first: str, second: str = "") -> None:
    code, text = smtp.docmd("AUTH", first)
    if code == 334:
        code, text = smtp.docmd(_coded(second))
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, text)


def _no_way(server: Server, what: str) -> Refused:
    mend = mend_of("", host=server.host, signed_in=server.bearer is not None)
    return Refused(f"{server.host} offers no way {what}. {mend}", for_good=True)


def _coded(words: str) -> str:
    return b64encode(words.encode()).decode("ascii")
