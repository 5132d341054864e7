"""What a person approved: this text to this address, and nothing else."""

from hashlib import sha256


def approval_hash(address: str, subject: str, body: str) -> str:
    """The hash that freezes recipient, subject and body; a letter whose hash differs needs a new approval."""
    return sha256("\0".join((address.strip().lower(), subject, body)).encode()).hexdigest()
