"""What goes wrong with mail servers, each in one sentence that says what to mend."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from followup.core.trouble import Unreachable

#: Where Proton Bridge listens unless it was told otherwise.
BRIDGE = 1143


@contextmanager
def told(host: str, port: int = 0) -> Iterator[None]:
    """Runs the block; what a server or the way to it does wrong becomes one sentence."""
    try:
        yield
    except ssl.SSLCertVerificationError as trouble:
        reason = trouble.verify_message or "it cannot be verified"
        sentence = f"The certificate of {host} is not to be trusted: {reason}. Check the server’s name."
        raise Unreachable(sentence, for_good=True) from trouble
    except ssl.SSLError as trouble:
        sentence = f"{_at(host, port)} does not speak TLS as it should; try STARTTLS, usually at port 143."
        raise Unreachable(sentence) from trouble
    except socket.gaierror as trouble:
        sentence = f"There is no server named {host}, or this machine is not online; check the name."
        raise Unreachable(sentence) from trouble
    except TimeoutError as trouble:
        raise Unreachable(f"{_at(host, port)} did not answer in time; it will be tried again.") from trouble
    except ConnectionRefusedError as trouble:
        sentence = f"Nothing answers at {_at(host, port).rstrip(',')}; check the server’s name and its port."
        if port == BRIDGE:
            sentence += " If this is Proton Bridge, start it: it has to run while mail is read."
        raise Unreachable(sentence) from trouble
    except (OSError, EOFError) as trouble:
        raise Unreachable(f"The connection to {host} was lost; it will be tried again.") from trouble
    except IMAPClient.AbortError as trouble:
        raise Unreachable(f"{host} broke off the connection; it will be tried again.") from trouble
    except (IMAPClientError, ValueError, LookupError, TypeError, AssertionError) as trouble:
        # The client library raises these where a server's answer does not follow the protocol.
        said = " ".join(str(trouble).split())[:200]
        raise Unreachable(f"{host} gave an answer that could not be understood: {said}") from trouble


def _at(host: str, port: int) -> str:
    return f"{host}, port {port}," if port else host
