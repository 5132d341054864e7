"""Orders become facts once, whatever file tells them, and customers are matched with questions, not guesses."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.actions.corrections import answer
from followup.actions.importing.files import import_paths, undo_import
from followup.actions.record import record
from followup.actions.telling.items import short
from followup.core.kinds import Kind
from followup.models import Contact, Fact, Import, Workspace
from tests.actions.telling_about import NOW, ada
from tests.post import mail, mbox
from tests.sources.samples import FOLDER

pytestmark = pytest.mark.django_db

SAMPLES = FOLDER / "orders"
HEAD = "order number,date,email,customer,total,currency,item,status,delivered\n"
ANN = "Ann Lee <ann@lee.example>"


@pytest.fixture
def workspace() -> Workspace:
    made = ada()
    Workspace.objects.filter(pk=made.pk).update(mode="business")
    return Workspace.objects.get(pk=made.pk)


def shopify(folder: Path, *rows: str, name: str = "shopify.csv") -> Path:
    """An export of Shopify: number, address, state of payment, when it was sent, total, refund."""
    head = "Name,Email,Financial Status,Fulfilled at,Currency,Total,Refunded Amount,Created at,Lineitem name,Billing Name,Cancelled at\n"
    lines = [
        "{},{},{},{},EUR,{},{},2026-02-02 10:00:00 +0100,Cup,{},{}\n".format(*row.split(",")) for row in rows
    ]
    (folder / name).write_text(head + "".join(lines))
    return folder / name


def plain(folder: Path, *rows: str, name: str = "plain.csv") -> Path:
    """A plain list of orders."""
    (folder / name).write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return folder / name


def facts(**where: object) -> list[str]:
    """The facts of orders with their amounts, in the order of their times."""
    rows = Fact.objects.filter(**where).exclude(kind__in=(Kind.RECEIVED, Kind.MET)).order_by("at", "pk")
    return [
        f"{each.kind} {each.details.get('number', '')} {each.details.get('amount', '')}".strip()
        for each in rows
    ]


def test_ten_imports_of_every_shop_s_files_write_what_one_writes(workspace):
    import_paths(workspace, [SAMPLES], now=NOW)
    for each in Import.objects.all():
        each.files.update(digest="")  # as though each file had never been met

    with CaptureQueriesContext(connection) as asked:
        reports = [import_paths(workspace, [SAMPLES], now=NOW) for _ in range(2)]

    written = [each["sql"] for each in asked if each["sql"].startswith("INSERT INTO followup_fact")]
    assert (written, {each.new for report in reports for each in report.files}) == ([], {0})


def test_an_order_in_a_table_and_in_json_is_one(workspace):
    import_paths(workspace, [SAMPLES / "shopify.csv"], now=NOW)

    import_paths(workspace, [SAMPLES / "shopify.json"], now=NOW)
    assert facts(kind=Kind.ORDERED, details__number="2001") == ["ordered 2001 74.50"]


def test_the_things_sold_and_the_orders_of_etsy_are_one(workspace):
    import_paths(
        workspace, [SAMPLES / "EtsySoldOrders2026.csv", SAMPLES / "EtsySoldOrderItems2026.csv"], now=NOW
    )

    assert Fact.objects.filter(kind=Kind.ORDERED, details__number="3900000001").count() == 1


def test_a_later_export_adds_only_the_delivery_and_the_return(workspace, tmp_path):
    import_paths(workspace, [shopify(tmp_path, "#1,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW)

    later = shopify(
        tmp_path,
        "#1,ann@lee.example,partially_refunded,2026-02-04 09:00:00 +0100,50.00,10.00,Ann Lee,",
        name="b.csv",
    )
    report = import_paths(workspace, [later], now=NOW)
    assert (facts(), report.files[0].new) == (["ordered 1 50.00", "delivered 1", "returned 1 10.00"], 1)


def test_more_money_that_goes_back_is_the_same_return_grown(workspace, tmp_path):
    for number, back in enumerate(("10.00", "25.00", "10.00")):
        row = f"#1,ann@lee.example,partially_refunded,2026-02-04 09:00:00 +0100,50.00,{back},Ann Lee,"
        import_paths(workspace, [shopify(tmp_path, row, name=f"{number}.csv")], now=NOW)

    assert facts(kind=Kind.RETURNED) == ["returned 1 25.00"]


@pytest.mark.parametrize("first", [0, 1])
def test_an_order_that_is_cancelled_before_it_is_sent_is_none_whichever_file_comes_first(
    workspace, tmp_path, first
):
    rows = [
        "#1,ann@lee.example,paid,,50.00,0.00,Ann Lee,",
        "#1,ann@lee.example,refunded,,50.00,50.00,Ann Lee,2026-02-03 09:00:00 +0100",
    ]
    for place in (first, 1 - first):
        import_paths(workspace, [shopify(tmp_path, rows[place], name=f"{place}.csv")], now=NOW)

    assert facts() == ["noted 1"]


def test_two_stores_that_count_alike_keep_their_orders(workspace, tmp_path):
    import_paths(workspace, [shopify(tmp_path, "#1,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW)
    other = shopify(tmp_path, "#1,tom@fox.example,paid,,9.00,0.00,Tom Fox,", name="other.csv")
    other.write_text(other.read_text().replace("2026-02-02", "2026-03-02"))

    for _ in range(2):
        import_paths(workspace, [other], now=NOW)
    assert facts(kind=Kind.ORDERED) == ["ordered 1 50.00", "ordered 1 9.00"]


def test_orders_of_an_earlier_version_are_known_again(workspace, tmp_path):
    path = shopify(tmp_path, "#1,ann@lee.example,paid,2026-02-04 09:00:00 +0100,50.00,0.00,Ann Lee,")
    import_paths(workspace, [path], now=NOW)
    who = "ann@lee.example"
    former = {
        slot: f"{short(f'1|{who}')}/{slot}/{short(f'{slot}|{who}')}" for slot in ("ordered", "delivered")
    }
    for kind, key in former.items():
        Fact.objects.filter(kind=kind).update(source_key=key, details={"number": "1"})

    path.write_text(f"{path.read_text()}\n")
    report = import_paths(workspace, [path], now=NOW)
    assert (report.files[0].new, report.files[0].known, Fact.objects.count()) == (0, 1, 2)


def test_a_file_that_was_cut_brings_what_was_missing_later(workspace, tmp_path):
    rows = [f"{number},2026-02-0{number},a{number}@x.example,Ann Lee,5,EUR,Cup,," for number in range(1, 6)]
    path = plain(tmp_path, *rows)
    whole = path.read_text()
    (tmp_path / "cut.csv").write_text(whole[: whole.index("a4@x") + 3])
    first = import_paths(workspace, [tmp_path / "cut.csv"], now=NOW).files[0]

    second = import_paths(workspace, [path], now=NOW).files[0]
    assert ((first.new, first.not_understood), (second.new, second.known)) == ((3, 1), (2, 3))
    assert "breaks off in the middle" in first.trouble


def test_what_is_special_in_a_file_is_counted(workspace):
    (report,) = import_paths(workspace, [SAMPLES / "shopify.csv"], now=NOW).files

    assert (report.new, report.left_out, report.remarks) == (
        5,
        1,
        (
            "1 test order was left out.",
            "1 order came to nothing before it was sent; it is not counted as an order.",
            "2 orders have a return.",
            "1 order is a gift; the customer is who paid for it.",
            "The amounts are in several currencies, each kept as it is: 4 in EUR, 1 in USD.",
        ),
    )


def test_a_known_file_tells_its_counts_again(workspace):
    import_paths(workspace, [SAMPLES / "shopify.csv"], now=NOW)

    (report,) = import_paths(workspace, [SAMPLES / "shopify.csv"], now=NOW).files
    assert (report.known, report.left_out, report.remarks[0]) == (5, 1, "1 test order was left out.")


def test_a_customer_with_an_address_is_the_contact_with_it(workspace, tmp_path):
    record(workspace, "met", ANN, at=NOW, now=NOW)
    import_paths(workspace, [plain(tmp_path, "7,2026-02-01,Ann@Lee.example,A. Lee,5,EUR,Cup,,")], now=NOW)

    assert Contact.objects.filter(workspace=workspace).count() == 1


class TestByNameAlone:
    """An order that names a contact without an address is a question."""

    @pytest.fixture
    def asked(self, workspace, tmp_path):
        record(workspace, "met", ANN, at=NOW, now=NOW)
        rows = ("7,2026-02-01,,Ann Lee,5,EUR,Cup,,2026-02-03", "8,2026-02-20,,Ann Lee,9,EUR,Jar,,")
        import_paths(workspace, [plain(tmp_path, *rows)], now=NOW)
        return workspace

    def orders(self) -> list[tuple[str, bool]]:
        """Each order with whether it is sure, and of whom."""
        rows = Fact.objects.filter(kind=Kind.ORDERED).order_by("at").select_related("contact")
        return [("ann" if each.contact.addresses.count() else "somebody", each.sure) for each in rows]

    def test_it_is_asked_and_not_guessed(self, asked):
        assert self.orders() == [("ann", False), ("ann", False)]

    def test_one_yes_holds_for_all_orders_of_that_customer_and_for_later_ones(self, asked, tmp_path):
        answer(Fact.objects.filter(kind=Kind.ORDERED).earliest("at"), True, NOW)
        import_paths(asked, [plain(tmp_path, "9,2026-03-01,,Ann Lee,3,EUR,Lid,,", name="later.csv")], now=NOW)

        assert self.orders() == [("ann", True)] * 3
        assert not Fact.objects.filter(sure=False).exists()

    def test_a_no_makes_them_orders_of_somebody_else_of_that_name(self, asked, tmp_path):
        answer(Fact.objects.filter(kind=Kind.ORDERED).earliest("at"), False, NOW)
        import_paths(asked, [plain(tmp_path, "9,2026-03-01,,Ann Lee,3,EUR,Lid,,", name="later.csv")], now=NOW)

        assert self.orders() == [("somebody", True)] * 3
        assert Contact.objects.filter(workspace=asked, name="Ann Lee").count() == 2

    def test_what_a_later_file_says_of_an_asked_order_is_asked_too(self, asked, tmp_path):
        row = "8,2026-02-20,,Ann Lee,9,EUR,Jar,,2026-02-25"
        import_paths(asked, [plain(tmp_path, row, name="later.csv")], now=NOW)

        assert not Fact.objects.filter(kind=Kind.DELIVERED, sure=True).exists()


def test_a_name_that_nobody_bears_is_a_new_customer_and_stays_the_same_one(workspace, tmp_path):
    for number in (1, 2):
        row = f"{number},2026-02-0{number},,Ruth Kiln,5,EUR,Cup,,"
        import_paths(workspace, [plain(tmp_path, row, name=f"{number}.csv")], now=NOW)

    (contact,) = Contact.objects.filter(workspace=workspace)
    assert (contact.name, contact.facts.filter(sure=True).count()) == ("Ruth Kiln", 2)


def test_a_buyer_at_a_marketplace_is_not_taken_for_somebody_of_the_same_name(workspace, tmp_path):
    card = tmp_path / "paul.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Paul Stern\r\nEND:VCARD\r\n")
    import_paths(workspace, [card], now=NOW)
    import_paths(workspace, [SAMPLES / "amazon.txt"], now=NOW)

    assert Contact.objects.filter(workspace=workspace, name="Paul Stern").count() == 2


class TestToldTwice:
    """A mail, a list and a shop's file may tell one order."""

    def ordered_by_mail(self, workspace: Workspace, folder: Path) -> None:
        """Ann writes that she orders, and what her order's number is."""
        letter = mail(
            at="2026-02-02T09:00:00+00:00", sender=ANN, subject="Order no. 4711",
            body="Hello,\n\nI would like to order six blue cups.\n\nBest regards\nAnn Lee",
        )  # fmt: skip
        import_paths(workspace, [mbox(folder / "inbox.mbox", [letter])], now=NOW)

    def test_an_order_by_hand_and_in_the_file_is_one(self, workspace, tmp_path):
        record(workspace, "ordered", ANN, at=NOW, now=NOW, about="Six cups (order 4711)")
        import_paths(
            workspace, [shopify(tmp_path, "#4711,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )

        assert facts(kind=Kind.ORDERED) == ["ordered 4711 50.00"]

    def test_an_order_by_mail_alone_is_an_order(self, workspace, tmp_path):
        self.ordered_by_mail(workspace, tmp_path)

        assert Fact.objects.filter(kind=Kind.ORDERED).count() == 1

    def test_an_order_by_mail_and_in_the_file_is_one(self, workspace, tmp_path):
        self.ordered_by_mail(workspace, tmp_path)
        import_paths(
            workspace, [shopify(tmp_path, "#4711,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )

        assert facts(kind=Kind.ORDERED) == ["ordered 4711 50.00"]

    def test_whichever_was_first(self, workspace, tmp_path):
        import_paths(
            workspace, [shopify(tmp_path, "#4711,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )
        self.ordered_by_mail(workspace, tmp_path)

        assert facts(kind=Kind.ORDERED) == ["ordered 4711 50.00"]

    def test_taking_the_file_back_brings_the_other_back(self, workspace, tmp_path):
        self.ordered_by_mail(workspace, tmp_path)
        import_paths(
            workspace, [shopify(tmp_path, "#4711,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )

        undo_import(Import.objects.latest("pk"), NOW)
        assert Fact.objects.filter(kind=Kind.ORDERED).count() == 1

    def test_a_plain_list_and_the_shop_s_export_are_one(self, workspace, tmp_path):
        import_paths(
            workspace, [shopify(tmp_path, "#4711,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )
        row = "4711,2026-02-02,ann@lee.example,Ann Lee,50,EUR,Cup,,"
        import_paths(workspace, [plain(tmp_path, row)], now=NOW)

        assert facts(kind=Kind.ORDERED) == ["ordered 4711 50.00"]

    def test_orders_of_two_shops_under_one_number_are_two(self, workspace, tmp_path):
        import_paths(
            workspace, [shopify(tmp_path, "#311,ann@lee.example,paid,,50.00,0.00,Ann Lee,")], now=NOW
        )
        import_paths(workspace, [SAMPLES / "woocommerce.csv"], now=NOW)

        assert Fact.objects.filter(kind=Kind.ORDERED, details__number="311").count() == 2
