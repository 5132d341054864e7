"""settle: whether a letter in doubt has left is looked up, and at last asked; it is never sent again unasked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from followup.core.mail import message_key
from followup.core.trouble import Mend
from followup.models import Letter, Mention, Workspace

from .book import book
from .sent_folder import copy_of

#: The world gets ten minutes before the person is asked, and a day before followup stops looking.
ASK_AFTER = timedelta(minutes=10)
ASK_AGAIN_AFTER = timedelta(hours=24)
LOOK_EVERY = timedelta(minutes=1)
LOOK_SELDOM = timedelta(hours=1)

QUESTION = "Nobody can tell whether this letter left. Look into your Sent folder: is it there?"
LAST_QUESTION = "A day has passed and this letter was not found in your Sent folder. Did it leave?"


def in_doubt(now: datetime) -> list[int]:
    """The letters in doubt that are to be looked for now."""
    return list(Letter.claims.in_doubt(now).values_list("pk", flat=True))


def settle(letter_id: int, now: datetime) -> Letter:
    """Look for a letter in doubt: found, it is sent; not found, it stays in doubt and the person is asked."""
    letter = Letter.objects.select_related("workspace").get(pk=letter_id)
    if letter.state != Letter.State.UNSURE or letter.unsure_since is None:
        return letter
    age = now - letter.unsure_since
    if not Letter.claims.look_for(letter_id, now, now + (LOOK_EVERY if age < ASK_AFTER else LOOK_SELDOM)):
        return letter
    alias = _found(letter, now)
    if alias is not None:
        _was_sent(letter, now, alias)
    elif age >= ASK_AFTER:
        _ask(letter, LAST_QUESTION if age >= ASK_AGAIN_AFTER else QUESTION)
    letter.refresh_from_db()
    return letter


def decide_unsure(letter: Letter, sent: bool, now: datetime) -> Letter:
    """The person says whether a letter in doubt left. Only this sends the same letter again."""
    if sent:
        done = _was_sent(letter, now, "")
    else:
        doubtful = Letter.claims.filter(pk=letter.pk, state=Letter.State.UNSURE)
        done = doubtful.update(
            state=Letter.State.APPROVED,
            phase=Letter.Phase.FROZEN,
            unsure_since=None,
            lease_until=None,
            send_after=now,
            trouble="",
        )
        _changed(letter)
    if not done:
        raise Mend("This letter is not in doubt any more.")
    letter.refresh_from_db()
    return letter


def _found(letter: Letter, now: datetime) -> str | None:
    """The id that the copy found goes by ("" for our own); None where there is no trace of the letter."""
    # A copy in Sent, a reply or a bounce that names our id has made it known here.
    if Mention.objects.filter(workspace=letter.workspace_id, key=message_key(letter.message_id)).exists():
        return ""
    return copy_of(letter, now)


@transaction.atomic
def _was_sent(letter: Letter, now: datetime, alias: str) -> int:
    doubtful = Letter.claims.filter(pk=letter.pk, state=Letter.State.UNSURE)
    doubtful.update(phase=Letter.Phase.ACCEPTED, sent_at=F("unsure_since"), alias_id=alias, lease_until=None)
    return book([letter.pk], now)


def _ask(letter: Letter, question: str) -> None:
    doubtful = Letter.claims.filter(pk=letter.pk, state=Letter.State.UNSURE)
    if doubtful.exclude(trouble=question).update(trouble=question):
        _changed(letter)


def _changed(letter: Letter) -> None:
    Workspace.objects.filter(pk=letter.workspace_id).update(changes=F("changes") + 1)
