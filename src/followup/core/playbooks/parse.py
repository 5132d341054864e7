"""Reading playbooks from TOML."""

import tomllib
from collections.abc import Mapping
from typing import Any

from followup.core.trouble import Mend

from .steps import Step
from .words import BY_NAME, REQUIRED


class PlaybookError(Mend):
    """A playbook that cannot be read; the sentence names file, step and mend."""


def parse(text: str, name: str) -> tuple[Step, ...]:
    """The steps of one playbook file."""
    tables = step_tables(text, name)
    return tuple(
        step_from(f"{name}/{step}", words) for step, words in tables.items() if not words.get("off", False)
    )


def step_tables(text: str, name: str) -> dict[str, dict[str, Any]]:
    """The file's tables by step, unread: what a step says and nothing of what it leaves unsaid."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise PlaybookError(f"{name}: this is not TOML: {trouble}.") from trouble
    for step, words in document.items():
        if not isinstance(words, dict):
            raise PlaybookError(
                f"{name}: “{step}” stands outside a step; write it under a line such as [thank-you]."
            )
        _refuse_unknown(f"{name}/{step}", words)
    return document


def step_from(step_id: str, words: Mapping[str, Any]) -> Step:
    """A step from its words; raises PlaybookError naming the step and the mend."""
    missing = [word for word in REQUIRED if word not in words]
    if missing:
        raise PlaybookError(f"{step_id}: “{missing[0]}” is missing; add it to the step.")
    if "when" not in words and "after" not in words:
        raise PlaybookError(f"{step_id}: nothing calls for it; add “when” or “after”.")
    values = {"letter": step_id}
    for word, value in words.items():
        if word != "off":
            values[BY_NAME[word].field] = _read(step_id, word, value)
    step = Step(id=step_id, **values)  # type: ignore[arg-type]  # each reader gives its field's type
    if step.unattended and not step.is_plain:
        raise PlaybookError(
            f"{step_id}: only the plain confirmation of an order may go unattended, and this step sells, asks or thanks; "
            "take “unattended” out."
        )
    return step


def _refuse_unknown(step_id: str, words: Mapping[str, Any]) -> None:
    for word in words:
        if word not in BY_NAME and word != "off":
            raise PlaybookError(
                f"{step_id}: “{word}” is not a word of playbooks; known are {', '.join(BY_NAME)}."
            )


def _read(step_id: str, word: str, value: object) -> Any:
    try:
        return BY_NAME[word].read(value)
    except Mend as trouble:
        raise PlaybookError(f"{step_id}: {trouble}; see “{word}”.") from trouble
