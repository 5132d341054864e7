"""Referees are alerted before they are called."""

from tests.post import mail, mbox
from tests.terminal import Terminal

MIRA = "Dr. Mira Aydın <mira.aydin@northwind.example>"
ASKING = """Dear Ada,

we would like to take the next step for the Data Analyst position. Please send us two references whom we may call on Friday 6 March.

Best regards
Mira Aydın
Northwind
"""


def _story(ada: Terminal, *, agreed: bool) -> None:
    ada.run("record", "referee_named", "Prof. Lena Lindqvist <lena@uni.example>", "--at", "2026-02-02")
    if agreed:
        ada.run("record", "referee_agreed", "lena@uni.example", "--at", "2026-02-03")
    asked = mail(
        at="2026-03-04T08:00:00+01:00", sender=MIRA, subject="References for Data Analyst", body=ASKING
    )
    ada.run("import", str(mbox(ada.folder / "inbox.mbox", [asked])))


def test_a_named_referee_is_asked_for_permission_first(ada: Terminal) -> None:
    ada.run("record", "referee_named", "Prof. Lena Lindqvist <lena@uni.example>", "--at", "2026-03-03")

    assert ada.steps() == ["referee/permission Prof. Lena Lindqvist"]


def test_the_referee_hears_of_it_the_same_day(ada: Terminal) -> None:
    _story(ada, agreed=True)

    assert "referee/alert Prof. Lena Lindqvist" in ada.steps()


def test_a_referee_who_has_not_agreed_is_not_passed_on(ada: Terminal) -> None:
    _story(ada, agreed=False)

    assert "referee/alert Prof. Lena Lindqvist" not in ada.steps()


def test_the_alert_names_firm_and_role(ada: Terminal) -> None:
    _story(ada, agreed=True)
    lines = ada.json("today")["follow_ups"]
    body = next(each["letter"]["body"] for each in lines if each["step"] == "referee/alert")

    assert ("Northwind" in body, "Data Analyst" in body) == (True, True)
