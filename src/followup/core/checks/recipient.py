"""May this person be written to, and where?"""

from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look


def missing(look: Look) -> Iterator[Finding]:
    """No address, or one that is not an address."""
    address = look.draft.address or look.record.contact.address
    name = look.record.contact.name
    if not address:
        yield _recipient(
            "no-address", f"{name} has no mail address; add one, or print the letter and post it."
        )
    elif "@" not in address or not address.isprintable() or any(sign in address for sign in " ,;<>"):
        yield _recipient("bad-address", f"“{address}” is not a mail address; correct it in the contact.")
    elif look.record.contact.is_machine:
        yield _recipient("machine", f"Nobody reads what is written to {address}; write to a person there.")


def other_address(look: Look) -> Iterator[Finding]:
    """The letter goes to an address that is not the contact's any more."""
    written, known = look.draft.address, look.record.contact.address
    if written and known and written.strip().casefold() != known.casefold():
        yield _recipient(
            "other-address", f"The letter is addressed to {written}, but the record has {known} for them now."
        )


def suppressed(look: Look) -> Iterator[Finding]:
    """They do not want our letters."""
    if look.record.contact.is_suppressed:
        name = look.record.contact.name
        yield _recipient("suppressed", f"{name} must not be written to; the contact's page says why.")


def bounced(look: Look) -> Iterator[Finding]:
    """The last letter to this address came back."""
    contact = look.record.contact
    if contact.has_bounced:
        yield _recipient(
            "bounced", f"A letter to {contact.address} came back; ask for the right address first."
        )


def _recipient(check: str, sentence: str) -> Finding:
    return Finding(severity="block", check=check, place="recipient", sentence=sentence)
