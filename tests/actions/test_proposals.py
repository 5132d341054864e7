"""An interview that was proposed by mail stops being a question once we said yes, in whatever order the mails come."""

from datetime import datetime, timedelta

import pytest

from followup.actions.own import known_of
from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.facts import Party
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.core.reading import read_mail
from followup.models import Fact
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db

ADA = Party("Ada Weber", "ada.weber@example.org")
MIRA = Party("Mira Aydın", "mira@northwind.example")


def asked() -> Mail:
    return Mail(
        message_id="a@x", sender=MIRA, to=(ADA,), subject="Interview Data Analyst", sent_at=NOW,
        text="Could you come to an interview on Monday 9 March at 13:30?",
    )  # fmt: skip


def answered(text: str) -> Mail:
    return Mail(
        message_id="b@x", sender=ADA, to=(MIRA,), subject="Re: Interview Data Analyst", text=text,
        sent_at=NOW + timedelta(hours=3), in_reply_to=("a@x",),
    )  # fmt: skip


def questions_after(*mails: Mail, now: datetime = NOW) -> int:
    workspace = ada()
    for mail in mails:
        tell(workspace, [Item(mail, read_mail(mail, known_of(workspace)))], now=now)
    return Fact.objects.filter(kind=Kind.INTERVIEW_SET, sure=False).count()


def test_until_we_answer_it_is_a_question():
    assert questions_after(asked()) == 1


@pytest.mark.parametrize("text", ["Yes, gladly.", "That works for me.", "Monday at 13:30 suits me."])
def test_our_yes_settles_it(text):
    assert questions_after(asked(), answered(text)) == 0


def test_our_yes_settles_it_when_it_is_read_first():
    assert questions_after(answered("That works for me."), asked()) == 0


@pytest.mark.parametrize("text", ["Sorry, I cannot.", "Tuesday at 10:00 works for me."])
def test_another_answer_leaves_it_a_question(text):
    assert questions_after(asked(), answered(text)) == 1
