"""Who wrote it: a person, an automatic answer, a list, a shop's machine or an applicant-tracking system."""

import re
from collections.abc import Collection
from functools import cache

from followup.core.mail import Mail

from .known import FREE_MAIL, domain_of, fold_address
from .phrases import folded, phrases, rules, words_of

_REPLY_MARKS = re.compile(r"^(?:(?:re|aw|antw|sv|vs|odp|rv|ynt)\s?(?:\[\d{1,3}\])?:\s*){1,5}")
_TAG = re.compile(r"^(?:\s*(?:re|fwd?|aw|sv|tr|rv)\s?:\s*){0,5}\[[\w .:/+-]{2,40}\](?!\s*$)", re.IGNORECASE)
_DELIVERED = frozenset({"delivered-to", "x-original-to", "envelope-to", "x-delivered-to"})
_LONE_LINK = re.compile(r"^\W{0,4}unsubscribe\b(?! me\b)", re.IGNORECASE | re.MULTILINE)
#: A person who wants no more letters says so in a line or two; below more text it is a newsletter's link.
LONGEST_OPT_OUT = 300
#: Where a newsletter speaks of itself: above its text and below it.
HEAD, FOOT = 700, 3_000
_I = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|[Ii]ch|[Mm]ein\w{0,2}|mir|mich|[Jj]['’]ai|mon|[Mm]ijn|[Ii]k|minha|meu|yo|io|mio|mia)\b"
)
#: Headers that name the one who looks after a list; a Return-Path with “bounce” is every mailing service's.
_LIST_SENDERS = frozenset({"sender", "errors-to", "x-sender"})


def is_answering_machine(mail: Mail) -> bool:
    """Whether a machine answered (RFC 3834 and its older relatives); `X-Auto-Response-Suppress` is a wish, not a sign."""
    if _submitted(mail).startswith("auto-replied") or _has(mail, "answering_headers"):
        return True
    precedence = {mail.header("precedence").strip().lower(), mail.header("x-precedence").strip().lower()}
    if not precedence.isdisjoint(rules("machines")["answering_precedence"]):
        return True
    if "autoresponder" in (mail.header("x-post-messageclass") + mail.header("delivered-to")).lower():
        return True
    subject = _REPLY_MARKS.sub("", folded(mail.subject[:200])).lstrip(" *!-–#")
    return subject.startswith(rules("machines")["answering_subjects"])


def is_from_list(mail: Mail, own_addresses: Collection[str] = ()) -> bool:
    """Whether it came through a mailing list, where even a person's words are not meant for us alone."""
    if _is_own_group(mail, own_addresses):
        return False
    if mail.header("precedence").strip().lower() == "list" or _has(mail, "list_headers"):
        return True
    return any(name in _LIST_SENDERS and _is_list_sender(value) for name, value in mail.headers)


def is_passed_on(mail: Mail, own_addresses: Collection[str]) -> bool:
    """Whether the subject bears a list's “[name]” and nobody of ours is among the readers named."""
    if not _TAG.match(mail.subject[:200]):
        return False
    named = [each.address for each in (*mail.to, *mail.cc)]
    named += [value for name, value in mail.headers if name in _DELIVERED]
    own_domains = {domain_of(each) for each in own_addresses} - FREE_MAIL
    return not any(fold_address(each) in own_addresses or domain_of(each) in own_domains for each in named)


def is_bulk(mail: Mail) -> bool:
    """Whether it went to many: newsletter, notification, advertisement, or marked as spam on its way."""
    if mail.header("precedence").strip().lower() in rules("machines")["bulk_precedence"] or _is_marked(mail):
        return True
    answers = bool(mail.in_reply_to or mail.references)
    certain = _names("bulk_headers") - _names("perhaps_bulk_headers")
    if any(name in certain and value for name, value in mail.headers):
        return not answers or bool(mail.header("list-unsubscribe"))
    if mail.header("list-unsubscribe"):
        # Programs for salespeople put this header even on what somebody wrote to one person.
        return not (answers or is_personal(mail)) or has_footer(mail.text)
    return has_footer(mail.text)


