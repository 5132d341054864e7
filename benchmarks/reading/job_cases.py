"""The job mail that reading is measured on: public sets beside the project, and mails written for it."""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reading.corpora import folder, is_held_out

OWN = Path(__file__).parent / "own" / "jobs"
HR = "Marta Ilves <marta.ilves@fernhollow-labs.example>"
#: What each public set calls a class; files and classes that are not named here tell nothing of the six.
NILAY = {"0": "acknowledged", "1": "assessment", "2": "interview", "3": "rejected"}
SCHROEDER = {
    "Invitation": "interview",
    "Rejection": "rejected",
    "Confirmation": "acknowledged",
    "Other": "other",
}
TANMAY = {
    "Candidate_application/candidate_application1": "acknowledged", "interview_confirmation/interview_confirmation": "interview",
    "offer_sent/offer_sent": "offered", "onboarding/onboarding": "information", "interview_feedback/interview_feedback": "other",
    "client_submission/client_submission": "other", "internal_coordination/internal_coordination": "other",
    "system-notification/system_notification": "other", "general_Enquiry/general_Enquiry": "other",
    "job_application/job_application": "other",
}  # fmt: skip
#: Of the many mails made from one pattern so many are read.
MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One mail with the class that a person gave it; `pattern` is what mails made from one template share."""

    label: str
    subject: str
    text: str
    pattern: str
    sender: str = HR
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the half that nobody looks at."""
        return is_held_out(self.pattern)


def own_cases(language: str) -> list[tuple[Case, bool]]:
    """Our own mails in a language, each with whether it is held out: every second one of its class is."""
    seen: dict[str, int] = {}
    cases = []
    for block in re.split(r"^=== ", (OWN / f"{language}.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]:
        case = _own(block)
        seen[case.label] = seen.get(case.label, 0) + 1
        cases.append((case, seen[case.label] % 2 == 0))
    return cases


def _own(block: str) -> Case:
    head, _, text = block.partition("\n")
    label, subject, *more = (part.strip() for part in head.split(" | "))
    said = dict(pair.split("=", 1) for pair in " ".join(more).split())
    expected = {name: value.replace("-", " ") if name != "ref" else value for name, value in said.items()}
    return Case(label, subject, text.strip(), subject, said.get("from", HR), expected)


def public_cases() -> Iterator[tuple[str, Case]]:
    """The cases of each public set that is there, by the set's name; repeated patterns are thinned out."""
    root = folder("job-mail")
    if root is None:
        return
    csv.field_size_limit(sys.maxsize)
    for name, read in (("nilay", _nilay), ("schroeder", _schroeder), ("tanmay", _tanmay)):
        alike: dict[str, int] = {}
        for case in read(root / name):
            alike[case.pattern] = alike.get(case.pattern, 0) + 1
            if alike[case.pattern] <= MOST_ALIKE:
                yield name, case


def _nilay(root: Path) -> Iterator[Case]:
    # Beside it lies a set without small words, which has lost its every “not”: that is no mail.
    for row in _rows(root / "backend" / "data" / "dataset" / "raw" / "emails_dataset.csv"):
        yield Case(NILAY[row["label"]], row["subject"], row["message"], _pattern(row["message"]))


def _schroeder(root: Path) -> Iterator[Case]:
    for row in _rows(root / "data" / "training_emails_multiclassifier.csv"):
        yield Case(SCHROEDER[row["email_type"]], "", row["email_text"], _pattern(row["email_text"]))


def _tanmay(root: Path) -> Iterator[Case]:
    for name, label in TANMAY.items():
        for row in _rows(root / f"{name}.csv"):
            yield Case(label, row["subject"], row["body"], _pattern(row["body"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        yield from csv.DictReader(lines)


def _pattern(text: str) -> str:
    """The text without names and numbers: what the mails of one template share."""
    return " ".join(re.findall(r"[a-z]+", re.sub(r"\b[A-Z]\w*|\d+", " ", text)))[:80]
