"""What goes wrong with web servers, each in one sentence that says what to mend."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import httpx2

from followup.core.trouble import Refused, Unreachable

HINTS = {
    "icloud.com": "iCloud wants an app-specific password: make one at account.apple.com under “Sign-In and Security”.",
    "fastmail.com": "Fastmail wants an app password (for JMAP an API token): make one under Settings, Privacy & Security.",
    "google.com": "Google’s calendar server takes no password; connect the calendar’s secret iCal address as a feed instead.",
    "yahoo.com": "Yahoo wants an app password: make one in the account’s security page.",
}
HINT = "Check the user name and the password; some providers want an app password."


class OddAnswer(Unreachable):
    """An answer that does not follow the protocol; other questions may well be answered."""


@contextmanager
def told(host: str) -> Iterator[None]:
    """Runs the block; what a server or the way to it does wrong becomes one sentence."""
    try:
        yield
    except httpx2.TimeoutException as trouble:
        raise Unreachable(f"{host} did not answer in time; it will be tried again.") from trouble
    except httpx2.ConnectError as trouble:
        raise _no_way(host, trouble) from trouble
    except socket.gaierror as trouble:
        sentence = f"There is no server named {host}, or this machine is not online; check the name."
        raise Unreachable(sentence) from trouble
    except httpx2.DecodingError as trouble:
        raise not_understood(host, str(trouble)) from trouble
    except (httpx2.TransportError, OSError) as trouble:
        raise Unreachable(f"The connection to {host} was lost; it will be tried again.") from trouble
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as trouble:
        # The client library raises these where an answer does not follow the protocol.
        raise not_understood(host, str(trouble)) from trouble


def not_understood(host: str, said: str) -> OddAnswer:
    """The trouble with an answer that does not follow the protocol."""
    return OddAnswer(f"{host} gave an answer that could not be understood: {' '.join(said.split())[:200]}")


def joined(url: str, href: str) -> str:
    """The address that another names; the trouble that it is none."""
    try:
        return urljoin(url, href)
    except ValueError as trouble:
        raise not_understood(urlsplit(url).hostname or "", f"“{href[:100]}” is no address") from trouble


def refusal(host: str, username: str) -> Refused:
    """The trouble with a name and password that the server does not take."""
    hint = next((hint for name, hint in HINTS.items() if f".{host.lower()}".endswith(f".{name}")), HINT)
    return Refused(f"{host} did not let {username or 'us'} in. {hint}", code=401)


def _no_way(host: str, trouble: BaseException) -> Unreachable:
    for cause in _causes(trouble):
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = cause.verify_message or "it cannot be verified"
            sentence = f"The certificate of {host} is not to be trusted: {reason}. Check the server’s name."
            return Unreachable(sentence, for_good=True)
        if isinstance(cause, ssl.SSLError):
            return Unreachable(f"{host} does not speak TLS as it should; check the address and its port.")
    return Unreachable(f"Nothing answers at {host}; check the server’s name and its port.")


def _causes(trouble: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if trouble is None:
            return
        yield trouble
        trouble = trouble.__cause__ or trouble.__context__
