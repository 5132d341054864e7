"""The telephone numbers of a signature, each with what its label or the number itself says it is."""

import re

import phonenumbers
from phonenumbers import PhoneNumberType

from followup.core.cards import Phone
from followup.core.reading.trimming.words import table

MOST_LABEL = 24
FEWEST_DIGITS, MOST_DIGITS = 7, 16
_NUMBER = re.compile(r"(?<![\w@./-])(?:\+|00)?\s?\(?\+?\d[\d ()./\u2010-\u2015-]{5,26}\d(?![\w@])")
_LABEL = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ./](?=[^\W\d_])){0,23}")
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d$|^(?:19|20)\d\d[./-]\d\d?[./-]\d\d?$")
_SORTS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.TOLL_FREE: "landline",
    PhoneNumberType.SHARED_COST: "landline",
    PhoneNumberType.UAN: "landline",
}
_WORDS = table("details")
_LABELS = {
    label: sort
    for sort, key in (("", "telephone"), ("landline", "landline"), ("fax", "fax"), ("mobile", "mobile"))
    for label in _WORDS[key]
}


def numbers(lines: list[str], region: str = "") -> tuple[Phone, ...]:
    """The numbers in these lines, each once; a region such as “DE” helps with those without a country."""
    found: dict[str, Phone] = {}
    for line in lines:
        end = 0
        for match in _NUMBER.finditer(line):
            label = _label(line[end : match.start()])
            end = match.end()
            number = match[0].strip(" ./-")
            digits = sum(each.isdigit() for each in number)
            if not FEWEST_DIGITS <= digits <= MOST_DIGITS or _DATE.match(number):
                continue
            if label is None and not _stands_alone(line, match):
                continue
            found.setdefault(number, Phone(number=number, sort=label or _sort(number, region)))
    return tuple(found.values())


def _label(before: str) -> str | None:
    """What the words before a number say it is: a sort, "" for any telephone, None where they say nothing."""
    words = [each[0].strip(" .").lower() for each in _LABEL.finditer(before[-MOST_LABEL:])]
    for word in reversed(words):
        for each in (word, word.split()[-1], word.split()[0]):
            if each in _LABELS:
                return _LABELS[each]
    return None


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """Whether a number without a label is more than part of an address: alone on its line, or with a country."""
    rest = (line[: match.start()] + line[match.end() :]).strip(" .,:;|()")
    return match[0].lstrip(" (").startswith(("+", "00")) or not rest


def _sort(number: str, region: str) -> str:
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return ""
    return _SORTS.get(phonenumbers.number_type(parsed), "")
