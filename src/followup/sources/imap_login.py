"""The way into a mailbox: connection, encryption, name and password."""

import ssl
from dataclasses import dataclass
from ipaddress import ip_address

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientError

from followup.core.trouble import Mend, Refused, Unreachable

from .imap_trouble import HINTS, told

CONNECT_SECONDS = 20
ANSWER_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Where a mailbox is and how to be let in; `cafile` names further certificates to trust."""

    host: str
    port: int
    security: str = "tls"  # tls | starttls | none (this machine only)
    username: str = ""
    password: str = ""
    cafile: str = ""

    def __repr__(self) -> str:
        return f"Login({self.username} at {self.host}:{self.port}, {self.security})"


def opened(login: Login) -> IMAPClient:
    """A client that is let in."""
    if login.security == "none" and not _is_this_machine(login.host):
        raise Mend(
            f"Without encryption the password for {login.host} could be read on the way; use TLS or STARTTLS."
        )
    with told(login.host, login.port):
        context = ssl.create_default_context()
        if login.cafile:
            context.load_verify_locations(login.cafile)
        client = IMAPClient(
            login.host,
            port=login.port,
            ssl=login.security == "tls",
            ssl_context=context if login.security == "tls" else None,
            timeout=SocketTimeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
        )
        client.normalise_times = False  # arrival times keep their zone
        try:
            _enter(client, login, context)
        except BaseException:
            client.shutdown()
            raise
        return client


def _enter(client: IMAPClient, login: Login, context: ssl.SSLContext) -> None:
    if login.security == "starttls":
        try:
            client.starttls(context)
        except CapabilityError as missing:
            sentence = f"{login.host} offers no STARTTLS at port {login.port}; try TLS, usually at port 993."
            raise Unreachable(sentence, for_good=True) from missing
    try:
        client.login(login.username, login.password)
    except IMAPClient.AbortError:
        raise
    except IMAPClientError as refusal:
        raise Refused(_not_let_in(login, str(refusal))) from refusal
    if client.has_capability("CONDSTORE") and client.has_capability("ENABLE"):
        client.enable("CONDSTORE")  # servers then say at once whether a folder has changed


def _not_let_in(login: Login, said: str) -> str:
    answer = " ".join(said.removeprefix("b'").split())[:200].strip("'\". ")
    hint = next((hint for ending, hint in HINTS.items() if login.host.lower().endswith(ending)), "")
    hint = hint or "Check the user name and the password; some providers want an app password."
    return f"{login.host} did not let {login.username or 'us'} in ({answer}). {hint}"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