def is_personal(mail: Mail) -> bool:
    """Whether somebody speaks to one reader by name, in a letter without the trappings of a newsletter."""
    readers = {word for each in mail.to[:1] for word in folded(each.name).split()[:1]}
    first = next((line for line in folded_lines(mail.text) if line), "")
    greets = any(len(name) > 1 and re.search(rf"\b{re.escape(name)}\b", first[:60]) for name in readers)
    is_bare = len(mail.text) < 2_500 and mail.text.count("://") <= 2 and not is_no_reply(mail.sender.address)
    return greets and is_bare and len(mail.to) + len(mail.cc) <= 3


def has_footer(text: str) -> bool:
    """Whether a text says above or below itself how to get no more of its kind, or why it came."""
    edges = folded(text if len(text) <= HEAD + FOOT else f"{text[:HEAD]}\n{text[-FOOT:]}")
    words = words_of(edges)
    said = list(phrases("machines", "footers", "perhaps_footers").within(edges, words))
    if not said:
        return False
    if len(text) > LONGEST_OPT_OUT and _LONE_LINK.search(text[-FOOT:]):
        return True
    return len(said) > 1 or (
        len(text) > LONGEST_OPT_OUT and phrases("machines", "footers").are_in(edges, words)
    )


def is_notice(mail: Mail) -> bool:
    """Whether a shop, carrier, bank or network tells of itself what happened: an order sent, a code, a new follower."""
    if mail.in_reply_to or mail.references:
        return False
    if _is_below(domain_of(mail.sender.address), "notifier_domains"):
        return True
    subject = folded(mail.subject[:200])
    if not phrases("machines", "notices").are_in(subject, words_of(subject)):
        return False
    # Somebody whose parcel is broken says “I” and “my”.
    is_office = mail.from_html or "://" in mail.text or bool(_matches("offices", mail.sender.address))
    return is_office and not _I.search(mail.text[:2_000])


def is_unattended(mail: Mail) -> bool:
    """Whether nobody reads answers to its sender, or a machine says that it wrote by itself."""
    return is_no_reply(mail.sender.address) or _submitted(mail) not in {"", "no"}


def is_no_reply(address: str) -> bool:
    """Whether an address says that it takes no answers."""
    return _matches("no_reply", address)


def is_list_address(address: str) -> bool:
    """Whether an address is a mailing list's or a mail system's own, by its name."""
    return _is_list_sender(address)


def is_tracking_system(mail: Mail) -> bool:
    """Whether an applicant-tracking system or a job board sent it."""
    return is_shared_domain(domain_of(mail.sender.address))


def is_shared_domain(domain: str) -> bool:
    """Whether a domain belongs to a tracking system or job board, and so says nothing about the firm."""
    return _is_below(domain, "tracking_domains") or _is_below(domain, "job_boards")


def folded_lines(text: str) -> list[str]:
    """The first lines of a text, folded."""
    return [folded(line) for line in text[:400].splitlines()]


def _is_own_group(mail: Mail, own_addresses: Collection[str]) -> bool:
    """Whether the list is only our own office's address, such as a shop's “info@”, which several people read."""
    name = mail.header("list-id").rpartition("<")[2].strip("<> ").lower()
    return bool(name) and any(address.replace("@", ".") == name for address in own_addresses)


def _submitted(mail: Mail) -> str:
    return mail.header("auto-submitted").split(";")[0].strip().lower()


def _is_marked(mail: Mail) -> bool:
    flag, status = mail.header("x-spam-flag"), mail.header("x-spam-status")
    return flag.strip().lower() == "yes" or status.strip().lower().startswith("yes")


def _is_list_sender(value: str) -> bool:
    local = value.strip().strip("<>").rpartition("<")[2].partition("@")[0].strip().lower()
    words = rules("machines")
    return local.startswith(words["list_senders_begin"]) or local.endswith(words["list_senders_end"])


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(rules("machines")[key])


def _has(mail: Mail, key: str) -> bool:
    names = _names(key)
    return any(value and name in names for name, value in mail.headers)


def _is_below(domain: str, key: str) -> bool:
    labels, domains = domain.split("."), _names(key)
    return any(".".join(labels[place:]) in domains for place in range(len(labels)))


def _matches(key: str, address: str) -> bool:
    return bool(_locals(key).match(address.rpartition("@")[0].strip().lower()))


@cache
def _locals(key: str) -> re.Pattern[str]:
    words = (re.escape(each).replace(r"\*", r"\S*") for each in rules("machines")[key])
    return re.compile(rf"(?:{'|'.join(words)})$")
