"""The sample files are real files: any mail program, calendar or spreadsheet would open them."""

import csv
import email
import io
import mailbox
import re
from contextlib import closing
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from followup.demo import files

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)
WEEK = [MONDAY + timedelta(days=count) for count in range(7)]

RESERVED_DOMAIN = re.compile(r"(.+\.)?(example\.(org|com|net)|[a-z0-9-]+\.(example|test))$")
#: Ranges that the regulators keep free for films and books, as digits behind the country code.
RESERVED_PHONES = re.compile(
    r"49(2214710\d{3}|3023125\d{3}|4066969\d{3}|6990009\d{3}|17139200\d\d|176040690\d\d)"
    r"|44(2079460\d{3}|7700900\d{3})|331990\d{5}"
)


told = cache(files)


@pytest.fixture
def samples():
    return told(MONDAY)


def _messages(content: bytes, tmp_path):
    path = tmp_path / "box"
    path.write_bytes(content)
    with closing(mailbox.mbox(path)) as box:
        return [each for each in box if each["Message-ID"]]


@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_a_workspace_has_a_few_months_of_mail(samples, slug, tmp_path):
    boxes = [_messages(samples[slug][name], tmp_path) for name in ("INBOX.mbox", "Sent.mbox")]

    assert 150 <= sum(map(len, boxes)) <= 220
    assert min(map(len, boxes)) >= 40


@pytest.mark.parametrize("now", WEEK, ids=lambda now: f"{now:%A}")
@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_no_mail_comes_from_the_future_whatever_the_weekday(slug, now, tmp_path):
    found = told(now)[slug]
    times = [
        parsedate_to_datetime(each["Date"])
        for name in ("INBOX.mbox", "Sent.mbox")
        for each in _messages(found[name], tmp_path)
    ]

    assert max(times) <= now
    assert min(times) >= now - timedelta(days=160)


@pytest.mark.parametrize("now", WEEK, ids=lambda now: f"{now:%A}")
def test_the_interview_of_yesterday_was_on_a_working_day(now):
    calendar = told(now)["ada-weber"]["calendar.ics"].decode()
    start = re.search(r"UID:lumen-interview.*?DTSTART;TZID=Europe/Berlin:(\d{8})", calendar, re.DOTALL)

    assert start
    day = datetime.strptime(start[1], "%Y%m%d").replace(tzinfo=BERLIN)
    assert day.weekday() < 5
    assert timedelta(0) < now - day < timedelta(days=4)


@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_every_answer_names_the_message_it_answers(samples, slug, tmp_path):
    everything = [
        each for name in ("INBOX.mbox", "Sent.mbox") for each in _messages(samples[slug][name], tmp_path)
    ]
    ids = {each["Message-ID"] for each in everything}

    assert len(ids) == len(everything)
    assert {each["In-Reply-To"] for each in everything if each["In-Reply-To"]} <= ids


@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_no_two_mails_have_the_same_text(samples, slug, tmp_path):
    texts = [
        _text(each)
        for name in ("INBOX.mbox", "Sent.mbox")
        for each in _messages(samples[slug][name], tmp_path)
    ]

    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_every_address_belongs_to_nobody(samples, slug, tmp_path):
    text = _everything(samples[slug], tmp_path)
    domains = {domain.lower().rstrip(".") for domain in re.findall(r"[\w.+-]+@([\w.-]+)", text)}

    assert {domain for domain in domains if not RESERVED_DOMAIN.fullmatch(domain)} == set()


@pytest.mark.parametrize("slug", ["ada-weber", "brandt-keramik"])
def test_every_telephone_number_belongs_to_nobody(samples, slug, tmp_path):
    text = _everything(samples[slug], tmp_path)
    written = re.findall(r"(?:\+\d\d|\b0[1-9])[\d ]{7,}\d", text)
    numbers = {_international(each) for each in written}

    assert numbers
    assert {number for number in numbers if not RESERVED_PHONES.fullmatch(number)} == set()


def test_the_shop_has_a_year_and_a_half_of_orders(samples):
    rows = list(csv.DictReader(io.StringIO(samples["brandt-keramik"]["orders.csv"].decode())))
    days = [datetime.fromisoformat(row["order_date"]).replace(tzinfo=BERLIN) for row in rows]

    assert 80 <= len(rows) <= 100
    assert 30 <= len({row["email"] for row in rows}) <= 45
    assert 500 <= (MONDAY - min(days)).days <= 550
    assert len({row["order_number"] for row in rows}) == len(rows)


def test_fourteen_cards_in_three_versions_were_collected(samples):
    cards = {name: text for name, text in samples["brandt-keramik"].items() if name.startswith("cards/")}
    versions = {re.findall(rb"VERSION:(\S+)", text)[0] for text in cards.values()}

    assert len(cards) == 14
    assert versions == {b"2.1", b"3.0", b"4.0"}


def test_calendar_lines_are_folded_and_events_closed(samples):
    text = samples["ada-weber"]["calendar.ics"]

    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert text.count(b"BEGIN:VEVENT") == text.count(b"END:VEVENT") >= 8
    assert b"BEGIN:VTIMEZONE" in text


def _everything(found: dict[str, bytes], tmp_path) -> str:
    texts = [found[name].decode() for name in found if not name.endswith(".mbox")]
    for name in ("INBOX.mbox", "Sent.mbox"):
        for each in _messages(found[name], tmp_path):
            texts += [_text(each), *(str(each[header]) for header in ("From", "To", "Cc"))]
    return re.sub(r"\r?\n ", "", "\n".join(texts))


def _text(message: email.message.Message) -> str:
    texts = []
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(content, bytes):
            texts.append(content.decode("utf-8", "replace"))
    return "\n".join((*texts, str(message["Subject"])))


def _international(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if number.startswith("+"):
        return digits
    # In Britain and France numbers in letters are written the way they are dialled at home.
    country = "44" if digits.startswith(("020", "077")) else "33" if digits.startswith("0199") else "49"
    return country + digits[1:]
