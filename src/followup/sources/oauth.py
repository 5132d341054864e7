"""Signing in with a provider (OAuth 2): by a code typed in elsewhere (RFC 8628), through the browser (RFC 6749 with
PKCE, RFC 7636), renewing, and taking back (RFC 7009). Values in, values out; nothing is kept here."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from followup.core.providers import Issuer, mend_of
from followup.core.trouble import Refused, Unreachable

from .oauth_http import Answer, post

#: How often to ask when the provider does not say, how much slower when it asks for that (RFC 8628 3.5), the most.
INTERVAL, SLOWER, SLOWEST = 5, 5, 60
#: How long a code or a token lasts when the provider does not say.
LASTS = 900
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """This program as the issuer knows it; `secret` only where the issuer wants one of a desktop program too."""

    issuer: Issuer
    id: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCode:
    """What the person types in where: `user_code` at `link`, within `lasts` seconds; ask every `interval` seconds."""

    device_code: str = field(repr=False)
    user_code: str
    link: str
    interval: int
    lasts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The person has not finished; ask again after `interval` seconds."""

    interval: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What lets programs in: `access` for `lasts` seconds, `refresh` for new ones ("" keeps the one there is)."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    lasts: int = LASTS


def begin_device(client: Client) -> DeviceCode:
    """A code for the person to type in."""
    answer = post(client.issuer.device, {"client_id": client.id, "scope": client.issuer.scope})
    if answer.error:
        raise _refused(client, answer)
    link = _text(answer, "verification_uri") or _text(answer, "verification_url")
    code = DeviceCode(
        device_code=_text(answer, "device_code"),
        user_code=_text(answer, "user_code")[:40],
        link=link,
        interval=min(_number(answer, "interval", INTERVAL), SLOWEST),
        lasts=_number(answer, "expires_in", LASTS),
    )
    is_page = link.startswith("https://") or (client.issuer.is_own and link.startswith("http://"))
    if not (code.device_code and code.user_code and is_page):
        raise _odd(client)
    return code


def ask_device(client: Client, device_code: str, interval: int) -> Tokens | Waiting:
    """The tokens, once the person has typed in the code; Refused when they said no or the code has run out."""
    answer = _token(client, grant_type=DEVICE_GRANT, device_code=device_code)
    if answer.error == "authorization_pending":
        return Waiting(interval=interval)
    if answer.error == "slow_down":
        return Waiting(interval=min(interval + SLOWER, SLOWEST))
    return _tokens(client, answer)


def proof() -> str:
    """A secret that shows at the end who began (the code verifier of PKCE)."""
    return secrets.token_urlsafe(64)


def browser_link(client: Client, *, back: str, state: str, verifier: str, address: str) -> str:
    """The page on which the person agrees; the browser then comes back to `back` with a code."""
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": back,
        "scope": client.issuer.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": address,
    }
    return f"{client.issuer.authorize}?{urlencode(asked | client.issuer.ask)}"


def exchange(client: Client, code: str, *, back: str, verifier: str) -> Tokens:
    """The tokens for the code that the browser came back with."""
    answer = _token(
        client, grant_type="authorization_code", code=code, redirect_uri=back, code_verifier=verifier
    )
    return _tokens(client, answer)


def refresh(client: Client, refresh_token: str) -> Tokens | None:
    """New tokens; None when the issuer no longer accepts the sign-in and a person has to sign in again."""
    answer = _token(client, grant_type="refresh_token", refresh_token=refresh_token)
    if answer.error in {"invalid_grant", "interaction_required", "consent_required", "login_required"}:
        return None
    return _tokens(client, answer)


def revoke(client: Client, token: str) -> bool:
    """Whether the issuer has taken the sign-in back; some have no way to ask for it."""
    if not (client.issuer.revoke and token):
        return False
    try:
        return not post(client.issuer.revoke, _with_secret(client, {"token": token})).error
    except (Unreachable, Refused):
        return False


def _token(client: Client, **asked: str) -> Answer:
    return post(client.issuer.token, _with_secret(client, asked))


def _with_secret(client: Client, asked: dict[str, str]) -> dict[str, str]:
    known = {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})
    return known | asked


def _tokens(client: Client, answer: Answer) -> Tokens:
    if answer.error:
        raise _refused(client, answer)
    access = _text(answer, "access_token")
    # A token is written into a line of the mail protocols: anything but visible ASCII could end it early.
    if not access or not all("!" <= each <= "~" for each in access):
        raise _odd(client)
    return Tokens(
        access=access,
        refresh=_text(answer, "refresh_token"),
        lasts=_number(answer, "expires_in", LASTS),
    )


def _refused(client: Client, answer: Answer) -> Refused:
    said = " ".join(f"{answer.error}: {_text(answer, 'error_description')}".split())
    mend = mend_of(said, issuer=client.issuer.key)
    return Refused(f"{client.issuer.name} did not sign you in ({said[:160].strip(': ')}). {mend}")


def _odd(client: Client) -> Unreachable:
    return Unreachable(f"{client.issuer.name} gave an answer that could not be understood; try again later.")


def _text(answer: Answer, name: str) -> str:
    value: Any = answer.said.get(name, "")
    return value if isinstance(value, str) else ""


def _number(answer: Answer, name: str, default: int) -> int:
    value: Any = answer.said.get(name, default)
    try:
        return min(max(int(value), 1), 10**7)
    except (TypeError, ValueError):
        return default
