"""The reply without what it quotes: a trimmer that looks at each line once."""

import re

MOST_CHARACTERS = 20_000
MOST_SIGN_OFF_LINES = 14

_WROTE = re.compile(
    r"(?:wrote|writes|schrieb|schrieb am|a écrit|escribió|ha scritto|schreef|escreveu|skrev|kirjoitti|napisał\(a\)|napisał|írta)"
    r"[^:]{0,120}:$",
    re.IGNORECASE,
)
_ON = re.compile(r"^(?:(?:On|Am|Le|El|Il|Op|Em|Den|Dne|W dniu)\b|\d{1,2}[./ ]|\d{4}-)", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"^[-_\s>]*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine"
    r"|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|oorspronkelijk bericht"
    r"|doorgestuurd bericht|mensagem original|mensagem encaminhada|original-nachricht)[-_\s:]*$"
    r"|^begin forwarded message:|^anfang der weitergeleiteten nachricht",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\*?(?:from|von|de|da|van|desde|от)\s?:\*?\s", re.IGNORECASE)
_OTHER_HEADER = re.compile(
    r"^\*?(?:sent|date|to|subject|cc|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|inviato|data|a"
    r"|oggetto|verzonden|aan|onderwerp|assunto)\s?:\*?(?:\s|$)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$|^[-_*=–—]{2,}$")
_SIGN_OFF = re.compile(
    r"^(?:(?:with |my )?(?:very )?(?:best|kind|kindest|warm|warmest|many|all the|all my)?\s?"
    r"(?:regards|wishes|thanks|best|greetings)(?: and (?:best |kind )?(?:regards|wishes|thanks))?"
    r"|(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|yours|cheers|thanks(?: a lot| again| so much)?"
    r"|thank you(?: very much| again| so much)?|thx|br|rgds|take care|talk soon|see you(?: soon| then)?|cordially|all the best"
    r"|mit freundlichen grüßen|viele grüße|liebe grüße|beste grüße|freundliche grüße|mfg|cordialement|bien à vous"
    r"|saludos|un saludo|atentamente|cordiali saluti|met vriendelijke groet(?:en)?|atenciosamente|(?:com os melhores )?cumprimentos)"
    r"\s?[,.!–-]*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"^(?:sent (?:from|via|using|with) (?:my |the )?[\w ./-]{2,40}|get outlook for \w+|von meinem \w+ gesendet"
    r"|envoyé de mon \w+|enviado desde mi \w+|inviato da \w+)\W*(?:<?https?:\S*)?$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^\W{0,3}(?:confidentiality|disclaimer\b|legal notice|important notice:|this (?:e-?mail|message|communication)(?: message)?"
    r"(?:,| and| is (?:confidential|intended|private)| \(| may contain| contains (?:confidential|privileged))"
    r"|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message)|diese e-?mail enthält"
    r"|please consider the environment)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^p\.?\s?s\.?[\s:,]", re.IGNORECASE)


def new_text(text: str) -> str:
    """What this message itself says: no quoted or forwarded text, no signature, no footers."""
    return parts(text)[0]


def signature(text: str) -> str:
    """The signature that `new_text` leaves out: sign-off, name, title, firm and numbers; "" where there is none."""
    return parts(text)[1]


def parts(text: str) -> tuple[str, str]:
    """The new text and the signature below it, in one go."""
    own, signed = _lines(text)
    return "\n".join(own).strip(), "\n".join(signed).strip()


def _lines(text: str) -> tuple[list[str], list[str]]:
    own = _without_quotes([line.rstrip() for line in text[:MOST_CHARACTERS].splitlines()])
    own = _without_legal(own)
    cut = _signature_at(own)
    signed = own[cut:]
    postscript = next((place for place, line in enumerate(signed) if _POSTSCRIPT.match(line.strip())), None)
    if postscript is None:
        return _without_mobile(own[:cut]), signed
    return [*_without_mobile(own[:cut]), "", *_without_mobile(signed[postscript:])], signed[:postscript]


def _without_quotes(lines: list[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    # Most letters quote nothing; what announces a quote ends in a colon, has one, or names a message.
    colons = {n for n, line in enumerate(lines) if ":" in line}
    near_colons = {n - before for n in colons for before in range(4) if lines[n].endswith(":")}
    while place < len(lines):
        bare = lines[place].strip()
        skip = _quote_header(lines, place) if place in near_colons else 0
        if skip and _next_is_quoted(lines, place + skip):
            place += skip
        elif skip or _ORIGINAL.match(bare) or (place in colons and _is_header_block(lines, place)):
            break
        else:
            if not bare.startswith((">", "|>")):
                kept.append(lines[place])
            place += 1
    return kept


def _quote_header(lines: list[str], place: int) -> int:
    """How many lines a “On … wrote:” takes here; 0 where there is none."""
    if len(lines[place]) > 300 or not _ON.match(lines[place].strip()):
        return 0
    joined = ""
    for count, line in enumerate(lines[place : place + 4], start=1):
        if not line.strip() and count > 1:
            return 0
        joined = f"{joined} {line.strip()[:300]}"
        if _WROTE.search(joined, max(0, len(joined) - 200)):
            return count
    return 0


def _next_is_quoted(lines: list[str], place: int) -> bool:
    following = next((line for line in lines[place : place + 4] if line.strip()), "")
    return following.lstrip().startswith(">")


def _is_header_block(lines: list[str], place: int) -> bool:
    if not _FROM.match(lines[place].strip()):
        return False
    return sum(1 for line in lines[place + 1 : place + 7] if _OTHER_HEADER.match(line.strip())) >= 2


def _without_legal(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        if place and _LEGAL.match(line.strip()):
            return lines[:place]
    return lines


def _signature_at(lines: list[str]) -> int:
    """The line where the signature begins; the number of lines where there is none."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    first = next((place for place in range(last) if lines[place].strip()), last)
    for place in range(last):
        bare = lines[place].strip()
        if len(bare) > 60 or not bare:
            continue
        if lines[place] in {"-- ", "--"}:
            return place
        if _SIGNATURE.match(bare) and place and _all_short(lines[place + 1 : last]):
            return place
        # “Thank you.” at the very beginning is the letter itself.
        if place > first and _SIGN_OFF.match(bare) and _all_short(lines[place + 1 : last]):
            return place
    return last


def _all_short(lines: list[str]) -> bool:
    """Whether these lines look like a name and its details rather than like more of the letter."""
    if len(lines) > MOST_SIGN_OFF_LINES * 2:
        return False
    written = [line.strip() for line in lines if line.strip()]
    written = written[: next((n for n, line in enumerate(written) if _POSTSCRIPT.match(line)), len(written))]
    return len(written) <= MOST_SIGN_OFF_LINES and all(
        len(line) <= 90 and not line.endswith("?") for line in written
    )


def _without_mobile(lines: list[str]) -> list[str]:
    return [line for line in lines if len(line) > 120 or not _MOBILE.match(line.strip())]
