"""A line: one open, verified, logged-in connection to a server, kept for many letters."""

import smtplib
import socket
import ssl
from types import TracebackType
from typing import Self

from followup.core.trouble import Mend, Refused, Unreachable

from .log_in import NOT_LET_IN, log_in, not_let_in
from .server import Server, is_loopback

#: What we call ourselves: the machine's name is nobody's business (RFC 5321 4.1.3 allows an address).
OUR_NAME = "[127.0.0.1]"


class Line:
    """Opened when first needed, hung up on leaving; whatever QUIT brings can change no letter's outcome."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.carried = 0
        self.is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        if trouble is None:
            self.hang_up()
        else:
            self.drop()

    def open(self) -> None:
        """Connect, secure and log in; Unreachable, Refused or Mend say what is wrong in a sentence.

        A token that the server refuses is renewed once.
        """
        bearer = self.server.bearer
        token = bearer("") if bearer else ""
        try:
            self._open(token)
        except Refused as refusal:
            fresh = bearer(token) if bearer and refusal.code in NOT_LET_IN else ""
            if fresh in ("", token):
                raise
            self._open(fresh)

    def _open(self, token: str) -> None:
        self.carried = 0
        try:
            self.smtp = _connected(self.server)
            self.is_open = True
            self.smtp.ehlo_or_helo_if_needed()
            _secure(self.smtp, self.server)
            log_in(self.smtp, self.server, token)
        except (OSError, smtplib.SMTPException) as trouble:
            self.drop()
            raise _trouble(self.server, trouble) from trouble
        except Refused:
            self.drop()
            raise

    def reset(self) -> None:
        """Forget the envelope of a letter that was turned down, so that the next one may follow."""
        try:
            self.smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.drop()

    def drop(self) -> None:
        """Cut the line without a word: a server discards the letter whose last dot it never saw."""
        if self.is_open:
            self.is_open = False
            self.smtp.close()

    def hang_up(self) -> None:
        """Say goodbye if anybody listens."""
        if not self.is_open:
            return
        try:
            self.smtp.putcmd("quit")
            self.smtp.getreply()
        except (OSError, smtplib.SMTPException):
            pass
        self.drop()

    def takes(self, extension: str) -> bool:
        """Whether the server offers an extension, by its lower-case name."""
        return self.smtp.has_extn(extension)


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "none" and not is_loopback(server.host):
        raise Mend(
            f"Letters would go to {server.host} unencrypted; connect it with “tls” or “starttls” instead."
        )
    smtp: smtplib.SMTP
    if server.security == "tls":
        smtp = smtplib.SMTP_SSL(
            local_hostname=OUR_NAME, timeout=server.timeouts.connect, context=_context(server)
        )
    else:
        smtp = smtplib.SMTP(local_hostname=OUR_NAME, timeout=server.timeouts.connect)
    # smtplib checks the certificate against this name, which connect() alone does not set.
    smtp._host = server.host  # type: ignore[attr-defined]
    code, text = smtp.connect(server.host, server.port)
    if code != 220:
        smtp.close()
        raise smtplib.SMTPConnectError(code, text)
    # The last dot is a small write after a small write: without this it waits for an acknowledgement.
    socket_of(smtp).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    socket_of(smtp).settimeout(server.timeouts.command)
    return smtp


def socket_of(smtp: smtplib.SMTP) -> socket.socket:
    """The connection's socket, while there is one."""
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("The line is closed.")
    return smtp.sock


def _context(server: Server) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.cafile or None)


def _secure(smtp: smtplib.SMTP, server: Server) -> None:
    if server.security != "starttls":
        return
    if not smtp.has_extn("starttls"):
        raise Refused(
            f"{server.host} does not offer STARTTLS on port {server.port}; nothing was sent unencrypted.",
            for_good=True,
        )
    code, text = smtp.starttls(context=_context(server))
    if code != 220:
        raise smtplib.SMTPResponseException(code, text)
    smtp.ehlo()


def _trouble(server: Server, trouble: Exception) -> Exception:
    place = f"{server.host}, port {server.port},"
    if isinstance(trouble, smtplib.SMTPResponseException):
        return _refusal(server, place, trouble)
    if isinstance(trouble, smtplib.SMTPException) and not isinstance(trouble, smtplib.SMTPServerDisconnected):
        return Refused(f"{place} did not let us in: {trouble}", for_good=False)
    return Unreachable(f"{place} {_silence(server, trouble)}.", for_good=isinstance(trouble, ssl.SSLError))


def _refusal(server: Server, place: str, trouble: smtplib.SMTPResponseException) -> Refused:
    code, for_good = trouble.smtp_code, 500 <= trouble.smtp_code < 600
    if isinstance(trouble, smtplib.SMTPAuthenticationError) and for_good:
        sentence = f"{place} {not_let_in(server, code, _said(trouble))}"
    else:
        sentence = f"{place} answered {code}: {_said(trouble)}"
    return Refused(sentence, code=code, for_good=for_good)


def _said(trouble: smtplib.SMTPResponseException) -> str:
    answer = trouble.smtp_error
    said = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return " ".join(said.split())[:200]


def _silence(server: Server, trouble: Exception) -> str:
    if "timed out" in str(trouble):
        return f"did not answer in {server.timeouts.command:g} s"
    match trouble:
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that is not to be trusted ({trouble.verify_message})"
        case ssl.SSLError():
            return "does not speak TLS there; check port and security"
        case socket.gaierror():
            return "is not known by that name; check its spelling or the network"
        case smtplib.SMTPServerDisconnected():
            return "hung up during the greeting"
    return f"cannot be reached: {getattr(trouble, 'strerror', None) or trouble}"
