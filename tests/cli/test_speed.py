"""`followup speed`: what the terminal says, and the JSON that scripts rely on."""

from followup.models import Contact, Fact, Workspace
from tests.terminal import Terminal

INES = "Ines Raab <ines@cafe-raab.example>"
MALTE = "Malte Krug <malte@cafe-anker.example>"


def _asked(jonas: Terminal, who: str, at: str, answered: str = "", kind: str = "enquired") -> None:
    jonas.run("record", kind, who, "--at", at)
    if answered:
        jonas.run("record", "called", who, "--at", answered)


def _a_week(jonas: Terminal) -> None:
    """Of three who asked last week two were called within two hours; today a fourth has asked."""
    _asked(jonas, INES, "2026-02-23 10:00", "2026-02-23 10:30")
    _asked(jonas, MALTE, "2026-02-24 22:00", "2026-02-25 10:00")
    _asked(jonas, "Tom Nowak <tom@hafenwerk.example>", "2026-02-26 10:00", kind="complained")
    _asked(jonas, "Yuki Tanabe <yuki@teehaus.example>", "2026-03-04 08:00")


def test_the_week_is_told_in_one_sentence(jonas: Terminal) -> None:
    _a_week(jonas)

    assert "You answered 2 of 3 within 2 hours; 1 is still waiting." in jonas.run("speed")


def test_the_longest_wait_stands_first_with_the_follow_up_that_ends_it(jonas: Terminal) -> None:
    _a_week(jonas)

    waiting = jonas.json("speed")["waiting"]
    owed = {
        each["contact"]["name"]: each["id"]
        for listing in ("today", "upcoming")
        for each in jonas.json(listing)["follow_ups"]
    }
    assert [(each["contact"]["name"], each["hours"], each["follow_up"]) for each in waiting] == [
        ("Tom Nowak", 31, owed["Tom Nowak"]), ("Yuki Tanabe", 0, owed["Yuki Tanabe"]),
    ]  # fmt: skip


def test_each_kind_has_its_own_figures(jonas: Terminal) -> None:
    _a_week(jonas)

    kinds = jonas.json("speed")["kinds"]
    assert {name: (each["asked"], each["answered"]) for name, each in kinds.items()} == {
        "enquiry": (3, 2), "complaint": (1, 0),
    }  # fmt: skip


def test_half_within_counts_those_who_still_wait(jonas: Terminal) -> None:
    _a_week(jonas)

    # Half an hour, an hour, 31 hours so far, and nothing yet: of three who were seen so long two had an answer.
    assert jonas.json("speed")["all"]["median_hours"] == 1


def test_the_shape_that_scripts_rely_on(jonas: Terminal) -> None:
    _a_week(jonas)

    told = jonas.json("speed", "--weeks", "2")
    pace = {
        "asked", "answered", "waiting", "median_hours", "median_low", "median_high", "quarter_hours",
        "three_quarters_hours", "within_target",
    }  # fmt: skip
    week = {"week", "monday", "is_few", "kept", "owed", "late", "in_time"}

    assert set(told) == {
        "now", "target_hours", "weeks", "since", "sentence", "all", "kinds", "trend", "waiting",
    }  # fmt: skip
    assert (set(told["all"]), [set(each) for each in told["trend"]]) == (pace, [pace | week] * 3)
    assert (told["weeks"], told["since"], told["trend"][1]["week"]) == (2, "2026-02-16", "2026-W09")


def test_another_target_for_once(jonas: Terminal) -> None:
    _a_week(jonas)

    told = jonas.json("speed", "--within", "40")

    assert told["sentence"] == "You answered 2 of 2 within 40 hours."


def test_all_there_is_begins_with_the_first_who_asked(jonas: Terminal) -> None:
    _asked(jonas, INES, "2024-05-08 10:00", "2024-05-08 11:00")

    told = jonas.json("speed", "--all")

    assert (told["weeks"], told["since"], told["all"]["asked"]) == (None, "2024-05-06", 1)


def test_few_in_a_week_are_called_few(jonas: Terminal) -> None:
    _a_week(jonas)

    line = next(line for line in jonas.run("speed").splitlines() if line.startswith("23 Feb"))
    assert line.split() == ["23", "Feb", "few", "2", "of", "3"]


def test_enough_in_a_week_have_a_bar(jonas: Terminal) -> None:
    for number in range(5):
        answer = "2026-02-24 11:00" if number else "2026-02-25 16:00"
        _asked(jonas, f"P{number} <p{number}@there.example>", "2026-02-24 10:00", answer)

    line = next(line for line in jonas.run("speed").splitlines() if line.startswith("23 Feb"))
    assert line.split()[2:5] == ["█" * 16 + "·" * 4, "80", "%"]


def test_nobody_has_asked_anything(jonas: Terminal) -> None:
    out = jonas.run("speed")

    assert "Nobody asked you for an answer last week." in out
    assert "appears here" in out


def test_more_than_half_without_an_answer_are_called_so(jonas: Terminal) -> None:
    _asked(jonas, INES, "2026-02-23 10:00")

    assert "more than half are still unanswered" in jonas.run("speed")


def test_who_was_put_off_for_months_still_waits(jonas: Terminal) -> None:
    _asked(jonas, INES, "2026-03-02 10:00")
    jonas.run("snooze", jonas.json("today")["follow_ups"][0]["id"], "--until", "2026-09-01")
    jonas.at("2026-08-05T09:00:00+02:00")

    told = jonas.json("speed", "--weeks", "4")

    assert (told["all"]["asked"], [each["contact"]["name"] for each in told["waiting"]]) == (0, ["Ines Raab"])


def test_a_job_seeker_sees_how_fast_employers_were_answered(ada: Terminal) -> None:
    _asked(ada, "Dr. Leyla Aydın <leyla@lumen.example>", "2026-02-23 10:00", "2026-02-23 10:30", "received")

    told = ada.json("speed")

    assert (list(told["kinds"]), told["sentence"]) == (["letter"], "You answered 1 of 1 within 2 hours.")


def test_a_workspace_begins_with_the_target_it_is_given(terminal: Terminal) -> None:
    terminal.run("init", "--name", "Ada Weber", "--email", "ada@example.org", "--answer-within", "6")

    assert terminal.json("speed")["target_hours"] == 6


def test_a_target_that_is_none_is_said(terminal: Terminal) -> None:
    terminal.run(
        "init", "--name", "Ada Weber", "--email", "ada@example.org", "--answer-within", "soon", code=2
    )

    assert "a whole number from 1 to 120" in terminal.err


def test_an_automatic_answer_is_none(jonas: Terminal) -> None:
    _asked(jonas, INES, "2026-02-23 10:00")
    Fact.objects.create(
        workspace=Workspace.objects.get(), contact=Contact.objects.get(name="Ines Raab"), kind="sent",
        at="2026-02-23T10:01:00+01:00", recorded_at="2026-02-23T10:01:00+01:00", source="outbox", source_key="1",
        details={"automatic": "yes"},
    )  # fmt: skip

    assert jonas.json("speed")["sentence"] == "You answered 0 of 1 within 2 hours; 1 is still waiting."
