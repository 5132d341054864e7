"""The way into a mailbox: connection, encryption, name and password."""

import ssl
from dataclasses import dataclass, field
from ipaddress import ip_address

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientError

from followup.core.providers import Bearer, bearer, mend_of
from followup.core.trouble import Mend, Refused, Unreachable

from .imap_trouble import told

CONNECT_SECONDS = 20
ANSWER_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Where a mailbox is and how to be let in; `cafile` names further certificates to trust.

    With a `bearer` its tokens take the place of the password.
    """

    host: str
    port: int
    security: str = "tls"  # tls | starttls | none (this machine only)
    username: str = ""
    password: str = field(default="", repr=False)
    cafile: str = ""
    bearer: Bearer | None = None

    def __repr__(self) -> str:
        return f"Login({self.username} at {self.host}:{self.port}, {self.security})"


def opened(login: Login) -> IMAPClient:
    """A client that is let in; a token that the server refuses is renewed once."""
    if login.bearer is None:
        return _opened(login)
    token = login.bearer("")
    try:
        return _opened(login, token)
    except Refused:
        fresh = login.bearer(token)
        if fresh in ("", token):
            raise
        return _opened(login, fresh)


def _opened(login: Login, token: str = "") -> IMAPClient:
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
            _enter(client, login, context, token)
        except BaseException:
            client.shutdown()
            raise
        return client


def _enter(client: IMAPClient, login: Login, context: ssl.SSLContext, token: str) -> None:
    if login.security == "starttls":
        try:
            client.starttls(context)
        except CapabilityError as missing:
            sentence = f"{login.host} offers no STARTTLS at port {login.port}; try TLS, usually at port 993."
            raise Unreachable(sentence, for_good=True) from missing
    try:
        _log_in(client, login, token)
    except IMAPClient.AbortError:
        raise
    except IMAPClientError as refusal:
        raise Refused(_not_let_in(login, str(refusal))) from refusal
    if client.has_capability("CONDSTORE") and client.has_capability("ENABLE"):
        client.enable("CONDSTORE")  # servers then say at once whether a folder has changed


def _log_in(client: IMAPClient, login: Login, token: str) -> None:
    if not token:
        # LOGIN knows no letters beyond ASCII; PLAIN takes them as UTF-8 (RFC 4616).
        is_plain = f"{login.username}{login.password}".isascii()
        (client.login if is_plain else client.plain_login)(login.username, login.password)
        return
    offered = [name.removeprefix("AUTH=") for name in _capabilities(client) if name.startswith("AUTH=")]
    how = bearer.mechanism(offered)
    if not how:
        raise Refused(f"{login.host} offers no way to sign in; connect it with a password.")
    # The second question, if there is one, says why not; it is answered so that the refusal can come.
    answers = iter((bearer.shown(how, login.username, token),))
    client.sasl_login(how, lambda _: next(answers, bearer.GIVE_UP[how]))


def _capabilities(client: IMAPClient) -> list[str]:
    return [name.decode("ascii", "replace").upper() for name in client.capabilities()]


def _not_let_in(login: Login, said: str) -> str:
    answer = " ".join(said.removeprefix("b'").split())[:200].strip("'\". ")
    mend = mend_of(said, host=login.host, signed_in=login.bearer is not None)
    return f"{login.host} did not let {login.username or 'us'} in ({answer}). {mend}"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
