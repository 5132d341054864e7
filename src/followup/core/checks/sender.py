"""Does the letter come from us?"""

from collections.abc import Iterator

from followup.core.findings import Finding

from .look import Look


def wrong_sender(look: Look) -> Iterator[Finding]:
    """From or Reply-To is not the address of our own sender details, or these have none."""
    own = look.record.sender.email.strip().casefold()
    if "@" not in own:
        yield _finding("Your sender details have no mail address; add it first.")
        return
    for word, given in (("From", look.draft.sender), ("Reply-To", look.draft.reply_to)):
        if given and given.strip().casefold() != own:
            yield _finding(
                f"{word} is “{given}”, but your own address is {own}; letters leave under that one."
            )


def _finding(sentence: str) -> Finding:
    return Finding(severity="block", check="sender", place="letter", sentence=sentence)
