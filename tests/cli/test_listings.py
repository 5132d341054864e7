"""The listings' JSON is a contract."""

from tests.terminal import Terminal

CARD = "Mira Aydın <mira@northwind.example>"


def _applied(ada: Terminal) -> None:
    ada.run(
        "record",
        "applied",
        CARD,
        "--at",
        "2026-02-18",
        "--about",
        "Data Analyst at Northwind (ref 12)",
        "--note",
        "Sent the form.",
    )


def test_today_has_the_shape_that_scripts_rely_on(ada: Terminal) -> None:
    _applied(ada)
    told = ada.json("today")
    line = told["follow_ups"][0]

    assert (
        set(told),
        {"id", "step", "state", "contact", "opportunity", "because", "due", "deadline", "lapses", "letter"}
        - set(line),
    ) == (
        {"now", "follow_ups"},
        set(),
    )


def test_times_carry_the_owners_offset(ada: Terminal) -> None:
    _applied(ada)

    assert ada.json("today")["now"] == "2026-03-04T09:00:00+01:00"


def test_the_opportunity_is_the_one_that_was_named(ada: Terminal) -> None:
    _applied(ada)
    about = ada.json("today")["follow_ups"][0]["opportunity"]

    assert (about["kind"], about["title"], about["organisation"], about["reference"]) == (
        "application", "Data Analyst", "Northwind", "12",
    )  # fmt: skip


def test_past_its_deadline_a_line_is_overdue(ada: Terminal) -> None:
    _applied(ada)
    ada.at("2026-03-05T20:00:00+01:00")

    assert [each["state"] for each in ada.json("today")["follow_ups"]] == ["overdue"]


def test_nothing_due_is_an_empty_list(ada: Terminal) -> None:
    assert ada.json("today") == {"now": "2026-03-04T09:00:00+01:00", "follow_ups": []}


def test_an_empty_day_says_so_kindly(ada: Terminal) -> None:
    assert "Nobody is waiting for you." in ada.run("today")


def test_what_waits_is_upcoming_as_well(ada: Terminal) -> None:
    ada.run("record", "applied", CARD, "--at", "2026-03-03", "--about", "Data Analyst at Northwind")

    assert (ada.steps("waiting"), ada.steps("upcoming")) == (["application/check Mira Aydın"],) * 2


def test_a_snoozed_line_comes_back_on_its_day(ada: Terminal) -> None:
    _applied(ada)
    ada.run("snooze", ada.json("today")["follow_ups"][0]["id"], "--until", "2026-03-06")
    gone = ada.steps()
    ada.at("2026-03-06T10:00:00+01:00")

    assert (gone, ada.steps()) == ([], ["application/check Mira Aydın"])


def test_a_skipped_line_stays_away(ada: Terminal) -> None:
    _applied(ada)
    ada.run("skip", ada.json("today")["follow_ups"][0]["id"])

    assert ada.steps() == []


def test_a_skip_can_be_taken_back(ada: Terminal) -> None:
    _applied(ada)
    said = ada.run("skip", ada.json("today")["follow_ups"][0]["id"])
    ada.run("undo", said.partition("`followup undo ")[2].partition("`")[0])

    assert ada.steps() == ["application/check Mira Aydın"]


def test_show_tells_the_facts_behind_the_letter(ada: Terminal) -> None:
    _applied(ada)
    told = ada.json("show", ada.json("today")["follow_ups"][0]["id"])

    assert "Sent the form." in [fact["says"] for fact in told["facts"]]


def test_a_name_that_looks_like_markup_is_printed_as_it_is(ada: Terminal) -> None:
    ada.run(
        "record",
        "applied",
        "[red]Eve[/red] <eve@lumen.example>",
        "--at",
        "2026-02-18",
        "--about",
        "Editor at Lumen",
    )

    assert "[red]Eve[/red]" in ada.run("today")
