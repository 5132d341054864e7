"""News of an application in languages other than English."""

import pytest

from followup.core.reading.languages import languages
from followup.core.reading.words import plain
from tests.core.reading.samples import kinds, line, mail, read

NO = {
    "German": "Vielen Dank für Ihre Bewerbung. Leider haben wir uns für einen anderen Bewerber entschieden.",
    "German, without umlauts": "Wir koennen Ihre Bewerbung leider nicht weiter beruecksichtigen.",
    "French": "Nous avons le regret de vous informer que votre candidature n’a pas été retenue.",
    "Spanish": "Gracias por tu interés. Lamentamos decirte que no continuarás en el proceso de selección.",
    "Dutch": "Bedankt voor je sollicitatie. Helaas gaan we niet met je verder in de procedure.",
    "Italian": "La ringraziamo per la candidatura. Purtroppo abbiamo scelto un altro candidato.",
    "Portuguese": "Obrigado pelo interesse. Infelizmente decidimos não avançar com a sua candidatura.",
}
TALKS = {
    "German": "Wir laden Sie zu einem Vorstellungsgespräch ein. Bitte nennen Sie uns mögliche Termine.",
    "French": "Votre candidature nous intéresse, nous vous invitons à un entretien. Quelles sont vos disponibilités ?",
    "Spanish": "Nos ha gustado tu currículum y queremos invitarte a una entrevista. ¿Cuándo te viene bien?",
    "Dutch": "Je sollicitatie spreekt ons aan. We nodigen je graag uit voor een gesprek.",
    "Italian": "Abbiamo letto la sua candidatura e vorremmo invitarla a un colloquio.",
    "Portuguese": "Gostámos do seu currículo e queremos convidá-la para uma entrevista.",
}
NEITHER = {
    "German: a day": "Leider kann ich am Donnerstag nicht, passt dir der Freitag?",
    "German: a condition": "Danke für Ihre Bewerbung. Falls Sie nichts von uns hören, haben wir uns für andere Bewerber entschieden.",
    "French: a flat": "Le propriétaire a choisi un autre locataire pour l’appartement, nous en sommes désolés.",
    "Spanish: an order": "Lamentamos informarle de que su pedido no llegará a tiempo.",
    "Dutch: a party": "We nodigen je graag uit voor ons feest op zaterdag.",
    "Italian: a parcel": "Purtroppo il suo pacco non è stato consegnato.",
    "Portuguese: a flat": "Infelizmente o dono do apartamento escolheu outro inquilino.",
}


@pytest.mark.parametrize("text", NO.values(), ids=NO)
def test_a_no_is_understood(text):
    assert kinds(mail(text, "")) == ["rejected"]


@pytest.mark.parametrize("text", TALKS.values(), ids=TALKS)
def test_an_invitation_is_understood(text):
    assert "invited" in kinds(mail(text, ""))


@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER)
def test_what_is_neither_is_taken_for_neither(text):
    assert not {"rejected", "invited"} & set(kinds(mail(text, "")))


def test_an_interview_with_its_day_is_set():
    text = "Gerne laden wir Sie zu einem Vorstellungsgespräch am 12. März 2026 um 10:00 Uhr ein."

    assert [line(each) for each in read(mail(text, ""))] == ["interview_set 2026-03-12 10:00–11:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir haben Ihre Unterlagen erhalten und melden uns bei Ihnen.", ("de",)),
        ("We have received your papers and will write to you.", ()),
        ("", ()),
    ],
)
def test_the_language_shows_in_small_words(text, expected):
    assert languages(plain(text)) == expected
