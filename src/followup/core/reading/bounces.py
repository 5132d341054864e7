"""Delivery failures that do not say so in the form of RFC 3464: a mailer's plain words."""

import re

from followup.core.mail import Mail, Report

from .known import Known, fold_address

_MAILER = re.compile(
    r"^(?:mailer-daemon|postmaster|mail[-_ ]?delivery|maildelivery|bounces?|mdaemon|mmdf)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|problem|error|report|notification)|delivery.{0,20}fail|failure notice|returned mail|mail delivery (?:failed|system|subsystem)|returned to sender|message (?:undeliverable|not delivered)|non[- ]?deliver|unzustellbar|nicht zugestellt|could not be delivered|warning: (?:message|could not send)|nondeliverable",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delay|still being retried|will (?:be )?(?:retr|try|keep)|not yet been delivered|warning message only|do not need to resend|temporar\w+ (?:problem|unable)|zwischenzeitlich",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"user unknown|unknown user|no such (?:user|address|mailbox|recipient|person)|does(?:n't| not) exist|not found|invalid (?:recipient|address|mailbox)|unknown (?:address|recipient)|mailbox unavailable|recipient (?:address )?rejected|disabled|no longer|permanent|unrouteable|host (?:unknown|not found)|unbekannt",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"(?:mailbox|quota|inbox|disk)[\w' ]{0,30}(?:full|exceed)|over ?quota|exceed\w* (?:the |its |his |storage )?(?:quota|storage|limit)",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])(?P<status>[245]\.[0-7]\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])(?P<code>[45][0-7]\d)[\s-]")
_ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


def plain_report(mail: Mail, known: Known) -> Report | None:
    """The failure or delay that a mailer reports in plain words; None where it is no mailer's message."""
    if not _is_mailer(mail):
        return None
    text = mail.text[:6_000]
    address = next((each for each in _ADDRESS.findall(text) if _may_be_theirs(each, mail, known)), "")
    if not address:
        return None
    status = _status(text)
    is_delay = bool(_DELAY.search(f"{mail.subject[:300]}\n{text}")) and not status.startswith("5")
    return Report(
        sort="delay" if is_delay else "failure",
        address=address,
        status=status,
        diagnostic=_reason(text, mail.subject),
    )


def _is_mailer(mail: Mail) -> bool:
    is_from_mailer = _MAILER.match(mail.sender.address) or _MAILER.match(mail.sender.name)
    return bool(
        is_from_mailer and (_SUBJECT.search(mail.subject[:300]) or _FOR_GOOD.search(mail.text[:2_000]))
    )


def _may_be_theirs(address: str, mail: Mail, known: Known) -> bool:
    folded = fold_address(address)
    return (
        folded not in known.own_addresses
        and folded != fold_address(mail.sender.address)
        and not _MAILER.match(folded)
    )


def _status(text: str) -> str:
    if match := _STATUS.search(text):
        return match["status"]
    if _FULL.search(text):
        return "5.2.2"
    if _FOR_GOOD.search(text):
        return "5.1.1"
    match = _CODE.search(text)
    return f"{match['code'][0]}.0.0" if match else "5.0.0"


def _reason(text: str, subject: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return next(
        (line for line in lines if _STATUS.search(line) or _FOR_GOOD.search(line) or _FULL.search(line)),
        subject,
    )[:300]
