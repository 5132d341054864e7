"""What the person says of a fact holds, whatever is read later."""

import pytest

from followup.actions.corrections import answer, correct, uncorrect
from followup.actions.telling.items import Item
from followup.actions.telling.tell import tell
from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.core.trouble import Mend
from followup.models import Fact, Suppression
from tests.actions.telling_about import NOW, ada

pytestmark = pytest.mark.django_db

MIRA = Party("Mira Aydın", "mira@northwind.example")
MAIL = Mail(message_id="a@x", sender=MIRA, sent_at=NOW)


def read_as(kind: Kind, *, sure: bool = True) -> Item:
    return Item(MAIL, (Told(slot="means", kind=kind, at=NOW, who=MIRA, sure=sure),))


@pytest.fixture
def workspace():
    return ada()


def test_a_correction_holds_through_the_next_reading(workspace):
    tell(workspace, [read_as(Kind.REJECTED)], now=NOW)
    correct(Fact.objects.get(), Kind.RECEIVED, NOW)

    tell(workspace, [read_as(Kind.OFFERED)], now=NOW)
    fact = Fact.objects.get()
    assert (fact.kind, fact.read_as) == (Kind.RECEIVED, Kind.OFFERED)


def test_a_correction_can_be_taken_back(workspace):
    tell(workspace, [read_as(Kind.REJECTED)], now=NOW)
    correct(Fact.objects.get(), Kind.RECEIVED, NOW)

    assert uncorrect(Fact.objects.get(), NOW).kind == Kind.REJECTED


def test_taking_back_what_was_not_corrected_says_so(workspace):
    tell(workspace, [read_as(Kind.REJECTED)], now=NOW)

    with pytest.raises(Mend, match="was not corrected"):
        uncorrect(Fact.objects.get(), NOW)


@pytest.mark.parametrize(("yes", "kind"), [(True, Kind.REJECTED), (False, Kind.NOTED)])
def test_a_question_is_answered(workspace, yes, kind):
    tell(workspace, [read_as(Kind.REJECTED, sure=False)], now=NOW)

    fact = answer(Fact.objects.get(), yes, NOW)
    assert (fact.kind, fact.sure) == (kind, True)


def test_a_misread_opt_out_gives_the_address_back(workspace):
    tell(workspace, [read_as(Kind.OPTED_OUT)], now=NOW)
    before = Suppression.objects.count()

    correct(Fact.objects.get(), Kind.RECEIVED, NOW)
    assert (before, Suppression.objects.count()) == (1, 0)
