"""One question to a sign-in server: a form by POST, an answer in JSON."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from followup.core.trouble import Unreachable

SECONDS = 15
#: An answer is a few thousand bytes; a server that sends more is not what it claims to be.
MOST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; `error` is its word for why not, "" when all is well."""

    said: Mapping[str, Any]
    error: str = ""


def post(address: str, form: Mapping[str, str]) -> Answer:
    """The answer; Unreachable when there is none, or one that no sign-in server gives."""
    # Loaded when first needed: a quarter of a second that commands without a sign-in need not pay.
    import httpx2

    host = urlsplit(address).hostname
    try:
        with (
            # The system's certificates, as for mail; and no redirects: a secret goes to this address or nowhere.
            httpx2.Client(
                verify=ssl.create_default_context(), timeout=SECONDS, follow_redirects=False
            ) as client,
            client.stream(
                "POST", address, data=dict(form), headers={"Accept": "application/json"}
            ) as response,
        ):
            content = _read(response.iter_bytes())
            status = response.status_code
    except httpx2.HTTPError as trouble:
        raise Unreachable(f"{host} did not answer; check the connection, it is tried again.") from trouble
    if status >= 500 or status == 429:
        raise Unreachable(f"{host} has trouble of its own (answer {status}); it is tried again.")
    return _answer(str(host), status, content)


def _read(pieces: Any) -> bytes:
    content = b""
    for piece in pieces:
        content += piece
        if len(content) > MOST:
            return b""
    return content


def _answer(host: str, status: int, content: bytes) -> Answer:
    try:
        said = json.loads(content) if content.strip() else {}
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        if said.get("error") or 400 <= status < 500:
            return Answer(said, str(said.get("error") or f"answer {status}"))
        if 200 <= status < 300:
            return Answer(said)
    raise Unreachable(f"{host} gave an answer that could not be understood ({status}); try again later.")
