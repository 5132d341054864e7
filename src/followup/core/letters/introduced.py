"""Who was sent to us, or to whom we were sent, from the words of a note or a mail."""

import re

_PART = r"[A-ZÀ-ÞŠŽİŁ][\w’'-]+"
_NAME = rf"((?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?{_PART}(?: (?:van der|van den|van|von|de la|de|del|di|da|bin|al)(?= [A-ZÀ-Þ]))?(?: (?:(?:van|von|de|di|da) )?{_PART}){{0,3}})"
_SENT = re.compile(
    rf"(?i:\b(?:sent us|sent|introduced (?:me|us) to|introduced|recommended (?:me|us) to|put (?:me|us|you) in touch with"
    rf"|connected (?:me|us|you) with|told|mentioned (?:me|us|you) to|passed (?:my|your) \w+ (?:on )?to|spoke to|referred (?:me|us|you) to)) {_NAME}"
)


def introduced(text: str) -> str:
    """“Told Joost van Dalen at Vantage Works about me” names Joost van Dalen; "" where it names nobody."""
    found = _SENT.search(text[:2000])
    return found.group(1) if found else ""
