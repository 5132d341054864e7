"""Stored passwords: AES-GCM, the key outside the database, each bound to its own row."""

import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from followup.core.trouble import Mend

from .home import secret_key


def lock(secret: str, place: str) -> bytes:
    """Encrypt a secret; `place` ("imap:host:user") is bound in, so that rows cannot be swapped."""
    nonce = os.urandom(12)
    return nonce + AESGCM(_key()).encrypt(nonce, secret.encode(), place.encode())


def unlock(locked: bytes, place: str) -> str:
    """Decrypt what `lock` made for the same place."""
    locked = bytes(locked)
    try:
        return AESGCM(_key()).decrypt(locked[:12], locked[12:], place.encode()).decode()
    except (InvalidTag, ValueError) as trouble:
        raise Mend(
            "The stored password cannot be opened with this key; connect the account again."
        ) from trouble


def _key() -> bytes:
    return sha256(b"followup vault|" + secret_key().encode()).digest()
