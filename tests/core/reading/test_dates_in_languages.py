"""Days and times in ten languages, said on Wednesday, 4 March 2026."""

from datetime import datetime

import pytest

from followup.core.reading.dates import days, moments, periods
from tests.core.reading.samples import WEDNESDAY

DAYS = {
    "bis zum 20. März": "2026-03-20", "spätestens am kommenden Montag": "2026-03-09", "in drei Wochen": "2026-03-25", "Ende nächster Woche": "2026-03-13",
    "avant le 1er avril": "2026-04-01", "d'ici lundi prochain": "2026-03-09", "dans trois semaines": "2026-03-25", "après-demain": "2026-03-06",
    "hasta el 2 de abril": "2026-04-02", "el próximo lunes": "2026-03-09", "en tres semanas": "2026-03-25", "pasado mañana": "2026-03-06",
    "entro il 2 aprile": "2026-04-02", "lunedi prossimo": "2026-03-09", "tra tre settimane": "2026-03-25", "dopodomani": "2026-03-06",
    "uiterlijk 2 april": "2026-04-02", "volgende week maandag": "2026-03-09", "over drie weken": "2026-03-25", "overmorgen": "2026-03-06",
    "até 2 de abril": "2026-04-02", "na próxima segunda-feira": "2026-03-09", "daqui a três semanas": "2026-03-25", "depois de amanhã": "2026-03-06",
    "do 2 kwietnia": "2026-04-02", "w poniedziałek": "2026-03-09", "pojutrze": "2026-03-06",
    "den 2 april": "2026-04-02", "på måndag": "2026-03-09", "i övermorgon": "2026-03-06", "om tre veckor": "2026-03-25",
    "den 2. april": "2026-04-02", "på mandag": "2026-03-09", "i morgen": "2026-03-05",
}  # fmt: skip

MOMENTS = {
    "Donnerstag, 12. März, um halb elf": "2026-03-12T10:30+01:00",
    "jeudi 12 mars à 10h30": "2026-03-12T10:30+01:00",
    "el jueves 12 de marzo a las 10:30": "2026-03-12T10:30+01:00",
    "giovedì 12 marzo alle ore 10.30": "2026-03-12T10:30+01:00",
    "donderdag 12 maart om 10.30 uur": "2026-03-12T10:30+01:00",
    "quinta-feira, 12 de março, às 10h30": "2026-03-12T10:30+01:00",
}

SPANS = {
    "vom 16. bis 20. März": "2026-03-16..2026-03-20", "du 16 au 20 mars": "2026-03-16..2026-03-20", "del 16 al 20 de marzo": "2026-03-16..2026-03-20",
    "dal 16 al 20 marzo": "2026-03-16..2026-03-20", "van 16 t/m 20 maart": "2026-03-16..2026-03-20", "de 16 a 20 de março": "2026-03-16..2026-03-20",
    "die Woche vom 16. März": "2026-03-16..2026-03-20", "in KW 12": "2026-03-16..2026-03-20", "March 16–20": "2026-03-16..2026-03-20",
    "the week of March 16": "2026-03-16..2026-03-20", "between the 16th and the 20th": "2026-03-16..2026-03-20", "this weekend": "2026-03-07..2026-03-08",
    "the first week of April": "2026-04-01..2026-04-03", "next month": "2026-04-01..2026-04-30",
}  # fmt: skip

NO_DAYS = [
    "Guten Morgen", "letzten Montag", "montags", "Herr Freitag", "por la mañana", "lundi dernier", "la segunda parte", "ieder weekend", "los lunes", "Bonne journée",
    "Version 12.3 ist da", "Zimmer 3.12.", "The Sunday Times", "Friday's Child", "step 3/4 of it", "those 3 may come", "5 March Street",
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_in_its_language(text, day):
    assert [each.day.isoformat() for each in days(text, WEDNESDAY)] == [day]


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_a_time_is_read_in_its_language(text, moment):
    assert [each.at.isoformat(timespec="minutes") for each in moments(text, WEDNESDAY)] == [moment]


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_a_stretch_of_days_has_a_first_and_a_last_one(text, span):
    assert [f"{each.first}..{each.day}" for each in periods(text, WEDNESDAY)] == [span]


@pytest.mark.parametrize("text", NO_DAYS)
def test_words_that_look_like_days_name_none(text):
    assert days(text, WEDNESDAY) == []


@pytest.mark.parametrize(("offset", "day"), [("+01:00", "2026-12-03"), ("-05:00", "2026-03-12")])
def test_a_slashed_date_follows_the_habit_of_its_writer(offset, day):
    written = datetime.fromisoformat(f"2026-03-04T09:00{offset}")

    assert [each.day.isoformat() for each in days("by 03/12/2026", written)] == [day]


def test_a_weekday_beside_a_slashed_date_settles_it():
    assert [(each.day.isoformat(), each.sure) for each in days("on Thursday 03/05", WEDNESDAY)] == [("2026-03-05", True)]  # fmt: skip


def test_days_in_a_list_follow_each_other():
    told = days("next Wednesday or Thursday", WEDNESDAY)

    assert [each.day.isoformat() for each in told] == ["2026-03-11", "2026-03-12"]


@pytest.mark.parametrize("piece", ["1 ", "monday ", "of the ", "end of ", "12.3. ", "in the next the ", "at 1 to 2 ", "march 1 - ", " "])  # fmt: skip
def test_a_monstrous_text_is_read_like_any_other(piece):
    assert isinstance(moments(piece * 50_000 + "tomorrow at 10", WEDNESDAY), list)
