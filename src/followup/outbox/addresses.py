"""Addresses as they go over the wire."""

from functools import lru_cache

from followup.core.trouble import Mend


@lru_cache(maxsize=64)
def wire_address(address: str) -> str:
    """The address with its domain in ASCII; Mend where it is not one address or hides a second line."""
    local, at, domain = address.strip().rpartition("@")
    if not (at and local and domain) or any(_is_unsafe(character) for character in address.strip()):
        raise Mend(f"“{_shown(address)}” is not a mail address; correct it on the contact's page.")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError as trouble:
        raise Mend(
            f"The domain of “{_shown(address)}” cannot be written to; correct it on the contact's page."
        ) from trouble
    return f"{local}@{ascii_domain}"


def needs_utf8(address: str) -> bool:
    """Whether a server must offer SMTPUTF8 to take this address (a local part such as “jürgen”)."""
    return not address.isascii()


def _is_unsafe(character: str) -> bool:
    return character in "<>,;" or character.isspace() or not character.isprintable()


def _shown(address: str) -> str:
    return "".join(each if each.isprintable() else "·" for each in address)[:100]
