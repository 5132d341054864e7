"""The foot of a letter: our name and contact block."""

from .families import is_commercial, is_job_letter
from .record import Sender

#: What a person writes in a detail to say that there is none.
NONE = frozenset({"none", "no", "-", "–", "n/a"})


#: Where the sender has no words of their own for it.
OPT_OUT = "If you would rather not hear from me again, answer with “stop” and I will see to it."


def signature(sender: Sender, step: str) -> str:
    """Name, firm and the contact block that this sort of letter needs."""
    lines = [sender.name]
    if sender.title or (sender.organisation and sender.organisation != sender.name):
        lines.append(", ".join(filter(None, (sender.title, sender.organisation))))
    lines += numbers(sender)
    lines.append(sender.email)
    if sender.postal and (is_job_letter(step, sender.mode) or sender.mode == "business"):
        lines.append(postal_line(sender.postal))
    if is_commercial(step, sender.mode):
        lines += ["", opt_out(sender)]
    return "\n".join(lines)


def opt_out(sender: Sender) -> str:
    """How to be written to no more."""
    return sender.opt_out_text or OPT_OUT


def numbers(sender: Sender) -> list[str]:
    """The telephone numbers, each with its sort."""
    return [
        f"{word}: {number}"
        for word, number in (("Mobile", sender.mobile), ("Landline", sender.landline))
        if has(number)
    ]


def has(detail: str) -> bool:
    """True unless the detail is empty or says that there is none."""
    return bool(detail.strip()) and detail.strip().casefold() not in NONE


def postal_line(postal: str) -> str:
    """The postal address in one line."""
    return ", ".join(part.strip(" ,") for part in postal.splitlines() if part.strip(" ,"))
