"""Quotes and signatures that mail programs mark in HTML can be told in the plain text."""

import pytest

from followup.core.reading.trim import layers
from followup.sources.mail.html import html_text

QUOTES = {
    "Outlook, in a language of its own": '<div>Gladly.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Qui:</b> Ada<br><b>Quando:</b> heri</div><div>Are you free?</div>',
    "Yahoo": '<div>Gladly.</div><div class="ydp7yahoo_quoted"><div>Ada, yesterday</div><div><p>Are you free?</p></div></div>',
    "Proton": 'Gladly.<br><div class="protonmail_quote">Ada, yesterday<br><blockquote type="cite">Are you free?</blockquote></div>',
    "Thunderbird": '<p>Gladly.</p><div class="moz-cite-prefix">Ada, yesterday<br></div><blockquote type="cite">Are you free?</blockquote>',
    "Gmail": '<div>Gladly.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Apr 6, 2026 at 4:12 PM Ada &lt;ada@a.example&gt; wrote:<br></div><blockquote class="gmail_quote">Are you free?</blockquote></div>',
    "Apple": '<div>Gladly.</div><div><blockquote type="cite"><div>On 6 Apr 2026, at 16:12, Ada &lt;ada@a.example&gt; wrote:</div><br><div>Are you free?</div></blockquote></div>',
    "Zimbra": '<div>Gladly.</div><hr id="zwchr"><div><b>Ada, yesterday</b></div><div>Are you free?</div>',
}
SIGNATURES = {
    "Gmail": '<div>Gladly.</div><br><div class="gmail_signature"><div>Ben Carter<br>Harbour Labs</div></div>',
    "Gmail with its own line": '<div>Gladly.</div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ben Carter<br>Harbour Labs</div>',
    "Thunderbird": '<p>Gladly.</p><div class="moz-signature">-- <br>Ben Carter<br>Harbour Labs</div>',
    "Outlook": '<div>Gladly.</div><div id="Signature"><p>Ben Carter</p><p>Harbour Labs</p></div>',
}


@pytest.mark.parametrize("html", QUOTES.values(), ids=QUOTES)
def test_what_a_program_marks_as_quoted_is_quoted(html):
    found = layers(html_text(html))

    assert (found.new, "Are you free?" in found.quoted) == ("Gladly.", True)


@pytest.mark.parametrize("html", SIGNATURES.values(), ids=SIGNATURES)
def test_what_a_program_marks_as_signature_is_one(html):
    found = layers(html_text(html))

    assert (found.new, found.signature.split()) == ("Gladly.", ["--", "Ben", "Carter", "Harbour", "Labs"])


def test_an_answer_below_a_quote_is_no_part_of_it():
    html = '<div class="moz-cite-prefix">Ada:</div><blockquote>When?</blockquote><p>On Friday.</p>'

    assert layers(html_text(html)).new == "On Friday."


def test_answers_below_a_signature_are_read():
    html = (
        '<div><div class="gmail_signature">Ben</div></div><div class="gmail_quote"><blockquote>When?</blockquote>'
        "<div>On Friday, as we said on the telephone last week.</div></div>"
    )

    assert "On Friday" in layers(html_text(f"<p>See below.</p>{html}")).new


def test_a_forward_says_nothing_new():
    html = '<div id="divRplyFwdMsg">From: Ada<br>Sent: Monday<br>Subject: Talk</div><div>Are you free?</div>'
    found = layers(html_text(html))

    assert (found.new, "Are you free?" in found.forwarded) == ("", True)


def test_a_quote_that_never_ends_is_read_once():
    page = html_text('<div class="yahoo_quoted"><div>' * 20_000 + "Are you free?")

    assert page.endswith("Are you free?")
