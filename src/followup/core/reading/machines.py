"""Who wrote it: a person, an automatic answer, a list, a shop's machine or an applicant-tracking system."""

import re

from followup.core.mail import Mail

from .known import domain_of

_ANSWERING_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-autoresponder",
    "x-fc-machinegenerated",
)
_LIST_HEADERS = ("list-id", "list-post", "list-help", "mailing-list", "x-mailing-list", "x-mailinglist")
_BULK_HEADERS = (
    "list-unsubscribe",
    "feedback-id",
    "x-campaign",
    "x-campaign-id",
    "x-mailchimp-campaign-id",
    "x-csa-complaints",
)
_ANSWERING_SUBJECT = re.compile(
    r"^\W*(?:(?:re|aw|antw|sv)\s?:\s*)?(?:automatic(?:al)? (?:reply|response|answer)|auto[- ]?(?:reply|response|responder|antwort)\b|auto(?:mated)? (?:reply|response)\b|auto:|out of (?:the )?office|ooo\b"
    r"|(?:i am |i'm )?(?:currently )?(?:away|on (?:annual |parental |maternity )?leave|on vacation|on holiday)\s*(?:from|until|till|[:.!-]|$)|vacation (?:reply|response|notice)|automatische antwort|abwesenheit"
    r"|abwesend|réponse automatique|absence du bureau|respuesta autom[aá]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig"
    r"|resposta autom[aá]tica|ausência|autosvar|automatiskt svar|automaattinen vastaus|odpowiedź automatyczna)",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply\S*|no-reply\S*|nicht-?antworten|ne-?pas-?repondre|mailer|notifications?\S*|notify|alerts?|newsletter\S*|news|updates?|bounces?\S*|mailer-daemon|postmaster|marketing|promo(?:tion)?s?|jobalerts?\S*|automated|auto|system|robot)$"
)
_TRACKING_DOMAINS = (
    "applytojob.com", "ashbyhq.com", "avature.net", "bamboohr.com", "breezy.hr", "brassring.com", "greenhouse-mail.io", "greenhouse.io", "hire.lever.co", "icims.com",
    "jazz.co", "jazzhr.com", "jobvite.com", "join.com", "lever.co", "myworkday.com", "myworkdayjobs.com", "otta.com", "personio.com", "personio.de", "pinpointhq.com",
    "recruitee.com", "rexx-systems.com", "rippling.com", "smartrecruiters.com", "softgarden.io", "successfactors.com", "successfactors.eu", "taleo.net", "teamtailor-mail.com",
    "teamtailor.com", "ultipro.com", "workable.com", "workablemail.com", "workday.com", "zohorecruit.com",
)  # fmt: skip
_JOB_BOARDS = (
    "glassdoor.com",
    "indeed.com",
    "linkedin.com",
    "monster.com",
    "reed.co.uk",
    "stepstone.de",
    "totaljobs.com",
    "xing.com",
    "ziprecruiter.com",
    "wellfound.com",
)
_SHARED_DOMAINS = frozenset({*_TRACKING_DOMAINS, *_JOB_BOARDS})
_FOOTER_WORDS = (
    "unsubscribe",
    "opt out",
    "opt-out",
    "browser",
    "getting this",
    "receiv",
    "preferences",
    "subscription",
    "removed",
    "mailing list",
)
#: A person who wants no more letters says so in a line or two; below more text it is a newsletter's link.
LONGEST_OPT_OUT = 300
_LONE_LINK = re.compile(r"^\W{0,4}unsubscribe\b(?! me\b)", re.IGNORECASE | re.MULTILINE)
_FOOTER = re.compile(
    r"(?:to |or |you can |can |may |click (?:here )?to |\[)(?:unsubscribe|opt[- ]out)\b(?! me)|unsubscribe (?:here|from|at any time|link|instantly)|(?:view|read|open) (?:this|it) (?:e-?mail )?(?:in|on) (?:your|the|a) (?:web ?)?browser"
    r"|you(?:'re| are| have)? (?:receiv\w+|getting) this (?:e-?mail|message|newsletter|because)|manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)|to be removed|remove(?:d)? from (?:our|this|the|future) (?:mailing|list|e-?mails?)"
    r"|mailing list\b.{0,40}\b(?:http|@)|(?:e-?mail|communication) preferences",
    re.IGNORECASE | re.MULTILINE,
)


def is_answering_machine(mail: Mail) -> bool:
    """Whether a machine answered (RFC 3834 and its older relatives); `X-Auto-Response-Suppress` is a wish, not a sign."""
    submitted = mail.header("auto-submitted").split(";")[0].strip().lower()
    if submitted.startswith("auto-replied"):
        return True
    if _has(mail, _ANSWERING_HEADERS):
        return True
    if "auto_reply" in {
        mail.header("precedence").strip().lower(),
        mail.header("x-precedence").strip().lower(),
    }:
        return True
    if "autoresponder" in (mail.header("x-post-messageclass") + mail.header("delivered-to")).lower():
        return True
    return bool(_ANSWERING_SUBJECT.match(mail.subject[:200]))


def is_from_list(mail: Mail) -> bool:
    """Whether it came through a mailing list, where even a person's words are not meant for us alone."""
    return _has(mail, _LIST_HEADERS) or mail.header("precedence").strip().lower() == "list"


def is_bulk(mail: Mail) -> bool:
    """Whether it went to many: newsletter, notification, advertisement, or marked as spam on its way."""
    if mail.header("precedence").strip().lower() in {"bulk", "junk"} or _has(mail, _BULK_HEADERS):
        return True
    if mail.header("x-spam-flag").strip().lower() == "yes" or mail.header(
        "x-spam-status"
    ).strip().lower().startswith("yes"):
        return True
    text = mail.text[:20_000]
    lower = text.lower()
    if not any(word in lower for word in _FOOTER_WORDS):
        return False
    return bool(_FOOTER.search(text) or (len(text) > LONGEST_OPT_OUT and _LONE_LINK.search(text)))


def is_unattended(mail: Mail) -> bool:
    """Whether nobody reads answers to its sender, or a machine says that it wrote by itself."""
    submitted = mail.header("auto-submitted").split(";")[0].strip().lower()
    return bool(_NO_REPLY.match(_local(mail.sender.address))) or (submitted not in {"", "no"})


def is_no_reply(address: str) -> bool:
    """Whether an address says that it takes no answers."""
    return bool(_NO_REPLY.match(_local(address)))


def is_tracking_system(mail: Mail) -> bool:
    """Whether an applicant-tracking system or a job board sent it."""
    return is_shared_domain(domain_of(mail.sender.address))


def is_shared_domain(domain: str) -> bool:
    """Whether a domain belongs to a tracking system or job board, and so says nothing about the firm."""
    labels = domain.split(".")
    return any(".".join(labels[place:]) in _SHARED_DOMAINS for place in range(len(labels)))


def _has(mail: Mail, names: tuple[str, ...]) -> bool:
    return any(value and name in names for name, value in mail.headers)


def _local(address: str) -> str:
    return address.rpartition("@")[0].strip().lower()
