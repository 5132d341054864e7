"""Measures which facts are read from mail about applications: rejections, invitations, offers, tests, papers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from html import escape

from benchmarks.reading.figures import Count, Measured
from benchmarks.reading.job_cases import Case, own_cases, public_cases
from followup.core.facts import Told
from followup.core.kinds import Kind
from followup.core.mail import Mail
from followup.core.reading import Known, read_mail
from followup.sources.mail import parse_mail

ADA = "ada@lindqvist.example"
SEEKER = Known(frozenset({ADA}), "personal", "Europe/Berlin", frozenset({"Ada Lindqvist"}))
CLASSES = {
    "rejected": {Kind.REJECTED},
    "interview": {Kind.INVITED, Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED, Kind.INTERVIEW_CANCELLED},
    "offered": {Kind.OFFERED},
    "assessment": {Kind.ASSESSMENT_ASKED},
    "acknowledged": {Kind.ACKNOWLEDGED, Kind.APPLIED},
    "information": {Kind.INFORMATION_ASKED},
}
#: Written after the rules, each first measured and then learnt from, so that both are seen by now.
LATER = {"later": "own, second set", "unseen": "own, third set"}
FOREIGN = ("de", "fr", "es", "nl", "it", "pt")
OTHERS = tuple(name for name in CLASSES if name != "rejected")
ENCODINGS = ("base64", "quoted-printable", "html")


def measure() -> list[Measured]:
    """The figures on public sets and on our own, each half by itself."""
    sets: dict[str, list[Case]] = defaultdict(list)
    for name, case in public_cases():
        sets[f"job-mail/{name}, {'held out' if case.is_held_out else 'seen'}"].append(case)
    for case, is_held_out in own_cases("en"):
        sets[f"own, English, {'held out' if is_held_out else 'seen'}"].append(case)
    for case, is_held_out in (each for language in FOREIGN for each in own_cases(language)):
        sets[f"own, six languages, {'held out' if is_held_out else 'seen'}"].append(case)
    for name, on in LATER.items():
        sets[on] = [case for case, _ in own_cases(name)]
    if not any(name.startswith("job-mail") for name in sets):
        sets["job-mail"] = []
    return [figure for name, cases in sets.items() for figure in _figures(name, cases)]


def _figures(on: str, cases: Sequence[Case]) -> Iterable[Measured]:
    read = [(case.label, read_case(case)) for case in cases]
    for how, sure_only in (("sure", True), ("sure or asked", False)):
        counts = count(read, sure_only=sure_only)
        rejected = counts["rejected"]
        has_any = rejected.hit + rejected.missed
        yield _figure(f"rejected, F1, {how}", on, read, rejected.f1 if has_any else None, 0.98)
        there = [each for name in OTHERS if (each := counts[name]).hit + each.missed]
        macro = sum(each.f1 for each in there) / len(there) if there else None
        yield _figure(f"other job facts, macro F1, {how}", on, read, macro, 0.95)
    wrong = sum(label != "rejected" and "rejected" in classes(told, sure_only=True) for label, told in read)
    others = sum(label != "rejected" for label, _ in read)
    yield Measured(
        what="rejected without doubt, and wrong", on=on, cases=others,
        reached=wrong / others if others else None, goal=0.0, at_most=True,
    )  # fmt: skip
    rejections = [case for case in cases if case.label == "rejected"]
    for encoding in ENCODINGS:
        found = sum("rejected" in classes(read_case(case, encoding), sure_only=False) for case in rejections)
        share = found / len(rejections) if rejections else None
        yield Measured(
            what=f"rejected, recall, {encoding}", on=on, cases=len(rejections), reached=share, goal=0.97
        )


def _figure(what: str, on: str, read: Sequence[object], reached: float | None, goal: float) -> Measured:
    return Measured(what=what, on=on, cases=len(read), reached=reached, goal=goal)


def count(read: Iterable[tuple[str, Sequence[Told]]], *, sure_only: bool) -> dict[str, Count]:
    """Right and wrong for each class."""
    counts = {name: Count() for name in CLASSES}
    for label, told in read:
        said = classes(told, sure_only=sure_only)
        for name, each in counts.items():
            each.add(name in said, name == label)
    return counts


def classes(told: Iterable[Told], *, sure_only: bool) -> set[str]:
    """The classes that these facts are of."""
    kinds = {each.kind for each in told if each.sure or not sure_only}
    return {name for name, meant in CLASSES.items() if kinds & meant}


def read_case(case: Case, encoding: str = "8bit") -> tuple[Told, ...]:
    """The facts read from a case, sent through the parser in this encoding."""
    mail = parse_mail(as_bytes(case, encoding))
    return read_mail(mail, SEEKER) if isinstance(mail, Mail) else ()


def as_bytes(case: Case, encoding: str) -> bytes:
    """The case as a message on the wire."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = case.sender, ADA, " ".join(case.subject.split())
    message["Date"] = "Wed, 04 Mar 2026 09:00:00 +0100"
    message["Message-ID"] = "<case@fernhollow-labs.example>"
    if encoding == "html":
        paragraphs = "".join(f"<p>{escape(each)}</p>" for each in case.text.split("\n\n"))
        message.set_content(f"<html><body>{paragraphs}</body></html>", subtype="html", cte="quoted-printable")
    else:
        message.set_content(case.text, cte=encoding)
    return message.as_bytes()
