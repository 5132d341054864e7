"""`followup buyers`: who will buy again, told to people and to scripts."""

import json
from datetime import datetime, timedelta

from followup.models import Workspace
from tests.customers import customer, ranked
from tests.terminal import Terminal

NOW = datetime.fromisoformat("2026-03-04T09:00:00+01:00")
ORDERS = """order number,date,name,email,total,currency,item
2200,2025-09-10,Anna Lind,anna@lind.example,84.00,EUR,6 x bowl
2201,2025-10-22,Anna Lind,anna@lind.example,40.00,EUR,2 x cup
2202,2025-12-03,Anna Lind,anna@lind.example,90.00,EUR,1 x teapot
2203,2025-09-12,Bo Wang,bo@wang.example,12.00,EUR,1 x cup
"""


def shop(jonas: Terminal) -> Workspace:
    """A regular customer who is due, and one who came once."""
    workspace = Workspace.objects.get()
    customer(
        workspace, "Anna Lind", 1, NOW, firm="Lind Floristik", orders=7, days_ago=56, usual_gap=42.0,
        next_at=NOW - timedelta(days=14), is_likely=True, expected=1.4, expected_low=0.0, expected_high=3.0,
        worth=84.0, worth_low=20.0, worth_high=160.0, currency="EUR", spent="512.50", last_items="6 × bowl\n1 × cup",
    )  # fmt: skip
    customer(workspace, "Bo Wang", 2, NOW)
    ranked(workspace, NOW)
    return workspace


def test_each_customer_stands_with_reason_and_expectation(jonas: Terminal):
    shop(jonas)

    told = jonas.run("buyers")

    assert "Anna usually orders every 6 weeks; 8 have passed." in told
    assert "Bo ordered once, 3 weeks ago; one order is no habit yet." in told
    assert "About 41 orders (33–49) in the next 90 days" in told
    assert "1.4 orders (0–3)" in told


def test_scripts_get_every_number(jonas: Terminal):
    shop(jonas)

    first = jonas.json("buyers")["buyers"][0]

    assert first == {
        "rank": 1,
        "contact": {**first["contact"], "name": "Anna Lind", "organisation": "Lind Floristik"},
        "reason": "Anna usually orders every 6 weeks; 8 have passed.",
        "orders": 7,
        "returned": 0,
        "first_order": "2026-01-07T09:00:00+01:00",
        "last_order": "2026-01-07T09:00:00+01:00",
        "last_items": ["6 × bowl", "1 × cup"],
        "spent": {"amount": "512.50", "currency": "EUR"},
        "usual_gap_days": 42.0,
        "next_expected": "2026-02-18T09:00:00+01:00",
        "expected_orders": {"of": 1.4, "low": 0.0, "high": 3.0, "days": 90},
        "worth": {"of": 84.0, "low": 20.0, "high": 160.0, "currency": "EUR"},
        "is_likely": True,
        "last_letter": None,
    }


def test_what_the_data_cannot_tell_is_null(jonas: Terminal):
    shop(jonas)

    second = jonas.json("buyers")["buyers"][1]

    assert (second["expected_orders"], second["worth"], second["spent"], second["next_expected"]) == (
        None,
    ) * 4


def test_the_head_of_the_json_says_how_the_order_came_about(jonas: Terminal):
    shop(jonas)

    told = jonas.json("buyers")

    assert (told["ranked_at"], told["ranker"], told["customers"], told["trials"][0]["auc"]) == (
        "2026-03-04T09:00:00+01:00", "rank-average", 2, 0.782,
    )  # fmt: skip


def test_the_trials_are_shown_when_asked_for(jonas: Terminal):
    shop(jonas)

    assert "78 of 100 (75–81)" in jonas.run("buyers", "--tables")


def test_as_many_are_shown_as_are_asked_for(jonas: Terminal):
    shop(jonas)

    assert [each["rank"] for each in jonas.json("buyers", "--first", "1")["buyers"]] == [1]


def test_an_order_file_is_ranked_at_once(jonas: Terminal):
    jonas.run("import", jonas.write("orders.csv", ORDERS))

    assert [each["contact"]["name"] for each in jonas.json("buyers")["buyers"]] == ["Anna Lind", "Bo Wang"]


def test_without_orders_it_says_how_they_come(jonas: Terminal):
    assert "followup import orders.csv" in jonas.run("buyers")


def test_who_looks_for_work_is_told_kindly(ada: Terminal):
    ada.run("buyers", code=2)

    assert "is a workspace for looking for work" in ada.err


def written(jonas: Terminal, *, hold_out: int, more: tuple[str, ...] = ()) -> str:
    """What is said of writing to the first two, of whom one wants no letters; the draw leaves so many of 100 alone."""
    jonas.run("playbooks", "add", jonas.write("buyer.toml", f"[again]\nhold-out = {hold_out}\n"))
    jonas.run("import", jonas.write("orders.csv", ORDERS))
    jonas.run("record", "opted_out", "Bo Wang <bo@wang.example>", "--at", "2026-01-10")
    return jonas.run("buyers", "--write", "2", *more)


def test_the_first_get_drafts_and_who_is_passed_over_is_told_with_the_reason(jonas: Terminal):
    told = written(jonas, hold_out=0)

    assert "One draft is ready to be read; 1 customer passed over on the way." in told
    assert "Anna Lind" in told
    assert "They asked not to be written to." in told


def test_drafts_and_reasons_are_there_for_scripts(jonas: Terminal):
    told = json.loads(written(jonas, hold_out=0, more=("--json",)))

    assert [(each["contact"]["name"], each["state"]) for each in told["letters"]] == [("Anna Lind", "draft")]
    assert [(each["rank"], each["why"]) for each in told["passed_over"]] == [
        (2, "They asked not to be written to.")
    ]


def test_whoever_the_draw_leaves_alone_is_counted_for_the_comparison(jonas: Terminal):
    written(jonas, hold_out=100)

    jonas.at("2026-06-04T09:00:00+02:00")
    [campaign] = jonas.json("buyers")["campaigns"]

    assert (campaign["step"], campaign["left_alone"], campaign["difference"], campaign["is_told"]) == (
        "buyer/again", {"customers": 1, "ordered": 0}, None, False,
    )  # fmt: skip


def test_a_letter_that_was_left_is_named_in_the_list(jonas: Terminal):
    written(jonas, hold_out=0)

    letters = {each["contact"]["name"]: each["last_letter"] for each in jonas.json("buyers")["buyers"]}

    assert (letters["Anna Lind"]["state"], letters["Bo Wang"]) == ("draft", None)
