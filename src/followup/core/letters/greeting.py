"""Greetings: by title and family name where a title is known, else by the name in full."""

from .record import Addressee

GENERAL = "Dear Sir or Madam,"


#: Last words of names that are departments.
DESKS = frozenset({
    "team", "talent", "careers", "career", "recruiting", "recruitment", "hiring", "hr", "jobs", "office", "support", "sales",
    "orders", "people", "admin", "info", "accounts", "service", "desk", "personal", "karriere", "bewerbung", "human", "resources",
})  # fmt: skip


def greeting(contact: Addressee) -> str:
    """“Dear Dr. Aydın,” · “Dear Ada Weber,” · “Dear Brandt Keramik team,”."""
    if not has_personal_name(contact):
        return f"Dear {_desk(contact)}," if _desk(contact) else GENERAL
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
    return not _is_desk(contact)


def _desk(contact: Addressee) -> str:
    """“Kestrel Rail team” for a firm's desk, or the desk's own name where no firm is known."""
    name = called(contact)
    if contact.organisation:
        same = name.casefold() == contact.organisation.strip().casefold()
        return f"{name if same else contact.organisation} team"
    bare = " ".join(word for word in name.split() if word.casefold() not in DESKS)
    return f"{bare} team" if bare and "@" not in name and not contact.is_machine else ""


def _is_desk(contact: Addressee) -> bool:
    """True for a name that is the firm's or a department's: nobody is called “Kestrel Rail Careers”."""
    words = [word.casefold() for word in called(contact).split()]
    firm = contact.organisation.casefold().split()
    local = contact.address.partition("@")[0].casefold()
    if contact.honorific:
        return False
    if words == firm:
        return not contact.family or not any(word in local for word in words)
    return words[-1] in DESKS and (not contact.family or words[: len(firm)] == firm)
