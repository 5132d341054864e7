"""How mail programs write: what they put round the text they answer, as plain text and as HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape


@dataclass(frozen=True, slots=True)
class Earlier:
    """The message that is being answered, as its answer shows it."""

    name: str
    address: str
    to: str
    subject: str
    at: datetime
    text: str


def quoted(client: str, earlier: Earlier) -> str:
    """The earlier message as this client quotes it below an answer."""
    return _QUOTES.get(client, _gmail)(earlier)


def as_html(client: str, text: str, quote: str) -> str:
    """The answer and its quote as the HTML this client would make of them."""
    frame = _FRAMES.get(client, "<html><body>{body}{quote}</body></html>\n")
    rest = f"<blockquote>{_lines(quote)}</blockquote>" if quote else ""
    return frame.format(body=_paragraphs(text), quote=rest)


def _gmail(earlier: Earlier) -> str:
    opening = f"On {earlier.at:%a, %-d %b %Y at %H:%M}, {earlier.name} <{earlier.address}> wrote:"
    return f"{opening}\n\n{_indented(earlier.text)}"


def _gmail_german(earlier: Earlier) -> str:
    opening = f"Am {earlier.at:%d.%m.%Y} um {earlier.at:%H:%M} schrieb {earlier.name} <{earlier.address}>:"
    return f"{opening}\n\n{_indented(earlier.text)}"


def _apple(earlier: Earlier) -> str:
    opening = f"On {earlier.at:%-d %b %Y}, at {earlier.at:%H:%M}, {earlier.name} <{earlier.address}> wrote:"
    return f"{opening}\n\n{_indented(earlier.text)}"


def _thunderbird(earlier: Earlier) -> str:
    return f"On {earlier.at:%d/%m/%Y %H:%M}, {earlier.name} wrote:\n{_indented(earlier.text)}"


def _outlook(earlier: Earlier) -> str:
    return (
        "________________________________\n"
        f"From: {earlier.name} <{earlier.address}>\n"
        f"Sent: {earlier.at:%A, %B %-d, %Y %-I:%M %p}\n"
        f"To: {earlier.to}\n"
        f"Subject: {earlier.subject}\n\n{earlier.text}"
    )


def _outlook_german(earlier: Earlier) -> str:
    return (
        f"Von: {earlier.name} <{earlier.address}>\n"
        f"Gesendet: {earlier.at:%d.%m.%Y %H:%M}\n"
        f"An: {earlier.to}\n"
        f"Betreff: {earlier.subject}\n\n{earlier.text}"
    )


def _indented(text: str) -> str:
    return "\n".join(
        f">{'' if line.startswith('>') or not line else ' '}{line}" for line in text.splitlines()
    )


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{_lines(part)}</p>" for part in text.split("\n\n"))


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")


_QUOTES: dict[str, Callable[[Earlier], str]] = {
    "gmail": _gmail,
    "gmail-de": _gmail_german,
    "apple": _apple,
    "thunderbird": _thunderbird,
    "outlook": _outlook,
    "outlook-de": _outlook_german,
}

_FRAMES = {
    "gmail": '<div dir="ltr">{body}</div><br><div class="gmail_quote">{quote}</div>\n',
    "gmail-de": '<div dir="ltr">{body}</div><br><div class="gmail_quote">{quote}</div>\n',
    "outlook": (
        "<html><head><style>p.MsoNormal {{margin:0cm; font-family:Calibri,sans-serif}}</style></head>"
        '<body lang="EN-GB"><div class="WordSection1">{body}</div><div id="divRplyFwdMsg">{quote}</div></body></html>\n'
    ),
    "machine": (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Message</title>'
        "<style>body{{margin:0;background:#f4f4f4}} .card{{padding:24px}}</style></head>"
        '<body><table width="600" align="center"><tr><td class="card">{body}</td></tr></table>{quote}</body></html>\n'
    ),
}
