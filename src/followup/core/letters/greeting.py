"""Greetings: by title and family name where a title is known, else by the name in full."""

from .record import Addressee

GENERAL = "Dear Sir or Madam,"


def greeting(contact: Addressee) -> str:
    """“Dear Dr. Aydın,” · “Dear Ada Weber,” · “Dear Brandt Keramik team,”."""
    if not has_personal_name(contact):
        return f"Dear {contact.organisation} team," if contact.organisation else GENERAL
    if contact.honorific and contact.family:
        return f"Dear {contact.honorific} {contact.family},"
    return f"Dear {called(contact)},"


def called(contact: Addressee) -> str:
    """The contact's name as shown, in one line."""
    full = " ".join((contact.name or f"{contact.given} {contact.family}").split())
    return full.replace("[", "(").replace("]", ")").replace("{", "(").replace("}", ")")


def has_personal_name(contact: Addressee) -> bool:
    """False for general desks: no name, a mail address for a name, or the firm's own name."""
    name = called(contact)
    if not name or "@" in name or contact.is_machine:
        return False
    return name.casefold() != contact.organisation.strip().casefold() or bool(contact.family)
