"""Letters scattered to strangers, without the headers of a list: nobody owes them an answer."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache

from followup.core.mail import Mail

from .known import domain_of, fold_address
from .letter import Letter
from .phrases import begins_word, folded, rules
from .words import plain

LONGEST = 8_000
#: From so much on a letter is an advertisement; from twice as much on not even its words about jobs count.
ENOUGH = 1.5
CERTAIN = 3.0
#: With so many words of the trade its politeness counts half.
MANY_WORDS = 2.0
#: No letter is under way for longer than mail systems try to deliver it.
LONGEST_WAY = timedelta(days=5)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_NUMBER_HOST = re.compile(
    r"https?://(?:\d{1,3}\.){3}\d{1,3}|https?://[^\s/]{0,60}%[0-9a-f]{2}|https?://\d{6,}", re.IGNORECASE
)
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?[$€£]|\$\$")
_SUMS = re.compile(r"[$€£]")
_TOLL_FREE = re.compile(r"\b1?[-. (]{0,2}8(?:00|88|77|66|55|44)[-. )]{1,2}\d{3}[-. ]?\d{4}\b")
_SHOUT = re.compile(r"\b[A-Z]{4,}\b")
_RULE = re.compile(r"[*=~_#+-]{8,}|!{2,}|\${2,}")
_MARKUP = re.compile(r"<(?:/?(?:html|font|table|td|tr|a|p|br|b|img|center|div|body)\b)", re.IGNORECASE)
_TAIL = re.compile(
    r"\s{4,}\S{1,20}$|[\s.]\s?\d{3,}$|\b(?=\w{5,}$)\w*\d\w*[a-z]\w*$|\b[bcdfghjklmnpqrstvwxz]{4,}$",
    re.IGNORECASE,
)
_NOISE = re.compile(r"\b[a-z]{26,}\b|\b[a-z]{2,}\d[a-z\d]{8,}\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"\S{11,}")
_SPELT = re.compile(r"\b(?:[a-z] ){6,}[a-z]\b", re.IGNORECASE)
_LONE_LETTERS = re.compile(r" [A-Za-z] [A-Za-z] [A-Za-z] ")
_REPLY_MARK = re.compile(r"^\s*(?:re|fw|fwd|aw)\s?:", re.IGNORECASE)
_GIBBERISH = re.compile(r"\d{3,}|[a-z]\d+[a-z]\d*[a-z]|[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
_TICKET = re.compile(
    r"\bbooking (?:reference|number|confirm\w+|code)|\be-?ticket\b|\bboarding pass\b|\btracking number\b"
    r"|\bthank you for your (?:order|booking|purchase|payment)\b",
    re.IGNORECASE,
)


def is_advertising(letter: Letter, asked: Sequence[str]) -> bool:
    """Whether a letter that answers none of ours only sells, or hands out a ticket, without a question about us."""
    return not _answers(letter) and (
        bool(_TICKET.search(letter.text[:5_000])) or advertises(letter) >= ENOUGH
    )


def advertises(letter: Letter) -> float:
    """How much speaks for an advertisement or a fraud, and not for somebody who means us."""
    if _answers(letter):
        return 0.0
    text = letter.mail.text[:LONGEST]
    words = _in_words(f"{letter.mail.subject[:300]}\n{text}")
    # A name in the greeting costs nothing to those who write to thousands.
    personal = (
        _personal(letter, text) / 2 if words >= MANY_WORDS else _personal(letter, text) + _plainness(text)
    )
    is_leaflet = personal < 1.5 and (letter.mail.from_html or bool(_LINK.search(text)))
    return words + _in_looks(letter, text) + _in_head(letter) + 0.7 * is_leaflet - personal


def _answers(letter: Letter) -> bool:
    return bool(letter.mail.in_reply_to or letter.mail.references)


def _in_words(text: str) -> float:
    """The weight of the phrases in a text, found by their first words."""
    bare = plain(text)
    each = frozenset(bare.split())
    return sum(
        weight
        * min(most, _found(phrases, bare, each) + len({match[0] for match in beginnings.finditer(bare)}))
        for weight, most, phrases, beginnings in _signs()
    )


def _found(phrases: Mapping[str, Sequence[str]], bare: str, each: frozenset[str]) -> int:
    return sum(phrase in bare for first in phrases.keys() & each for phrase in phrases[first])


@cache
def _signs() -> tuple[tuple[float, int, Mapping[str, Sequence[str]], re.Pattern[str]], ...]:
    """Each group of signs: its weight, how many count, its phrases by their first words, and beginnings of words."""
    groups = []
    for sign in rules("advertising")["signs"]:
        by_word: dict[str, list[str]] = {}
        for phrase in map(plain, (each for each in sign["words"] if not each.endswith("*"))):
            by_word.setdefault(phrase.split()[0], []).append(phrase)
        beginnings = [re.escape(each[:-1]) for each in sign["words"] if each.endswith("*")]
        pattern = re.compile(rf" (?:{'|'.join(beginnings) or '(?!)'})")
        groups.append((float(sign["weight"]), int(sign["most"]), by_word, pattern))
    return tuple(groups)


def _in_looks(letter: Letter, text: str) -> float:
    """How loud it is: capitals, exclamation marks, sums, links, lines of signs, naked markup."""
    size = max(len(text), 200)
    links, shouts = len(_LINK.findall(text)), len(_SHOUT.findall(text))
    sums = min(len(_MONEY.findall(text)), 3) if _SUMS.search(text) else 0
    loud = [
        1.0 * (shouts * 120 > size and shouts > 2),
        0.5 * min(text.count("!") - 1, 3) if text.count("!") > 1 else 0.0,
        0.6 * sums,
        0.4 * min(links, 3),
        1.5 * bool(links and _NUMBER_HOST.search(text)),
        0.8 * bool(_TOLL_FREE.search(text)),
        0.8 * bool(_RULE.search(text)),
        1.5 * bool("<" in text and _MARKUP.search(text)),
        1.0 * _has_noise(text),
        0.7 * letter.mail.from_html,
        1.5 * (_foreign(text) > 0.3),
        0.5 * (size > 2_500) + 0.5 * (size > 5_000),
    ]
    return sum(loud)


def _has_noise(text: str) -> bool:
    """Whether it holds words that nobody writes, or a word spelt letter by letter."""
    # The quick looks come first: every stranger's letter passes here.
    if any(_NOISE.search(each) for each in _LONG_WORD.findall(text)):
        return True
    return bool(_LONE_LETTERS.search(text) and _SPELT.search(text))


def _in_head(letter: Letter) -> float:
    """What subject and addresses give away."""
    mail = letter.mail
    subject, local = mail.subject[:300], mail.sender.address.partition("@")[0]
    named = [each.address.lower() for each in (*mail.to, *mail.cc)]
    signs = [
        1.0 * bool(_TAIL.search(subject)),
        0.7 * ("!" in subject) + 0.7 * bool(_MONEY.search(subject)),
        0.7 * (subject.isupper() and len(subject) > 8),
        1.0 * bool(_REPLY_MARK.match(subject)),
        1.0 * bool(_GIBBERISH.search(local)),
        0.5 * (not mail.sender.name),
        1.0 * mail.message_id.endswith("@made.invalid") + 1.0 * (not named),
        1.0 * (mail.sender.address.lower() in named),
        0.7 * (bool(named) and letter.known.own_addresses.isdisjoint(map(fold_address, named))),
        0.7 * _is_answered_elsewhere(mail) + 0.7 * _has_wrong_clock(mail),
        0.5 * (mail.header("x-priority")[:1] in {"1", "2"}) + 0.7 * (len(named) > 6),
        1.0 * bool(mail.attachments and not letter.text.strip()),
    ]
    return sum(signs)


def _is_answered_elsewhere(mail: Mail) -> bool:
    """Whether answers are to go to another domain than the letter came from."""
    domains = {domain_of(each.address) for each in mail.reply_to} - {""}
    return bool(domains) and domain_of(mail.sender.address) not in domains


def _has_wrong_clock(mail: Mail) -> bool:
    return bool(mail.sent_at and mail.received_at and abs(mail.received_at - mail.sent_at) > LONGEST_WAY)


def _personal(letter: Letter, text: str) -> float:
    """What speaks for somebody who means us: our name above, theirs below."""
    names = {each for name in letter.known.own_names for each in folded(name).split() if len(each) > 2}
    names |= {word for each in letter.mail.to[:2] for word in folded(each.name).split() if len(word) > 2}
    start = folded(text[:120])
    greets = any(begins_word(start, (name,)) for name in names)
    first = folded(letter.mail.sender.name).split()[:1]
    signs_off = bool(first) and len(first[0]) > 1 and begins_word(folded(text[-400:]), first)
    return 1.5 * greets + 1.5 * signs_off


def _plainness(text: str) -> float:
    return 0.5 * (not _LINK.search(text)) + 0.5 * (len(text) < 600)


def _foreign(text: str) -> float:
    """The share of letters in scripts that no rule reads."""
    start = text[:1_500]
    if start.isascii():
        return 0.0
    foreign = sum(each > "\u024f" and each.isalpha() for each in start)
    return foreign / max(sum(map(str.isalpha, start)), 1)
