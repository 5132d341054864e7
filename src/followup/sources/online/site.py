"""A visit to a web server: every question goes to the host that the owner named, and answers have an end."""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import httpx2

from followup.core.trouble import Mend, Unreachable

from .addresses import addresses, is_this_machine
from .entry import ByPassword, ByToken
from .trouble import joined, refusal, told

CONNECT_SECONDS = 20
#: Small servers that see a big calendar for the first time take their time.
ANSWER_SECONDS = 120
#: A server that sends drop by drop is not waited for longer than this.
WHOLE_SECONDS = 300
LARGEST = 20 * 1024 * 1024
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Providers that keep what is read on a second host; everything else stays on the host that was named.
ALSO = {
    "caldav.icloud.com": ".icloud.com",
    "contacts.icloud.com": ".icloud.com",
    "api.fastmail.com": ".fastmailusercontent.com",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where something is on the web and how to be let in; a password without a name is a token.

    `is_near`: the owner connected a host of this machine or of the network around it. `cafile` names
    further certificates to trust.
    """

    url: str
    username: str = ""
    password: str = field(default="", repr=False)
    is_near: bool = False
    cafile: str = ""

    @property
    def host(self) -> str:
        """The host that the owner named."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, and the address that did so in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class TooLarge(Unreachable):
    """An answer without an end in sight; asking for less may help."""


class Visit:
    """Asks one site; closed when the visit ends."""

    def __init__(self, site: Site) -> None:
        self.site = site
        context = ssl.create_default_context(cafile=site.cafile or None)
        self._client = httpx2.Client(
            transport=_Held(context, site),
            auth=_auth(site),
            timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "followup", "Accept-Encoding": "identity"},
            trust_env=False,
        )

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def ask(
        self, method: str, url: str, body: bytes = b"", *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a question; Refused where we are not let in, Unreachable where the server has trouble."""
        url = joined(self.site.url, url)
        for _ in range(MOST_REDIRECTS):
            with told(self.site.host):
                self._check(url)
                answer = self._asked(method, url, body, headers or {})
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return self._passed(answer)
            url = joined(url, answer.headers["location"])
        raise Unreachable(f"{self.site.host} sends us round in circles; check the address.", for_good=True)

    def _asked(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        deadline = time.monotonic() + WHOLE_SECONDS
        with self._client.stream(method, url, content=body or None, headers=dict(headers)) as response:
            pieces, size = [], 0
            for piece in response.iter_bytes():
                size += len(piece)
                if size > LARGEST:
                    sentence = (
                        f"{self.site.host} answered with more than {LARGEST // 1024 // 1024} MB at once."
                    )
                    raise Unreachable(sentence, for_good=True)
                if time.monotonic() > deadline:
                    raise Unreachable(f"{self.site.host} did not answer in time; it will be tried again.")
                pieces.append(piece)
            return Answer(response.status_code, response.headers, b"".join(pieces), url)

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and is_this_machine(host)):
            raise Mend(f"Without encryption what {host} says could be read on the way; use https://.")
        if not self._is_ours(parts):
            sentence = f"{self.site.host} sends us on to {parts.netloc}; connect that address itself if you trust it."
            raise Unreachable(sentence, for_good=True)

    def _is_ours(self, parts: SplitResult) -> bool:
        host, named = (parts.hostname or "").lower(), urlsplit(self.site.url)
        if host == self.site.host.lower():
            return _port(parts) == _port(named)
        ending = ALSO.get(self.site.host.lower())
        return bool(ending and host.endswith(ending))

    def _passed(self, answer: Answer) -> Answer:
        if answer.status == httpx2.codes.UNAUTHORIZED:
            raise refusal(self.site.host, self.site.username)
        if answer.status == httpx2.codes.TOO_MANY_REQUESTS or 500 <= answer.status not in (501, 505, 507):
            sentence = (
                f"{self.site.host} has trouble of its own (it says {answer.status}); it will be tried again."
            )
            raise Unreachable(sentence)
        return answer


@contextmanager
def visit(site: Site) -> Iterator[Visit]:
    """A visit while the block runs."""
    made = Visit(site)
    try:
        yield made
    finally:
        made.close()


def _port(parts: SplitResult) -> int:
    return parts.port or (80 if parts.scheme == "http" else 443)


def _auth(site: Site) -> httpx2.Auth | None:
    if not site.password:
        return None
    return ByPassword(site.username, site.password) if site.username else ByToken(site.password)


class _Held(httpx2.HTTPTransport):
    """Goes to the very address that was looked at: a name that changes its meaning meanwhile leads nowhere else."""

    def __init__(self, context: ssl.SSLContext, site: Site) -> None:
        super().__init__(verify=context, trust_env=False)
        self._site = site
        self._known: dict[str, list[str]] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response of the first of the host’s addresses that answers."""
        name, port = request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)
        is_near = self._site.is_near and name.lower() == self._site.host.lower()
        if name not in self._known:
            self._known[name] = addresses(name, port, may_be_near=is_near)
        request.extensions = {**request.extensions, "sni_hostname": name}
        *others, last = self._known[name]
        for number in others:
            try:
                return self._at(number, request)
            except httpx2.ConnectError:
                continue
        return self._at(last, request)

    def _at(self, number: str, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        request.url = url.copy_with(host=number)
        try:
            return super().handle_request(request)
        finally:
            request.url = url
