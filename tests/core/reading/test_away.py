"""Out-of-office answers in many languages, with and without a machine's headers. All are sent on Wednesday, 4 March 2026."""

import pytest

from followup.core.reading import read_mail
from tests.core.reading.samples import SEEKER, line, mail

AWAY = {
    "German, wieder erreichbar": (
        "Ich bin im Urlaub und ab Montag, 9. März wieder erreichbar.",
        "2026-03-09",
    ),
    "German, zurück": ("Ich bin auf Dienstreise und am 10.03.2026 zurück.", "2026-03-10"),
    "German, einschließlich": ("Ich bin bis einschließlich 13. März nicht im Büro.", "2026-03-14"),
    "German, vom bis": ("Ich bin vom 2. bis 13. März abwesend.", "2026-03-14"),
    "French, retour": ("Je suis en congés, de retour le lundi 16 mars.", "2026-03-16"),
    "French, inclus": ("Je suis absent jusqu'au 13 mars inclus.", "2026-03-14"),
    "Spanish": ("Estoy de vacaciones y vuelvo el lunes 16 de marzo.", "2026-03-16"),
    "Italian": ("Sono in ferie, rientro il 16 marzo.", "2026-03-16"),
    "Dutch": ("Ik ben op vakantie tot en met 13 maart.", "2026-03-14"),
    "Portuguese": ("Estou de férias e volto no dia 16 de março.", "2026-03-16"),
    "Polish": ("Jestem na urlopie, wracam 16 marca.", "2026-03-16"),
    "Swedish": ("Jag har semester till och med 13 mars.", "2026-03-14"),
    "Danish": ("Jeg holder ferie og er tilbage den 16. marts.", "2026-03-16"),
    "Finnish": ("Olen lomalla ja palaan 16. maaliskuuta.", "2026-03-16"),
    "English, as of": ("I am on leave. As of Monday 16 March I am back.", "2026-03-16"),
    "English, after the first day": ("I am away from 2 to 13 March.", "2026-03-14"),
}


@pytest.mark.parametrize(("text", "day"), AWAY.values(), ids=AWAY)
def test_an_absence_in_any_language_comes_with_its_day_of_return(text, day):
    message = mail(text, "Re: Hello", headers=[("auto-submitted", "auto-replied")])

    assert [line(each) for each in read_mail(message, SEEKER)] == [f"out_of_office until {day}"]


SUBJECTS = (
    "Automatische Antwort: Hallo",
    "Re: Automatische Antwort",
    "Réponse automatique : Bonjour",
    "Respuesta automática: Hola",
    "Risposta automatica: Ciao",
    "Automatisch antwoord: Hoi",
    "Resposta automática: Olá",
    "Automatyczna odpowiedź: Cześć",
    "Autosvar: Hej",
    "Automatisk svar: Hej",
    "Automaattinen vastaus: Hei",
    "Automatická odpověď: Ahoj",
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_answering_machine_is_known_by_its_subject_in_any_language(subject):
    assert [each.kind for each in read_mail(mail("12345", subject), SEEKER)] == ["auto_replied"]


def test_a_notice_without_any_mark_of_a_machine_is_known_by_saying_nothing_else():
    text = "Thank you for your email. I am out of the office and will be back on 11 March."

    (fact,) = read_mail(mail(text, "Re: Hello"), SEEKER)

    assert line(fact) == "out_of_office until 2026-03-11"


PEOPLE = {
    "asks as well": "Thank you for your message. I am on holiday until Monday. Could you send me the plan before?",
    "has news as well": "Thank you for your message. The roof is finished and the keys are with my neighbour Ben now."
    " I am on holiday until Monday.",
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_somebody_who_is_away_and_has_more_to_say_is_a_person(text):
    assert [each.kind for each in read_mail(mail(text, "Re: Hello"), SEEKER)] == ["received"]
