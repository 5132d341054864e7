"""Which letter is meant: apart from what every command asks, since the lists of a day write none."""

from followup.actions.letters import draft
from followup.models import Letter

from .here import Here


def letter_named(here: Here, text: str) -> Letter:
    """The letter with that number, or the one of the follow-up with that id (drafted when missing)."""
    letters = Letter.objects.filter(workspace=here.workspace).select_related("contact__organisation")
    if text.isdecimal() and (found := letters.filter(pk=int(text)).first()):
        return found
    if found := letters.filter(follow_up_key__startswith=text.strip().lower() or "-").order_by("-pk").first():
        return found
    return draft(here.follow_up(text), here.now)
