"""Delivery failures, delays and receipts in a mail system's plain words, in the languages of the world's servers."""

import re
from dataclasses import dataclass
from functools import cache

from followup.core.mail import Mail, Report

from .known import Known, fold_address
from .phrases import folded, has_any, rules

LONGEST = 8_000
STATUS = re.compile(r"(?<![\d.])(?P<status>[245]\.[0-7]\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.:-])(?P<code>[45][0-7]\d)(?=[\s-])(?! ?(?:bytes|kb|kilobytes|messages))")
_ADDRESS = re.compile(r"[\w.+=&'/~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_COPY = re.compile(r"^-{2,}|^(?:received|return-path):\s", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a mail system's words come to: a status code and whether the letter is only late."""

    status: str
    is_delay: bool
    reason: str


def said(text: str) -> Said:
    """The meaning of a mailer's words; “5.0.0” where it gives no reason."""
    text = own_words(text)
    plain = folded(text)
    delayed = has_any(plain, rules("bounces")["delays"]) and not has_any(plain, rules("bounces")["given_up"])
    status = status_in(text)
    is_delay = delayed and not status.startswith("5")
    return Said(status or ("4.0.0" if is_delay else "5.0.0"), is_delay, _reason(text))


def status_in(text: str) -> str:
    """The status that a text gives in digits or in words; "" where it gives none."""
    if match := STATUS.search(text):
        return match["status"]
    plain = folded(text)
    reply = _REPLY.search(plain)
    reason = _reason_status(plain)
    if reply and reason not in {"", "5.0.0"}:
        return reply["code"][0] + reason[1:]
    if reply:
        return f"{reply['code'][0]}.0.0"
    return reason


def is_full(text: str) -> bool:
    """Whether the words say that a mailbox has no room left."""
    return _reason_status(folded(text)) == "5.2.2"


def own_words(text: str) -> str:
    """The mailer's own words, without the letter that it returns."""
    text = text[:LONGEST]
    lower = text.lower()
    places = [lower.find(each) for each in rules("bounces")["copies"]]
    end = min((place for place in places if place >= 40), default=len(text))
    copy = next(
        (each.start() for each in _COPY.finditer(text) if each.start() >= 200 and each[0][0] != "-"), end
    )
    return text[: min(end, copy)]


def is_mailer(address: str, name: str = "") -> bool:
    """Whether a sender speaks for a mail system."""
    return bool(_mailers().match(address.lower()) or _mailers().match(name.lower()))


def is_about_delivery(subject: str) -> bool:
    """Whether a subject announces a failure or a delay."""
    return has_any(folded(subject[:300]), rules("bounces")["subjects"])


def plain_report(mail: Mail, known: Known) -> Report | None:
    """The failure, delay or receipt that is told in plain words only; None where it is no mail system's message."""
    if _is_receipt(mail):
        return Report(sort="receipt", address=mail.sender.address, diagnostic=mail.subject[:300])
    if not is_mailer(mail.sender.address, mail.sender.name):
        return None
    words = own_words(mail.text)
    if not (is_about_delivery(mail.subject) or _reason_status(folded(words[:2_000]))):
        return None
    address = next((each for each in _ADDRESS.findall(words) if _may_be_theirs(each, mail, known)), "")
    if not address:
        return None
    meant = said(f"{mail.subject[:300]}\n{mail.text}" if "delay" in mail.subject.lower() else mail.text)
    return Report(
        sort="delay" if meant.is_delay else "failure",
        address=address.strip("'"),
        status=meant.status,
        diagnostic=meant.reason or mail.subject[:300],
    )


@cache
def _mailers() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, rules('bounces')['mailers']))})(?![a-z0-9])")


def _is_receipt(mail: Mail) -> bool:
    words = rules("bounces")["receipts"]
    if not folded(mail.subject[:60]).startswith(words["subjects"]):
        return False
    return len(mail.text) < 2_000 and has_any(folded(mail.text[:2_000]), words["words"])


def _may_be_theirs(address: str, mail: Mail, known: Known) -> bool:
    folded_one = fold_address(address)
    return (
        folded_one not in known.own_addresses
        and folded_one != fold_address(mail.sender.address)
        and not is_mailer(folded_one)
    )


def _reason_status(plain: str) -> str:
    for reason in rules("bounces")["reasons"]:
        if has_any(plain, reason["words"]) and not has_any(plain, reason.get("unless", ())):
            return str(reason["status"])
    return ""


def _reason(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if _says_why(line)), "")[:300]


def _says_why(line: str) -> bool:
    return bool(STATUS.search(line)) or _reason_status(folded(line)) not in {"", "5.0.0"}
