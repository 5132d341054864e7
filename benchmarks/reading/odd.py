"""Whether damaged and strange mail is read at all, and the fields that can be known are right."""

import time
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.reading.corpora import folder
from benchmarks.reading.figures import Measured
from followup.core.mail import Mail
from followup.core.reading import Known, read_mail
from followup.sources.mail import parse_mail

CORPUS = "mail/odd-mail"
LABELS = Path(__file__).parent / "odd.toml"
LONGEST = 2.0


def measure() -> list[Measured]:
    """Crashes, hangs, and fields that are as expected."""
    found = folder(CORPUS)
    if found is None:
        return [_errors("crashes", 0, None), _errors("hangs", 0, None), _fields(0, None)]
    crashed = hung = cases = 0
    for path in sorted(found.rglob("*.eml")):
        cases += 1
        started = time.monotonic()
        crashed += _crashes(path)
        hung += time.monotonic() - started > LONGEST
    right = [_field(mail, name) == value for mail, name, value in _expected(found)]
    return [
        _errors("crashes", cases, crashed / cases),
        _errors("hangs", cases, hung / cases),
        _fields(len(right), sum(right) / len(right)),
    ]


def _errors(what: str, cases: int, reached: float | None) -> Measured:
    return Measured(
        what=f"odd mail: {what}", on="odd-mail", cases=cases, reached=reached, goal=0.0, at_most=True
    )


def _fields(cases: int, reached: float | None) -> Measured:
    return Measured(
        what="odd mail: fields as expected", on="odd-mail", cases=cases, reached=reached, goal=1.0
    )


def _crashes(path: Path) -> bool:
    try:
        mail = parse_mail(path.read_bytes(), received_at=datetime(2010, 1, 1, tzinfo=UTC))
        if isinstance(mail, Mail):
            read_mail(mail, Known(frozenset({"ada@lindqvist.example"}), "business", "Europe/Berlin"))
    except Exception:  # noqa: BLE001 — whatever it is, it is what is counted here
        return True
    return False


def _expected(found: Path) -> Iterator[tuple[Mail, str, Any]]:
    labels: Mapping[str, Mapping[str, Any]] = tomllib.loads(LABELS.read_text("utf-8"))
    for case, fields in labels.items():
        mail = parse_mail(next(found.rglob(case)).read_bytes())
        assert isinstance(mail, Mail), case
        for name, value in fields.items():
            yield mail, name, value


def _field(mail: Mail, name: str) -> Any:
    values = {
        "from": mail.sender.address,
        "name": mail.sender.name,
        "to": [each.address for each in mail.to],
        "cc": [each.address for each in mail.cc],
        "subject": mail.subject,
        "id": mail.message_id,
        "answers": list(mail.in_reply_to),
        "references": list(mail.references),
        "date": mail.sent_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if mail.sent_at else "",
        "attachments": list(mail.attachments),
        "status": mail.report.status if mail.report else "",
    }
    return values[name]
