"""Ada puts her mail, her calendar and a card into one folder and imports it."""

from tests.post import ADA, invitation, mail, mbox
from tests.terminal import Terminal

MIRA = "Dr. Mira Aydın <mira.aydin@northwind.example>"


def test_a_folder_of_everything_is_one_person_and_one_application(ada: Terminal):
    ada.write(
        "all/mira.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Aydın;Mira;;Dr.;\r\nFN:Dr. Mira Aydın\r\nORG:Northwind GmbH\r\n"
        "EMAIL:mira.aydin@northwind.example\r\nEND:VCARD\r\n",
    )
    event = invitation(
        uid="i1@northwind.example", start="20260303T130000Z", end="20260303T140000Z",
        summary="Interview Data Analyst", organizer=MIRA, attendees=[MIRA, ADA],
    )  # fmt: skip
    ada.write("all/calendar.ics", event)
    messages = [
        mail(
            at="2026-02-23T09:00:00+01:00",
            sender=ADA,
            to=MIRA,
            subject="Application: Data Analyst",
            body="Please find my application as Data Analyst attached.",
        ),
        mail(
            at="2026-02-26T09:00:00+01:00",
            sender=MIRA,
            subject="Interview",
            body="We would like to invite you to an interview.",
            invitation=event,
        ),
    ]
    mbox(ada.folder / "all" / "inbox.mbox", messages)

    report = ada.json("import", str(ada.folder / "all"))
    again = ada.json("import", str(ada.folder / "all"))
    people = ada.json("contacts")["contacts"]
    assert (
        [(each["sort"], each["trouble"]) for each in report["files"]],
        sum(each["new"] for each in again["files"]),
        [(each["name"], each["organisation"]) for each in people],
        ada.steps(),
    ) == (
        [("vcf", ""), ("ics", ""), ("mbox", "")],
        0,
        [("Dr. Mira Aydın", "Northwind GmbH")],
        ["interview/thank-you Dr. Mira Aydın"],
    )


def test_an_import_that_is_taken_back_leaves_today_empty(ada: Terminal):
    event = invitation(
        uid="i1@northwind.example", start="20260303T130000Z", end="20260303T140000Z",
        summary="Interview Data Analyst", organizer=MIRA, attendees=[MIRA, ADA],
    )  # fmt: skip
    number = ada.json("import", ada.write("calendar.ics", event))["import"]
    before = ada.steps()

    ada.run("undo", number)
    assert (before, ada.steps()) == (["interview/thank-you Dr. Mira Aydın"], [])
