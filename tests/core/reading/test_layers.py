"""A message in its layers: what is new, what is quoted or forwarded, what signs it, what programs add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.reading.trim import layers

HEADS = {
    "English": "On Tue, Mar 3, 2026 at 10:00 AM Ada Lind <ada@a.example> wrote:",
    "German": "Am Di., 3. März 2026 um 10:00 Uhr schrieb Ada Lind <ada@a.example>:",
    "German, Thunderbird": "Ada Lind schrieb am 03.03.2026 um 10:00:",
    "French": "Le mar. 3 mars 2026 à 10:00, Ada Lind <ada@a.example> a écrit :",
    "Spanish": "El mar, 3 mar 2026 a las 10:00, Ada Lind (<ada@a.example>) escribió:",
    "Dutch": "Op di 3 mrt 2026 om 10:00 schreef Ada Lind <ada@a.example>:",
    "Italian": "Il giorno mar 3 mar 2026 alle ore 10:00 Ada Lind <ada@a.example> ha scritto:",
    "Portuguese": "Em ter., 3 de mar. de 2026 às 10:00, Ada Lind <ada@a.example> escreveu:",
    "Polish": "wt., 3 mar 2026 o 10:00 Ada Lind <ada@a.example> napisał(a):",
    "Swedish": "Den tis 3 mars 2026 kl 10:00 skrev Ada Lind <ada@a.example>:",
    "Danish": "Den tirs. 3. mar. 2026 kl. 10.00 skrev Ada Lind <ada@a.example>:",
    "Norwegian": "tir. 3. mar. 2026 kl. 10:00 skrev Ada Lind <ada@a.example>:",
    "Finnish": "ti 3. maalisk. 2026 klo 10.00 Ada Lind (ada@a.example) kirjoitti:",
    "Czech": "út 3. 3. 2026 v 10:00 odesílatel Ada Lind <ada@a.example> napsal:",
    "Russian": "вт, 3 мар. 2026 г. в 10:00, Ada Lind <ada@a.example>:",
    "Ukrainian": "вт, 3 бер. 2026 р. о 10:00 Ada Lind <ada@a.example> пише:",
    "Japanese": "2026年3月3日(火) 10:00 Ada Lind <ada@a.example>:",
    "Chinese": "Ada Lind <ada@a.example> 于2026年3月3日周二 10:00写道：",
    "Korean": "2026년 3월 3일 (화) 오전 10:00, Ada Lind <ada@a.example>님이 작성:",
    "Turkish": "Ada Lind <ada@a.example>, 3 Mar 2026 Sal, 10:00 tarihinde şunu yazdı:",
    "Hungarian": "Ada Lind <ada@a.example> ezt írta (időpont: 2026. márc. 3., K, 10:00):",
    "Romanian": "În mar., 3 mar. 2026 la 10:00, Ada Lind <ada@a.example> a scris:",
    "a language nobody knows": "Zop 3. mip 2026 lo 10:00, Ada Lind <ada@a.example> glorbu:",
    "wrapped inside the address": "On Tue, Mar 3, 2026 at 10:00 AM Ada Lind <\nada@a.example> wrote:",
    "wrapped over three lines": "On Mar 3, 2026,\nat 10:00 AM,\nAda Lind <ada@a.example> wrote:",
    "Zoho": "---- On Tue, 03 Mar 2026 10:00:00 +0100 Ada Lind <ada@a.example> wrote ----",
    "Outlook, English": "From: Ada Lind\nSent: Tuesday, 3 March 2026 10:00\nTo: Ben\nSubject: Talk\n",
    "Outlook, German": "Von: Ada Lind\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Ben\nBetreff: Vortrag\n",
    "Outlook, Finnish": "Lähettäjä: Ada Lind\nLähetetty: 3. maaliskuuta 2026\nVastaanottaja: Ben\nAihe: Puhe\n",
    "Outlook, Polish": "Od: Ada Lind\nWysłano: 3 marca 2026\nDo: Ben\nTemat: Wykład\n",
    "Outlook, Japanese": "差出人: Ada Lind\n送信日時: 2026年3月3日\n宛先: Ben\n件名: 講演\n",
    "Outlook with a line": "________________________________\nFrom: Ada Lind\nSent: Tuesday\nTo: Ben\nSubject: Talk\n",
    "original message": "-----Ursprüngliche Nachricht-----\nVon: Ada Lind\n",
    "original message in French": "-----Message d'origine-----\nDe : Ada Lind\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("mark", ["> ", ""], ids=["marked", "unmarked"])
def test_a_quote_is_known_by_what_stands_above_it(head, mark):
    found = layers(f"Yes, gladly.\n\n{head}\n{mark}Are you free?\n{mark}Ada")

    assert (found.new, "Are you free?" in found.quoted) == ("Yes, gladly.", True)


FORWARDS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Ada Lind <ada@a.example>",
    "Apple": "Begin forwarded message:\n\n> From: Ada Lind <ada@a.example>",
    "Thunderbird, German": "-------- Weitergeleitete Nachricht --------\nBetreff: Vortrag",
    "Gmail, Spanish": "---------- Forwarded message ---------\nDe: Ada Lind <ada@a.example>",
    "Apple, French": "Début du message réexpédié :\n\nDe: Ada Lind <ada@a.example>",
}


@pytest.mark.parametrize("head", FORWARDS.values(), ids=FORWARDS)
def test_what_is_forwarded_is_neither_new_nor_quoted(head):
    mark = "> " if ">" in head.splitlines()[-1][:2] else ""
    found = layers(f"See below.\n\n{head}\n{mark}\n{mark}Are you free?")

    assert (found.new, found.quoted, "Are you free?" in found.forwarded) == ("See below.", "", True)


def test_a_letter_that_is_all_head_and_text_is_forwarded():
    found = layers("From: Ada Lind\nSent: Tuesday\nTo: Ben\nSubject: Talk\n\nAre you free?")

    assert (found.new, "Are you free?" in found.forwarded) == ("", True)


PROSE = {
    "a sentence that begins like a quote": "On Thursday:\n\nWe meet at nine.",
    "words of writing without a quote": "I like what she wrote:\n\nClean the rollers daily.",
    "a plan of the day": "Round 1 (2:00 PM - 3:00 PM): Tools\nRound 2 (3:00 PM - 4:00 PM): People\nWhat to bring:\n\nYour laptop, please.",
    "a name in a sentence over two lines": "The offer stands.\n\nOur HR, Ada Lind\n(+46 8 555 01 20) will call you about it on Monday.",
    "a journey": "From: Paris\nTo: London\nDate: 3 May\n\nPlease book it.",
    "a list between lines": "Please bring:\n\n-----\nThe long blue folder with all the papers in it\n-----\nand a pen for each of us.",
    "a telephone number that is passed on": "Please call him yourself:\n\nJonas Lind\n+46 8 555 01 20",
    "thanks that are said": "That solved it. Thank you!",
    "a device in a sentence": "Sent from the desk of my boss, as you know, are only good ideas.",
    "one word": "Tuesday",
    "talk of confidence": "We treat all papers as strictly confidential and show them to nobody.",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_a_letter_that_quotes_nothing_is_left_whole(text):
    assert layers(text).new == text


CLOSINGS = [
    "Best regards,", "Mit freundlichen Grüßen", "Cordialement,", "Un saludo,", "Met vriendelijke groet,", "Distinti saluti",
    "Com os melhores cumprimentos,", "Z poważaniem", "Med vänlig hälsning", "Venlig hilsen", "Vennlig hilsen",
    "Ystävällisin terveisin", "S pozdravem", "С уважением,", "敬具", "此致敬礼", "Saygılarımla", "Üdvözlettel",
]  # fmt: skip


@pytest.mark.parametrize("closing", CLOSINGS)
def test_closing_words_begin_the_signature_in_many_languages(closing):
    found = layers(f"Yes, we will gladly come.\n\n{closing}\nAda Lind\nHarbour Labs Ltd")

    assert (found.new, found.signature) == (
        "Yes, we will gladly come.",
        f"{closing}\nAda Lind\nHarbour Labs Ltd",
    )


FOOTERS = [
    "Sent from my iPhone", "Get Outlook for Android<https://aka.example>", "Von meinem iPad gesendet", "Envoyé de mon iPhone",
    "Enviado desde mi Samsung", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone", "Skickat från min iPhone", "iPhoneから送信",
    "发自我的iPhone", "Отправлено с iPhone", "Virus-free. www.scan.example", "Please consider the environment before printing.",
    "CONFIDENTIALITY NOTICE: This message is meant for its reader.",
    "Ce courriel et ses pièces jointes sont confidentiels et destinés au seul destinataire.",
]  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS)
def test_what_programs_and_firms_add_is_a_footer(footer):
    found = layers(f"Yes, we will gladly come.\n\n{footer}")

    assert (found.new, found.footer) == ("Yes, we will gladly come.", footer)


def test_a_warning_above_the_letter_is_no_part_of_it():
    found = layers("CAUTION: This email originated from outside.\nDo not click.\n\nYes, gladly.")

    assert found.new == "Yes, gladly."


def test_a_notice_is_known_by_its_solemn_words():
    notice = (
        "Our mail is intended for the named recipient; disclosure or copying of this message is prohibited."
    )

    assert layers(f"Yes, gladly.\n\n{notice}").footer == notice


def test_the_writers_name_alone_is_a_signature_where_it_is_known():
    text = "Yes, gladly.\n\nAda"

    assert (layers(text).new, layers(text, name="Ada Lind").new) == (text, "Yes, gladly.")


def test_words_wrapped_out_of_a_quote_belong_to_it():
    quote = "> Do you mean the machine that we looked at together in the hall behind\nthe entrance,\n> or the other one?"

    assert layers(f"{quote}\n\nThe other one.").new == "The other one."


WORDS = st.sampled_from([
    "On Mon, 3 Mar 2026 Ada <a@b.example> wrote:", "> ", ">> x", "-- ", "Best,", "Ada", "From: a@b.example", "Sent: 3 March",
    "Subject: x", "-----Original Message-----", "_____", "", "P.S. x", "Sent from my iPhone", "This message is confidential.", "x:",
    "Yes.", "\u200b", "+49 151 5550123",
])  # fmt: skip


@given(
    st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=25).map("\n".join)),
    st.sampled_from(["", "Ada", "Ada Lind"]),
)
def test_every_line_lands_in_one_layer_in_its_order(text, name):
    found = layers(text, name=name)
    written = [line.rstrip() for line in text.splitlines()]
    kinds = [found.new, found.signature, found.footer, found.quoted, found.forwarded]

    assert all(_is_within(kind.split("\n"), written) for kind in kinds if kind)
    assert sum(len(kind.split()) for kind in kinds) == sum(len(line.split()) for line in written)


def _is_within(lines: list[str], written: list[str]) -> bool:
    """Whether the lines stand among those written in the same order; the first and last may have lost their margins."""
    rest = iter(written)
    return all(any(line.strip() == each.strip() for each in rest) for line in lines)
