"""What a server's answer, or its silence, means for a letter."""

import re

from .receipt import CONNECTED, DOT_SENT, Receipt
from .server import Server

#: Enhanced status codes (RFC 3463) that speak of the mailbox; 5.7.x is policy and says nothing of it.
_OF_THE_ADDRESS = re.compile(r"\b5\.1\.(?:0|1|2|3|6|10)\b|\b5\.2\.1\b")
_ANY_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


def before_the_dot(server: Server, code: int, text: bytes, *, phase: str) -> Receipt:
    """The receipt for a command that was not taken: the server surely has nothing."""
    said = _said(text)
    if 500 <= code < 600:
        return Receipt(
            outcome="refused",
            sentence=f"{server.host} refused the letter: {code} {said}",
            code=code,
            text=said,
            phase=phase,
            blames_address=phase == CONNECTED and _blames_address(code, said),
        )
    return Receipt(
        outcome="later",
        sentence=f"{server.host} does not take the letter now: {code} {said}",
        code=code,
        text=said,
        phase=phase,
    )


def after_the_dot(server: Server, code: int, text: bytes) -> Receipt:
    """The receipt for the answer to the last dot, the only one that counts."""
    said = _said(text)
    if 200 <= code < 300:
        return Receipt(outcome="sent", code=code, text=said, phase=DOT_SENT)
    if 400 <= code < 500:
        sentence = f"{server.host} gave the letter back: {code} {said}"
        return Receipt(outcome="later", sentence=sentence, code=code, text=said, phase=DOT_SENT)
    if 500 <= code < 600:
        sentence = f"{server.host} refused the letter: {code} {said}"
        return Receipt(outcome="refused", sentence=sentence, code=code, text=said, phase=DOT_SENT)
    sentence = f"{server.host} answered something that is no answer ({said or code}); it may have the letter."
    return Receipt(outcome="unsure", sentence=sentence, code=max(code, 0), text=said, phase=DOT_SENT)


def silence(server: Server, trouble: Exception, phase: str) -> Receipt:
    """The receipt for a line that broke: only after the last dot may the server have the letter."""
    how = "did not answer in time" if isinstance(trouble, TimeoutError) or _timed_out(trouble) else "hung up"
    if phase == DOT_SENT:
        sentence = f"{server.host} {how} after the last line of the letter; it may have it."
        return Receipt(outcome="unsure", sentence=sentence, phase=phase)
    return Receipt(
        outcome="later", sentence=f"{server.host} {how} before it had the whole letter.", phase=phase
    )


def _said(text: bytes) -> str:
    line = " ".join(text.decode(errors="replace").split())
    return "".join(each for each in line if each.isprintable())[:300]


def _blames_address(code: int, said: str) -> bool:
    if _ANY_STATUS.search(said):
        return bool(_OF_THE_ADDRESS.search(said))
    return code in {550, 551, 553}


def _timed_out(trouble: Exception) -> bool:
    # smtplib wraps a time-out into “disconnected” and keeps it only as the cause or the words.
    return isinstance(trouble.__context__, TimeoutError) or "timed out" in str(trouble)
