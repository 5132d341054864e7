"""What a reader knows of the workspace before it reads."""

from dataclasses import dataclass

FREE_MAIL = frozenset({
    "aol.com", "fastmail.com", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com",
    "hotmail.co.uk", "hotmail.com", "hotmail.fr", "icloud.com", "live.com", "mac.com", "mail.com", "mail.ru", "me.com",
    "msn.com", "outlook.com", "outlook.de", "pm.me", "posteo.de", "proton.me", "protonmail.com", "qq.com", "t-online.de",
    # Reserved for examples (RFC 2606): nobody's firm.
    "example.com", "example.net", "example.org",
    "web.de", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.ru", "zoho.com",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Our own addresses (folded) and names, what the workspace is for, and the owner's time zone where it is known."""

    own_addresses: frozenset[str]
    mode: str  # personal | business
    timezone: str = ""  # IANA name; mends the offset of a day beyond the next clock change
    own_names: frozenset[str] = frozenset()
    country: str = ""  # of the owner: where numbers without a country are


def fold_address(text: str) -> str:
    """The address as it is compared: lower case, no spaces, no brackets, no “mailto:”, no “+tag”, plain Gmail dots."""
    bare = text.strip().strip("<>").strip().removeprefix("mailto:").lower()
    local, at, domain = bare.rpartition("@")
    if not at:
        return bare
    local = local.strip().strip('"')
    domain = domain.strip().rstrip(".")
    local = local.split("+", 1)[0] or local
    if domain == "googlemail.com":
        domain = "gmail.com"
    if domain == "gmail.com":
        local = local.replace(".", "") or local
    return f"{local}@{domain}"


def domain_of(address: str) -> str:
    """The part after the “@”, lower case; "" where there is none."""
    return address.rpartition("@")[2].strip().strip(">").lower() if "@" in address else ""
