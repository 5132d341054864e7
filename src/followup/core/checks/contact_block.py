"""The contact block: whoever reads the letter can reach us in every way we have."""

import re
from collections.abc import Iterator

from followup.core.findings import Finding
from followup.core.letters.families import is_commercial, is_job_letter
from followup.core.letters.record import Sender
from followup.core.letters.signature import NONE, has, opt_out

from .look import Look, folded


def incomplete(look: Look) -> Iterator[Finding]:
    """Job letters need mobile, landline, e-mail and postal address; commercial ones postal and opt-out."""
    must = is_commercial(look.record.step, look.record.sender.mode)
    for word, detail in _needed(look.record.sender, look.record.step):
        if detail.strip().casefold() in NONE and not must:
            continue
        if not has(detail):
            mend = (
                "the law wants it in letters that sell" if must else "or write “none” there if you have none"
            )
            yield _finding(look, f"Your sender details have no {word}; add it, {mend}.")
        elif not _stands_in(detail, look.draft.body):
            yield _finding(
                look, f"The contact block leaves out your {word}: {_one_line(detail)}.", _one_line(detail)
            )


def needs_one(look: Look) -> bool:
    """True for letters that must carry a contact block."""
    return bool(_needed(look.record.sender, look.record.step))


def _needed(sender: Sender, step: str) -> list[tuple[str, str]]:
    if is_job_letter(step, sender.mode):
        return [
            ("mobile number", sender.mobile),
            ("landline", sender.landline),
            ("mail address", sender.email),
            ("postal address", sender.postal),
        ]
    if is_commercial(step, sender.mode):
        return [("postal address", sender.postal), ("opt-out line", opt_out(sender))]
    return []


def _stands_in(detail: str, body: str) -> bool:
    if re.fullmatch(r"[\d\s()+/.-]{4,}", detail):
        return re.sub(r"\D", "", detail) in re.sub(r"[\s()/.-]|\+", "", body)
    plain = re.sub(r"[\s,;]+", " ", folded(detail)).strip()
    return plain in re.sub(r"[\s,;]+", " ", folded(body))


def _one_line(detail: str) -> str:
    return ", ".join(line.strip(" ,") for line in detail.splitlines() if line.strip())


def _finding(look: Look, sentence: str, mend: str = "") -> Finding:
    end = len(look.draft.body)
    return Finding(
        severity="block",
        check="contact-block",
        place="signature",
        sentence=sentence,
        start=end,
        end=end,
        mend=mend,
    )
