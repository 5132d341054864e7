"""Findings between the checks' values, the rows' JSON and the page."""

from collections.abc import Iterable
from dataclasses import asdict

from followup.core.findings import Finding
from followup.models import Letter


def as_rows(findings: Iterable[Finding]) -> list[dict]:
    """Findings as a letter's row keeps them."""
    return [asdict(finding) for finding in findings]


def mended(letter: Letter, finding: dict) -> tuple[str, str]:
    """Subject and body with the finding's own mend put in its place."""
    start, end, mend = finding["start"], finding["end"], finding["mend"]
    if not mend or start >= end:
        return letter.subject, letter.body
    if finding["place"] == "subject":
        return letter.subject[:start] + mend + letter.subject[end:], letter.body
    return letter.subject, letter.body[:start] + mend + letter.body[end:]
