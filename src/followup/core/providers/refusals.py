"""What a refusal means and how to mend it."""

from .providers import provider_at
from .tables import table

#: What is said where neither the answer nor the server tells more.
DEFAULT = "Check the user name and the password; some providers want an app password."
SIGNED_IN = "Sign in again, as the owner of this very address."


def mend_of(said: str, *, host: str = "", issuer: str = "", signed_in: bool = False) -> str:
    """How to mend the refusal of a login by a server (`host`) or of a sign-in by an issuer."""
    provider = provider_at(host) if host else None
    places = {"", issuer, provider.key if provider else ""}
    told = said.lower()
    for each in table("refusals")["refusal"]:
        if not places.intersection(each.get("at", [""])) or each.get("signed_in", signed_in) != signed_in:
            continue
        if any(phrase in told for phrase in each["says"]):
            return str(each["mend"])
    if signed_in or issuer:
        return SIGNED_IN
    return provider.mend if provider and provider.mend else DEFAULT
