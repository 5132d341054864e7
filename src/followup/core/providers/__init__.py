"""Who runs a mailbox: their servers, the ways in, and what their refusals mean. All of it is data (*.toml)."""

from .bearer import Bearer
from .issuers import Issuer, issuer
from .providers import Provider, choices, provider_at, provider_named, provider_of
from .refusals import mend_of

__all__ = [
    "Bearer", "Issuer", "Provider", "choices", "issuer", "mend_of", "provider_at", "provider_named", "provider_of",
]  # fmt: skip
