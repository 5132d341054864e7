"""Whatever the order and the portions in which mails are told, the same is known afterwards."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.facts import About, Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail, Report, message_key
from followup.models import Address, Contact, Fact, Message, Opportunity, Suppression
from tests.actions.telling_about import NOW, ada, story

pytestmark = pytest.mark.django_db

ADA = Party("Ada Weber", "ada.weber@example.org")
MIRA = Party("Dr. Mira Aydın", "mira@northwind.example")
JAN = Party("Jan Kern", "jan@northwind.example")
ROBOT = Party("Northwind Careers", "no-reply@eu.greenhouse.io")
ANALYST = About(kind="application", title="Data Analyst", organisation="Northwind GmbH", reference="12")


def at(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def mail(name: str, hours: int, sender: Party, to: Party, answers: str = "") -> Mail:
    return Mail(
        message_id=f"{name}@x", sender=sender, to=(to,), subject=name, sent_at=at(hours), text=f"text of {name}",
        in_reply_to=(f"{answers}@x",) if answers else (),
    )  # fmt: skip


def told(slot: str, kind: Kind, hours: int, who: Party, about: About | None = None, **details) -> Told:
    return Told(slot=slot, kind=kind, at=at(hours), who=who, about=about, details=details)


ITEMS = [
    Item(
        mail("apply", 0, ADA, MIRA),
        (told("message", Kind.SENT, 0, MIRA), told("means", Kind.APPLIED, 0, MIRA, ANALYST)),
    ),
    Item(
        mail("confirm", 1, ROBOT, ADA),
        (told("means", Kind.ACKNOWLEDGED, 1, ROBOT, About(kind="application", organisation="Northwind")),),
    ),
    Item(mail("reply", 5, JAN, ADA, "apply"), (told("message", Kind.RECEIVED, 5, JAN),)),
    Item(mail("hello", 9, MIRA, ADA), (told("message", Kind.RECEIVED, 9, MIRA),)),
    Item(mail("again", 12, ADA, JAN, "reply"), (told("message", Kind.SENT, 12, JAN),)),
    Item(
        mail("other", 20, ADA, JAN),
        (told("means", Kind.APPLIED, 20, JAN, About(kind="application", title="Clerk", reference="13")),),
    ),
    Item(mail("lost one", 25, MIRA, ADA, "lost"), (told("message", Kind.RECEIVED, 25, MIRA),)),
    Item(mail("lost two", 26, JAN, ADA, "lost"), (told("message", Kind.RECEIVED, 26, JAN),)),
]


def after(batches) -> dict[str, list[str]]:
    """What is known after these batches, in a workspace that is gone again."""
    with transaction.atomic():
        workspace = ada()
        for batch in batches:
            tell(workspace, batch, now=NOW)
        result = story(workspace)
        transaction.set_rollback(True)
    return result


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.permutations(ITEMS), st.lists(st.booleans(), min_size=len(ITEMS), max_size=len(ITEMS)))
def test_order_and_portions_do_not_matter(order, cuts):
    batches: list[list[Item]] = [[]]
    for item, is_cut in zip(order, cuts, strict=True):
        batches[-1].append(item)
        if is_cut:
            batches.append([])

    assert after(batches) == after([ITEMS])


def test_telling_ten_times_writes_nothing_more():
    workspace = ada()
    tell(workspace, ITEMS, now=NOW)

    with CaptureQueriesContext(connection) as asked:
        for _ in range(10):
            tell(workspace, ITEMS, now=NOW + timedelta(days=1))

    assert [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_a_mail_that_names_no_role_belongs_to_the_firm_s_only_application():
    workspace = ada()

    tell(workspace, ITEMS[:4], now=NOW)
    assert set(Fact.objects.values_list("opportunity__title", flat=True)) == {"Data Analyst"}


def test_a_colleague_s_answer_counts_for_whom_we_wrote_to():
    workspace = ada()

    tell(workspace, ITEMS[:3], now=NOW)
    fact = Fact.objects.get(kind=Kind.RECEIVED)
    assert fact.details["for_contact"] == str(Contact.objects.get(name="Dr. Mira Aydın").pk)


def test_a_letter_that_the_outbox_told_is_not_told_again_by_its_copy():
    workspace = ada()
    contact = Contact.objects.create(workspace=workspace, name="Mira", created_at=NOW)
    Fact.objects.create(
        workspace=workspace, contact=contact, kind=Kind.SENT, at=NOW, source="outbox", source_key="apply@x",
        thread=message_key("apply@x"), recorded_at=NOW,
    )  # fmt: skip

    tell(workspace, [Item(ITEMS[0].thing, ITEMS[0].told[:1])], now=NOW)
    assert Fact.objects.filter(kind=Kind.SENT).count() == 1


def test_an_answer_to_a_letter_of_the_outbox_is_in_its_conversation():
    workspace = ada()
    contact = Contact.objects.create(workspace=workspace, name="Mira", created_at=NOW)
    Fact.objects.create(
        workspace=workspace, contact=contact, kind=Kind.SENT, at=NOW, source="outbox", source_key="apply@x",
        thread=message_key("apply@x"), recorded_at=NOW,
    )  # fmt: skip

    tell(workspace, [ITEMS[2]], now=NOW)
    assert Fact.objects.get(kind=Kind.RECEIVED).thread == message_key("apply@x")


def test_a_hard_bounce_marks_the_address():
    workspace = ada()
    tell(workspace, ITEMS[:1], now=NOW)
    bounce = Mail(
        message_id="b@x", sender=Party("", "mailer-daemon@x.example"), sent_at=at(1),
        report=Report(sort="failure", address=MIRA.address, original_message_id="apply@x"),
    )  # fmt: skip

    tell(
        workspace,
        [Item(bounce, (told("bounce", Kind.BOUNCED, 1, Party("", MIRA.address), hard="yes"),))],
        now=NOW,
    )
    assert Address.objects.get(address=MIRA.address).bounced_at == at(1)


def test_a_bounce_is_in_the_conversation_of_its_letter():
    workspace = ada()
    bounce = Mail(
        message_id="b@x",
        sender=Party(),
        sent_at=at(1),
        report=Report(sort="failure", original_message_id="apply@x"),
    )

    tell(workspace, [ITEMS[0], Item(bounce)], now=NOW)
    assert Message.objects.get(message_id="b@x").thread == message_key("apply@x")


def test_who_opts_out_is_suppressed():
    workspace = ada()

    tell(workspace, [Item(mail("stop", 1, MIRA, ADA), (told("means", Kind.OPTED_OUT, 1, MIRA),))], now=NOW)
    assert Suppression.objects.get().reason == "opted_out"


def test_a_fuller_name_replaces_a_bare_address():
    workspace = ada()
    bare = Party("", MIRA.address)
    tell(workspace, [Item(mail("a", 1, bare, ADA), (told("message", Kind.RECEIVED, 1, bare),))], now=NOW)

    tell(workspace, [Item(mail("b", 2, MIRA, ADA), (told("message", Kind.RECEIVED, 2, MIRA),))], now=NOW)
    assert Contact.objects.get().family == "Aydın"


def test_two_numbers_are_two_applications():
    workspace = ada()

    tell(workspace, ITEMS, now=NOW)
    assert sorted(Opportunity.objects.values_list("reference", flat=True)) == ["12", "13"]
