"""A sign-in server (OAuth 2) on this machine: codes, the way through the browser, renewing, taking back.

It is as strict as the strictest: a code works once, a proof must fit its challenge (S256), each renewal gives a new
renewing token and the old one is worth nothing; who uses an old one ends the whole sign-in. Its access tokens are
JWTs (HS256) that a Dovecot can check by itself, so nobody need ask anybody.
"""

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

KEY = b"the key of the sign-in server of the tests"
CLIENT = "the-client-of-the-tests"


@dataclass
class Person:
    """A sign-in as the server sees it: whose, how far, and the token that renews it."""

    address: str = ""
    said: str = "authorization_pending"
    challenge: str = ""
    back: str = ""
    refresh: str = ""


@dataclass
class SignInServer:
    """The running server. Tests play its person (`agree`, `decline`) and its owner (`lasts`, `take_back`)."""

    place: str
    #: How long access tokens last, in seconds, and how long it says they do.
    lasts: int = 3600
    says: int = 3600
    #: Whoever begins has agreed already, as the owner of this address.
    ready: str = ""
    #: What every question is answered with instead, as (status, body); None for the truth.
    instead: tuple[int, bytes] | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    waiting: dict[str, Person] = field(default_factory=dict)
    grants: dict[str, Person] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def agree(self, address: str) -> None:
        """The person signs in as the owner of the address."""
        for each in self.waiting.values():
            each.said, each.address = "", address

    def say(self, word: str) -> None:
        """Everybody who waits is told this word."""
        for each in self.waiting.values():
            each.said = word

    def visit(self, link: str, address: str) -> str:
        """The person opens the page and agrees; where the browser is sent then."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.waiting[code] = Person(
            address=address, said="", challenge=asked["code_challenge"], back=asked["redirect_uri"]
        )
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def take_back(self) -> None:
        """The person removes the program on the server's own pages."""
        self.grants.clear()

    def questions(self, kind: str) -> int:
        """How often tokens were asked for in this way."""
        return sum(form.get("grant_type", "").endswith(kind) for _, form in self.asked)

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        """The status and the body for a form that was posted."""
        self.asked.append((path, form))
        if self.instead:
            return self.instead
        if form.get("client_id") != CLIENT:
            return 401, b'{"error": "invalid_client"}'
        said = self._told(path, form)
        return (400 if "error" in said else 200), json.dumps(said).encode()

    def _told(self, path: str, form: dict[str, str]) -> dict[str, object]:
        if path.endswith("/devicecode"):
            return self._device()
        if path.endswith("/revoke"):
            self.grants.pop(form["token"], None)
            return {}
        match form.get("grant_type", "").rpartition(":")[2]:
            case "device_code":
                return self._ended(form["device_code"])
            case "authorization_code":
                return self._landed(form)
            case "refresh_token":
                return self._renewed(form["refresh_token"])
        return {"error": "unsupported_grant_type"}

    def _device(self) -> dict[str, object]:
        code = secrets.token_urlsafe(16)
        self.waiting[code] = Person(self.ready, "" if self.ready else "authorization_pending")
        return {
            "device_code": code,
            "user_code": "WDJB-MJHT",
            "verification_uri": f"{self.place}/device",
            "interval": 1,
            "expires_in": 900,
        }

    def _ended(self, code: str) -> dict[str, object]:
        person = self.waiting.get(code)
        if person is None:
            return {"error": "expired_token"}
        if person.said:
            return {"error": person.said}
        return self._tokens(self.waiting.pop(code))

    def _landed(self, form: dict[str, str]) -> dict[str, object]:
        person = self.waiting.pop(form["code"], None)
        proof = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if person is None or person.challenge != proof or person.back != form["redirect_uri"]:
            return {"error": "invalid_grant"}
        return self._tokens(person)

    def _renewed(self, token: str) -> dict[str, object]:
        if token in self.used:
            self.grants.clear()
        person = self.grants.pop(token, None)
        if person is None:
            return {"error": "invalid_grant", "error_description": "The sign-in is over."}
        self.used.add(token)
        return self._tokens(person)

    def _tokens(self, person: Person) -> dict[str, object]:
        person.refresh = secrets.token_urlsafe(24)
        self.grants[person.refresh] = person
        return {
            "token_type": "Bearer",
            "access_token": self.access(person.address),
            "refresh_token": person.refresh,
            "expires_in": self.says,
        }

    def access(self, address: str) -> str:
        """An access token for the mailbox of an address."""
        now = int(time.time())
        head = {"alg": "HS256", "typ": "JWT"}
        body = {
            "email": address, "sub": address, "iat": now - 7200, "exp": now + self.lasts, "jti": secrets.token_hex(8),
        }  # fmt: skip
        signed = b".".join(_coded(json.dumps(each).encode()) for each in (head, body))
        return (signed + b"." + _coded(hmac.digest(KEY, signed, "sha256"))).decode()


def owner_of(token: str) -> str:
    """Whose mailbox a token opens; "" when it is not ours or has run out."""
    signed, _, seal = token.encode().rpartition(b".")
    if not hmac.compare_digest(seal, _coded(hmac.digest(KEY, signed, "sha256"))):
        return ""
    part = signed.rpartition(b".")[2]
    body = json.loads(urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    return str(body["email"]) if body["exp"] > time.time() else ""


def _coded(content: bytes) -> bytes:
    return urlsafe_b64encode(content).rstrip(b"=")


class _Visit(BaseHTTPRequestHandler):
    server: "_Listening"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(content).items()}
        status, body = self.server.played.answer(self.path, form)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status in {301, 302, 307}:
            self.send_header("Location", f"{self.server.played.place}/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Listening(ThreadingHTTPServer):
    played: SignInServer


@pytest.fixture
def sign_in_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SignInServer]:
    """A sign-in server in the place of Microsoft's and of Google's."""
    with _Listening(("127.0.0.1", 0), _Visit) as listening:
        made = listening.played = SignInServer(f"http://127.0.0.1:{listening.server_port}")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        for name in ("MICROSOFT", "GOOGLE"):
            monkeypatch.setenv(f"FOLLOWUP_{name}_SIGN_IN", made.place)
            monkeypatch.setenv(f"FOLLOWUP_{name}_CLIENT_ID", CLIENT)
        yield made
        listening.shutdown()
        thread.join()
