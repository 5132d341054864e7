"""Whatever the order and the portions in which mails come, guessed conversations are the same."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.models import Fact, Message
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db

ADA = Party("Ada Weber", "ada.weber@example.org")
MIRA = Party("Mira Aydın", "mira@northwind.example")
JAN = Party("Jan Kern", "jan@northwind.example")

FIRST = "Could you tell me when the storage rooms in the old harbour will be free again this year?"
SECOND = "Attached is the bill for March, to be paid within thirty days to the account named below."
THIRD = "Attached is the bill for April; please note that our bank and the account have changed."


def quote(words: str) -> str:
    return f"Thank you for your letter.\n\nOn 2 March 2026 somebody wrote:\n> {words}\n"


def item(
    name: str, hours: int, sender: Party, to: Party, subject: str, text: str, answers: tuple = ()
) -> Item:
    """A mail, and the fact that it was sent or received."""
    ids = tuple(f"{each}@x" for each in answers)
    mail = Mail(
        message_id=f"{name}@x", sender=sender, to=(to,), subject=subject, text=text, in_reply_to=ids,
        sent_at=NOW + timedelta(hours=hours),
    )  # fmt: skip
    kind, who = (Kind.SENT, to) if sender is ADA else (Kind.RECEIVED, sender)
    return Item(mail, (Told(slot="message", kind=kind, at=NOW + timedelta(hours=hours), who=who),))


ITEMS = [
    item("ask", 0, ADA, MIRA, "Storage rooms", FIRST),
    item("says", 5, MIRA, ADA, "Re: Storage rooms", quote(FIRST), ("replaced",)),
    item("and", 9, ADA, MIRA, "Re: Storage rooms", "Good, then in May.", ("says",)),
    item("jan", 12, JAN, ADA, "AW: Storage rooms", quote(FIRST)),
    item("late", 14, MIRA, ADA, "Re: Storage rooms", "One more thing: bring the keys.", ("replaced",)),
    item("march", 20, ADA, MIRA, "Invoice", SECOND),
    item("april", 40, ADA, MIRA, "Invoice", THIRD),
    item("paid", 60, MIRA, ADA, "Re: Invoice", quote(SECOND)),
    item("bank", 61, MIRA, ADA, "Re: Invoice", quote(THIRD)),
    item("new", 70, MIRA, ADA, "Re: A question about the keys", quote(FIRST)),
    item("alone", 80, JAN, ADA, "Fwd: Something else", "See below."),
]


def partition() -> dict[str, tuple[str, str]]:
    """Each mail's conversation, and how it was guessed; facts are in the conversations of their mails."""
    names = dict(Message.objects.values_list("key", "message_id"))
    rows = Message.objects.values_list("message_id", "thread", "joined_by")
    for fact in Fact.objects.select_related("message"):
        assert fact.message
        assert (fact.thread, fact.details.get("guessed", "")) == (fact.message.thread, fact.message.joined_by)
    return {message: (names[thread], by) for message, thread, by in rows}


def after(batches) -> dict[str, tuple[str, str]]:
    with transaction.atomic():
        workspace = ada()
        for batch in batches:
            tell(workspace, batch, now=NOW)
        result = partition()
        transaction.set_rollback(True)
    return result


def test_guesses_join_what_headers_do_not():
    threads = after([ITEMS])

    assert {name: thread for name, (thread, _) in threads.items()} == {
        "ask@x": "ask@x", "says@x": "ask@x", "and@x": "ask@x", "jan@x": "ask@x", "late@x": "ask@x", "new@x": "ask@x",
        "march@x": "march@x", "paid@x": "march@x", "april@x": "april@x", "bank@x": "april@x", "alone@x": "alone@x",
    }  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ITEMS), st.lists(st.booleans(), min_size=len(ITEMS), max_size=len(ITEMS)))
def test_the_order_of_arrival_does_not_change_what_is_guessed(order, cuts):
    batches: list[list[Item]] = [[]]
    for each, is_cut in zip(order, cuts, strict=True):
        if is_cut:
            batches.append([])
        batches[-1].append(each)

    assert after(batches) == after([ITEMS])
