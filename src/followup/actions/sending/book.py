"""What follows when a letter has left: it is sent, it is a fact, the agenda moves. One transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from followup.actions.refresh import refresh
from followup.actions.telling.traces import leave_traces, topic_of
from followup.core.kinds import Kind
from followup.core.mail import message_key
from followup.models import Contact, Fact, Letter, Mention, Message, Workspace

#: What a letter keeps of its sending once that is over.
OUT_OF_HANDS = {"claimed_by": "", "lease_until": None, "unsure_since": None, "trouble": ""}


@transaction.atomic
def book(numbers: Iterable[int], now: datetime) -> int:
    """Turn accepted letters into sent ones and facts; those booked already are left alone."""
    waiting = Letter.claims.select_for_update(of=("self",)).select_related("workspace__sender", "contact")
    letters = list(waiting.filter(pk__in=list(numbers), phase=Letter.Phase.ACCEPTED).exclude(state="sent"))
    if not letters:
        return 0
    Letter.claims.filter(pk__in=[letter.pk for letter in letters]).update(
        state=Letter.State.SENT, **OUT_OF_HANDS
    )
    for workspace in {letter.workspace for letter in letters}:
        own = [letter for letter in letters if letter.workspace_id == workspace.pk]
        _record(workspace, own, now)
        contacts = {letter.contact_id for letter in own}
        Contact.objects.filter(pk__in=contacts).update(last_fact_at=now)
        Workspace.objects.filter(pk=workspace.pk).update(changes=F("changes") + 1)
        refresh(workspace, contacts)
    return len(letters)


def _record(workspace: Workspace, letters: Sequence[Letter], now: datetime) -> None:
    messages = _messages(workspace, letters, now)
    Fact.objects.bulk_create(
        [_fact(letter, messages[message_key(letter.message_id)], now) for letter in letters],
        ignore_conflicts=True,
    )


def _fact(letter: Letter, message: Message, now: datetime) -> Fact:
    return Fact(
        workspace_id=letter.workspace_id,
        contact_id=letter.contact_id,
        opportunity_id=letter.opportunity_id,
        kind=Kind.SENT,
        read_as=Kind.SENT,
        at=letter.sent_at or now,
        thread=message.thread,
        says=letter.subject,
        step=letter.step,
        because_id=letter.because_id,
        details={"automatic": "yes"} if letter.is_automatic else {},
        source="outbox",
        source_key=letter.message_id,
        message=message,
        recorded_at=now,
    )


def _messages(workspace: Workspace, letters: Sequence[Letter], now: datetime) -> dict[str, Message]:
    """The letters as messages, so that the copy read from a Sent folder is known already."""
    strands = _strands(workspace, letters)
    here = Message.objects.filter(workspace=workspace)
    known = {each.key: each for each in here.filter(key__in=list(strands))}
    threads = dict(here.filter(key__in=list(strands.values())).values_list("key", "thread"))
    by_key = {message_key(letter.message_id): letter for letter in letters}
    new = [
        _message(letter, key, threads.get(strands[key], strands[key]), now)
        for key, letter in by_key.items()
        if key not in known
    ]
    mentions = [Mention(workspace=workspace, key=key, thread=strands[key], at=now) for key in by_key]
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)
    made = {each.key: each for each in Message.objects.bulk_create(new)}
    leave_traces(workspace, {each.pk: each.text for each in made.values()})
    return known | made


def _strands(workspace: Workspace, letters: Sequence[Letter]) -> dict[str, str]:
    """The strand of each letter, by the letter's key: that of the one it answers, or its own."""
    own = {message_key(letter.message_id): message_key(letter.in_reply_to) for letter in letters}
    mentions = Mention.objects.filter(workspace=workspace, key__in=[*own, *own.values()])
    known = dict(mentions.values_list("key", "thread"))
    return {key: known.get(key) or known.get(answered) or key for key, answered in own.items()}


def _message(letter: Letter, key: str, thread: str, now: datetime) -> Message:
    sender = letter.workspace.sender
    return Message(
        workspace_id=letter.workspace_id,
        key=key,
        message_id=letter.message_id,
        thread=thread,
        contact_id=letter.contact_id,
        is_ours=True,
        sender_name=sender.name,
        sender_address=sender.email,
        recipients=f"{letter.contact.name} <{letter.address}>",
        subject=letter.subject,
        topic=topic_of(letter.subject),
        at=letter.sent_at or now,
        text=letter.body,
        answers=[each for each in (letter.in_reply_to, *reversed(letter.references)) if each],
    )
