"""Titles of matters: the label before the colon, and the matter's own words."""

import re

_LABEL = re.compile(
    r"(?:([^:]{0,40}\b(?:enquiry|inquiry|order|request|question|quote|quotation|offer)\b[^:]{0,20}):)?(.*)",
    re.IGNORECASE | re.DOTALL,
)


def matter_words(title: str) -> tuple[str, str]:
    """“Wholesale enquiry: breakfast set” is labelled “Wholesale enquiry” and about “breakfast set”."""
    found = _LABEL.fullmatch(title)
    return (found[1] or "", found[2].strip()) if found else ("", title)
