"""Matching: names, firms and addresses folded so that the same thing is found again."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from nameparser import HumanName

from .reading.known import FREE_MAIL, domain_of

LEGAL_FORMS = frozenset({
    "ab", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "cv", "dba", "eg", "ek", "ev", "gbr",
    "gesmbh", "gmbh", "gmbhcokg", "inc", "incorporated", "kft", "kg", "kgaa", "kk", "limited", "llc", "llp",
    "ltd", "mbh", "nv", "ohg", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "sasu", "se", "sl", "sls",
    "snc", "spa", "srl", "sro", "ug", "zoo",
})  # fmt: skip
# “Our”, “the”: what stands before a firm's name and is none of it.
ARTICLES = frozenset({"the", "die", "der", "das", "le", "la", "les"})
JOINING = frozenset({"and", "et", "und"})
_SPELT_OUT = re.compile(r"([aou])e")
# “(m/f/d)” and its like, wherever a title carries it.
_GENDERS = re.compile(r"[(\[]?\b(?:[mwfhdx]\s*[/|]\s*){1,3}[mwfhdx]\b[)\]]?|\(all genders\)", re.IGNORECASE)

MACHINES = re.compile(
    r"^(?:no-?_?reply|do-?_?not-?_?reply|noreply.*|.*[-_.]?no-?reply|mailer-daemon|postmaster|bounces?|notifications?|notify|"
    r"alerts?|auto(?:mated|reply|-confirm)?|system|daemon|root|cron|newsletter|news)(?:[-+_.].*)?@",
    re.IGNORECASE,
)
# Applicant-tracking and shop systems: many firms write from there, so the domain names none of them.
PLATFORMS = frozenset({
    "ashbyhq.com", "bamboohr.com", "breezy.hr", "etsy.com", "greenhouse-mail.io", "greenhouse.io",
    "hire.lever.co", "icims.com", "indeed.com", "jobvite.com", "lever.co", "linkedin.com", "myworkday.com",
    "paypal.com", "personio.com", "personio.de", "recruitee.com", "shopify.com", "smartrecruiters.com",
    "stepstone.de", "successfactors.com", "successfactors.eu", "teamtailor.com", "teamtailor-mail.com",
    "workablemail.com", "workable.com", "workday.com", "xing.com",
})  # fmt: skip
# Addresses that a marketplace makes for a buyer and a seller: letters arrive, but nobody is known by them elsewhere.
_MARKETPLACES = re.compile(r"@(?:marketplace\.amazon|members\.ebay)\.[a-z.]{2,7}$")
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


_DESKS = frozenset({
    "account", "accounts", "admin", "billing", "bewerbung", "career", "careers", "customer", "hello", "hiring",
    "hr", "info", "jobs", "karriere", "marketing", "newsletter", "no", "office", "order", "orders", "people",
    "recruiting", "reply", "sales", "service", "shop", "support", "talent", "team", "updates",
})  # fmt: skip


def label_key(label: str) -> str:
    """A part of a mail domain folded as firms are, in one word: “pell-and-pantry” is “pellpantry”."""
    return _SPELT_OUT.sub(r"\1", "".join(each for each in label.split("-") if each not in JOINING))


def fold(text: str) -> str:
    """Words in lower case without marks and signs: “Aydın, Dr. Ada” is “aydin dr ada”."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ß", "ss"))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


@lru_cache(maxsize=20_000)
def organisation_key(name: str) -> str:
    """A firm's name folded, its legal form dropped: “Brandt Keramik GmbH & Co. KG” is “brandt keramik”."""
    words = fold(re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name)).split()
    # Mail domains write “Halm Küche” as “halm-kueche” and “Pell & Pantry” as “pell-and-pantry”.
    kept = [_SPELT_OUT.sub(r"\1", each) for each in words if each not in JOINING] or words
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] in ARTICLES:
        kept.pop(0)
    return " ".join(kept)[:200]


@lru_cache(maxsize=20_000)
def title_key(title: str) -> str:
    """A role or subject folded for matching, without “(m/f/d)”."""
    return fold(_GENDERS.sub(" ", title))[:150]


def reference_key(reference: str) -> str:
    """A reference number's letters and digits: “REF-12/b” is “ref12b”."""
    return re.sub(r"\W|_", "", reference).lower()[:60]


def firm_domain(address: str) -> str:
    """The domain when it speaks for one firm: neither a free mail provider nor a platform; else ""."""
    domain = domain_of(address)
    tails = {domain, *(domain.split(".", n)[n] for n in range(1, domain.count(".") + 1))}
    is_nobodys = tails & PLATFORMS or domain in FREE_MAIL or is_marketplace(address)
    return "" if not domain or is_nobodys else domain


def is_marketplace(address: str) -> bool:
    """Whether a marketplace made this address, to stand between a buyer and a seller."""
    return bool(_MARKETPLACES.search(address.lower()))


def is_machine(address: str) -> bool:
    """Whether nobody reads what is written to this address."""
    return bool(MACHINES.match(address))


def resembles(key: str, domain: str) -> bool:
    """Whether a folded firm's name and a mail domain are plainly the same firm."""
    joined, label = key.replace(" ", ""), _label(domain)
    if not joined or not label:
        return False
    shorter, longer = sorted((joined, label), key=len)
    return joined == label or (len(shorter) >= 4 and longer.startswith(shorter))


def looks_like_a_person(name: str) -> bool:
    """Whether a display name is two to five words of letters, such as a person's name."""
    words = name.replace(",", " ").split()
    letters = 2 <= len(words) <= 5 and all(re.fullmatch(r"[^\W\d_][^\d_@/|]*", word) for word in words)
    return letters and _DESKS.isdisjoint(fold(name).split())


def best_name(on_cards: Iterable[str], in_mails: Iterable[str]) -> str:
    """The name to show: a card's before a mail's, a person's before a desk's, the fuller of two; "" for none."""
    ranked = [(1, *_worth(name)) for name in on_cards] + [(0, *_worth(name)) for name in in_mails]
    return max(ranked, default=(0, False, 0, 0, ""))[-1]


def parts_of_name(name: str) -> tuple[str, str, str]:
    """Honorific, given and family name of a person's full name; empty for what does not look like one."""
    if not looks_like_a_person(name):
        return "", "", ""
    words = name.split()
    if len(words) == 2 and "," not in name and "." not in name:
        return "", words[0], words[1]
    parsed = HumanName(name)
    given = " ".join(filter(None, (parsed.first, parsed.middle)))
    return parsed.title, given, parsed.last


def clean_name(name: str, address: str) -> str:
    """A display name without quotes and blanks; "" where it only repeats the address."""
    bare = " ".join(name.split()).strip("\"'<> ")
    # “tom.reed” says no more than the address does; “Tom Reed” is how he is called.
    return "" if "@" in bare or bare.lower() == address.partition("@")[0].lower() else bare[:200]


def _worth(name: str) -> tuple[bool, int, int, str]:
    return looks_like_a_person(name) and not name.isupper(), min(len(name.split()), 4), -len(name), name


def _label(domain: str) -> str:
    parts = domain.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts.pop()
    return label_key(parts[-1]) if parts else ""
