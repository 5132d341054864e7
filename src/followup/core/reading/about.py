"""What a message is about: role, firm and reference number."""

import re

from followup.core.facts import About, Party
from followup.core.mail import Mail

from .known import FREE_MAIL, domain_of
from .machines import is_shared_domain
from .near import finds
from .occupations import is_occupation

_PREFIX = re.compile(r"^\s*(?:(?:re|aw|fwd?|wg|sv|antw|tr|rv|res)\s?(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE)
# A title is up to seven words that begin with a capital or a digit, with small words such as “of” between them.
_CAP = r"(?:[A-Z0-9](?:[\w&+#/'-]|\.(?=\w)){0,30}|\([A-Za-z/*]{1,12}\))"
_TITLE = rf"(?P<title>{_CAP}(?:[ ,]{{1,2}}(?:(?:of|for|and|in|the|to|&|–|-) )?{_CAP}){{0,6}})"
_FIRM = rf"(?P<firm>{_CAP}(?:[ ](?:(?:and|of|for|the|&|de|und) )?{_CAP}){{0,5}})"
_JOB_NOUN = r"(?:position|role|job|post|vacancy|opening|internship|traineeship|apprenticeship|opportunity)"
_NOUNS = (
    "position", "role", "job", "post", "vacancy", "opening", "internship", "traineeship", "apprenticeship",
    "opportunity",
)  # fmt: skip
#: Each pattern with the words of which one is inside wherever it fits.
_ROLES = tuple(
    (re.compile(each), signs)
    for each, signs in (
        (
            rf"(?i:\b{_JOB_NOUN}\s+(?:of|as|for)(?:\s+an?|\s+the|\s+our)?)\s+[\"“']?{_TITLE}",
            _NOUNS,
        ),
        (
            rf"(?i:\b(?:the|our|your|this|an?|for|to))\s+[\"“']?{_TITLE}[\"”']?\s+(?i:(?:\([^)]{{1,40}}\)\s+)?{_JOB_NOUN})\b",
            _NOUNS,
        ),
        (
            rf"(?i:\b(?:application|apply|applying|applied|interview|candidate|candidacy|offer)\s*(?:for|as|to|to become|–|-|:|\|)(?:\s+the|\s+an?|\s+our|\s+your)?)\s+(?i:(?:{_JOB_NOUN}|role)(?:\s+of|\s+as|:)?\s+)?[\"“']?{_TITLE}",
            ("appl", "interview", "candida", "offer"),
        ),
        (
            rf"(?i:\binterest(?:ed)?\s+in(?:\s+the|\s+our)?)\s+[\"“']?{_TITLE}",
            ("interest",),
        ),
        (
            rf"(?i:^{_JOB_NOUN}\s*:)\s*{_TITLE}",
            _NOUNS,
        ),
    )
)
_REFERENCE = re.compile(
    r"(?:\b(?:ref(?:erence)?|req(?:uisition)?|job|vacancy|position|posting)\b[\s.]*(?:(?:no|nr|number|id|code|#)\b)?[\s.:#]{0,4}|\()(?P<ref>(?=[A-Z0-9/_.-]*\d)[A-Z0-9][A-Z0-9/_.-]{2,24})(?=[\s),;:.\]]|$)",
    re.IGNORECASE,
)
_REFERENCE_SIGNS = ("ref", "req", "job", "vacancy", "position", "posting", "(")
_BRACKET_REFERENCE = re.compile(r"\b(?:ref|req|id|no|nr|job|#)", re.IGNORECASE)
_FIRMS = tuple(
    (re.compile(each), signs)
    for each, signs in (
        (
            rf"(?i:\b{_JOB_NOUN}\s+(?:at|with|here at))\s+{_FIRM}",
            _NOUNS,
        ),
        (
            rf"(?i:\b(?:application|applying|applied|apply|interest|interviewing|interview|career|offer|interested)\s+(?:to|at|with|in(?: joining)?|from))\s+{_FIRM}",
            ("appl", "interest", "interview", "career", "offer"),
        ),
        (
            rf"(?i:\b(?:joining|join|here at|working at|work at|opportunity at|behalf of|welcome to|team at))\s+{_FIRM}",
            (
                "join",
                "here at",
                "working at",
                "work at",
                "opportunity at",
                "behalf of",
                "welcome to",
                "team at",
            ),
        ),
        (
            # Begun with its letters, not with \b, it is found fast and needs no signs.
            rf"at(?<=\bat)\s+{_FIRM}",
            (),
        ),
    )
)
_NOT_A_FIRM = re.compile(
    r"^(?:the|our|your|this|that|we|i|you|an?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\d.*|zoom|teams|microsoft teams|google meet|skype|us|dear|hi)$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"^(?P<firm>[^\W\d_][\w&.,'’ +-]{1,60}?\s(?:GmbH(?: & Co\. ?KG)?|AG|SE|KG|UG|e\.V\.|Ltd\.?|Limited|LLC|LLP|PLC|plc|Inc\.?|Corp\.?|Corporation|Co\.|S\.?A\.?|S\.?r\.?l\.?|SAS|B\.?V\.?|N\.?V\.?|AB|ApS|Oy|AS))(?=$|[\s,|·•])",
)
_TEAM_NAME = re.compile(
    r"(?:^|[|(]|\bat\b|\bfrom\b|\bvia\b|,|@| - | – )\s*(?P<firm>[^|(),@]{2,50}?)\s*(?:(?:talent(?: acquisition)?|recruiting|recruitment|hiring|people|hr|human resources|careers?|jobs|team)\b[\s&]*){1,4}\)?$",
    re.IGNORECASE,
)
_AT_NAME = re.compile(r"(?:\s\bat\b\s|\s@\s|\s\|\s|\s[-–]\s|\bvia\s|\s\(|,\s)(?P<firm>[^|()@,]{2,50})\)?$")
_FORERUNNER = re.compile(
    r"^(?:(?:job )?(?:interview|application|invitation|offer|re|your|the|our|an?)\b[\s:–-]*(?:(?:for|as|to|of)\s+)?)+",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:(?:application|apply|applying|applied|interview|offer)\s+to|interest(?:ed)?\s+in)\s+(?:the\s+|our\s+)?[\"“']?$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,.;:–-]+$|\s+(?:and|of|for|at|in|the|to|position|role|&)$", re.IGNORECASE)


def named(mail: Mail, text: str) -> tuple[str, str]:
    """The application's title and reference as subject and text give them."""
    subject = bare_subject(mail.subject)
    return role(subject, text[:4000]), reference(f"{subject}\n{text[:4000]}")


def about(mail: Mail, text: str, names: tuple[str, str], *, other: Party, signed: str = "") -> About:
    """The application by its title and reference, with the firm as text, signature and the other side's name give it."""
    reading = f"{bare_subject(mail.subject)}\n{text[:4000]}"
    title, number = names
    return About(
        kind="application",
        title=title,
        organisation=firm(other, reading, "" if mail.is_sent else signed),
        reference=number,
    )


def bare_subject(subject: str) -> str:
    """The subject without “Re:”, “Fwd:” and their like."""
    return _PREFIX.sub("", subject[:300]).strip()


def reference(text: str) -> str:
    """A job's or vacancy's number such as “2026-114”; "" where none is named as one."""
    for match in finds(_REFERENCE, text, _REFERENCE_SIGNS):
        if match[0].startswith("("):
            continue
        found = match["ref"].rstrip(".-/")
        if not re.fullmatch(r"(?:19|20)\d\d", found) and len(found) >= 3:
            return found
    return ""


def role(subject: str, text: str) -> str:
    """The job's title, from the subject before the text; "" where none is named."""
    for part in (subject, text):
        for pattern, signs in _ROLES:
            for match in finds(pattern, part, signs):
                found = _clean_title(match["title"])
                if found and not _is_addressee(match, found):
                    return found
    return _titled_subject(subject)


def _is_addressee(match: re.Match[str], found: str) -> bool:
    """“Your application to Lumen Archive” names whom it went to, unless that is an occupation."""
    return bool(_TO.search(match[0][: match.start("title") - match.start()])) and not is_occupation(found)


def firm(other: Party, reading: str, signed: str = "") -> str:
    """The firm's name: from the words, the signature, the other side's name, at last the domain; "" if all are silent."""
    for found in (_firm_in_words(reading), _firm_in_lines(signed), _firm_in_name(other.name)):
        if found:
            return found
    return firm_of_domain(domain_of(other.address))


def firm_of_domain(domain: str) -> str:
    """“Acme Tools” for “mail.acme-tools.co.uk”; "" for free mail, tracking systems and job boards."""
    if not domain or domain in FREE_MAIL or is_shared_domain(domain):
        return ""
    labels = domain.split(".")
    second = (
        len(labels) > 2 and labels[-2] in {"co", "com", "org", "ac", "gov", "net"} and len(labels[-1]) == 2
    )
    name = labels[-3] if second else labels[-2] if len(labels) > 1 else ""
    return " ".join(part[:1].upper() + part[1:] for part in name.replace("_", "-").split("-") if part)


def _firm_in_words(text: str) -> str:
    for pattern, signs in _FIRMS:
        for match in finds(pattern, text, signs):
            found = _TAIL.sub("", match["firm"].split(". ")[0]).rstrip(".")
            if found and _may_be_a_firm(found):
                return found
    return ""


def _may_be_a_firm(found: str) -> bool:
    return not (
        _NOT_A_FIRM.match(found)
        or _NOT_A_FIRM.match(found.split()[0])
        or re.search(rf"(?i)\b{_JOB_NOUN}\b", found)
        or is_occupation(found)
    )


def _firm_in_lines(signed: str) -> str:
    for line in signed.splitlines()[:15]:
        if match := _LEGAL_FORM.match(line.strip()[:120]):
            return match["firm"].strip(" ,")
    return ""


def _firm_in_name(name: str) -> str:
    name = name.strip().strip("\"'")[:100]
    for pattern in (_TEAM_NAME, _AT_NAME):
        match = pattern.search(name)
        if (
            match
            and (found := match["firm"].strip(" -–&'s"))
            and found.lower() not in {"the", "no", "hr", "team", "talent"}
            and not is_occupation(found)
        ):
            return found
    return ""


def _clean_title(found: str) -> str:
    title = _FORERUNNER.sub("", found.split(" at ")[0])
    title = re.split(r"\s[–|-]\s|\s\((?:ref|req|job|id|no)", title, maxsplit=1, flags=re.IGNORECASE)[0]
    title = re.sub(r",?\s*(?:\(?(?:Ref|Reference|Req|Job ID)\b.*)$", "", title)
    title = re.sub(r"\s[A-Z]{1,5}[/-]\d{1,6}$", "", title)
    title = re.sub(r",\s+(?:we|I|you|please|and)\b.*$", "", title)
    while (shorter := _TAIL.sub("", title)) != title:
        title = shorter
    if re.match(
        r"^(?:I|We|You|Our|Your|The|This|That|It|A|An|Dear|Thank|Thanks|Please|Unfortunately|If|[\d.]+)$|^(?:Dear|Thank|Please)\b",
        title,
    ):
        return ""
    return title[:120]


def _titled_subject(subject: str) -> str:
    """“Senior Data Analyst (Ref. 2026-114)” is a title with its number, and nothing else."""
    match = re.match(rf"^{_TITLE}\s*[\[(,–-]\s*(?i:ref|req|job id|reference|vacancy)\b", subject)
    return _clean_title(match["title"]) if match else ""


def topic(subject: str) -> str:
    """The subject as the name of an enquiry or sale; "" where it says nothing."""
    bare = bare_subject(subject)
    generic = {"hello", "hi", "question", "enquiry", "inquiry", "order", "quote", "request", "no subject"}
    return "" if bare.lower().strip(" .!?()") in generic else bare[:120]
