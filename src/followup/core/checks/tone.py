"""How the letter sounds."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look, Span

_REPROACH = re.compile(
    r"\b(?:you (?:still )?(?:have not|haven['’]t|did not|didn['’]t|never|failed|ignored|forgot)(?: \w+){0,2}"
    r"|(?:have|did) you not|(?:have not|haven['’]t|had not) (?:yet )?(?:heard|answered|replied|received)"
    r"|still waiting|waiting (?:for )?(?:so|too) long|disappoint\w*|unacceptable|frustrat\w*|annoy\w*|unfair\w*|ignored?"
    r"|why (?:have|did|do)n['’]t you|as i (?:already )?(?:said|wrote|mentioned)|per my (?:last|previous)|at least (?:answer|reply)"
    r"|no (?:reply|answer|response)|unfortunately|complain\w*|demand\w*|immediately|urgent\w*|asap|desperate\w*|begging|beg you"
    r"|hate|terrible|awful|rude|problem with you|your fault|blame)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:(?:i(?:['’]m| am| was)? )?just (?:checking in|following up|wanted to (?:check|follow up|touch base))|checking in|touch(?:ing)? base"
    r"|circl(?:e|ing) back|hope this (?:e-?mail |message |letter |note )?finds you well|to whom it may concern|bump(?:ing)? this"
    r"|as per|please do not hesitate|reach(?:ing)? out to you today)\b",
    re.IGNORECASE,
)
_GLAD = re.compile(
    r"\b(?:amazing|awesome|fantastic|incredible|incredibly|absolutely|thrilled|ecstatic|super|perfect|perfectly|dream job"
    r"|extremely|phenomenal|brilliant|love|loved|delighted|wonderful|excited|best ever|outstanding|exceptional)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:thank|thanks|glad|gladly|pleasure|pleased|happy|grateful|enjoy\w*|welcome|good|appreciat\w*|warm|interest\w*|kind"
    r"|sorry|like|hope|wish|fine|help\w*|great|best)\b",
    re.IGNORECASE,
)
MOST_GLAD = 2


def reproach(look: Look) -> Iterator[Finding]:
    """Words that blame, press or complain."""
    if look.record.step == "complaint/reply":
        return
    for found in _REPROACH.finditer(look.core.text):
        yield look.warn(
            "reproach",
            f"“{found.group()}” can sound like a reproach; say it forward instead.",
            _span(look, found),
        )


def empty_phrase(look: Look) -> Iterator[Finding]:
    """“Just checking in” and its relatives, which say nothing."""
    for found in _EMPTY.finditer(look.core.text):
        yield look.warn(
            "empty-phrase",
            f"“{found.group()}” tells them nothing; begin with the thing itself.",
            _span(look, found),
        )


def too_glad(look: Look) -> Iterator[Finding]:
    """Exclamation marks and big words, which cost what a slightly positive tone wins."""
    for found in re.finditer(r"!+", look.core.text):
        yield look.warn(
            "exclamation", "A full stop does more than an exclamation mark.", _span(look, found), "."
        )
    big = list(_GLAD.finditer(look.core.text))
    if len(big) > MOST_GLAD:
        said = ", ".join(f"“{found.group()}”" for found in big[:4])
        yield look.warn(
            "too-glad", f"{said}: one warm word is believed, {len(big)} are not.", _span(look, big[0])
        )


def too_cool(look: Look) -> Iterator[Finding]:
    """Not one friendly word."""
    text = look.core.text
    if text.strip() and not _KIND.search(text):
        yield look.warn(
            "too-cool", "There is no friendly word in the letter; a thank-you or a wish is enough."
        )


def _span(look: Look, found: re.Match[str]) -> Span:
    return Span(look.core.start + found.start(), look.core.start + found.end(), found.group())
