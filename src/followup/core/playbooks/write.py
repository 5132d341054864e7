"""Writing playbooks as TOML."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .steps import Step
from .words import WORDS


def playbook_text(steps: Iterable[Step]) -> str:
    """One playbook file; parsing it gives the same steps again."""
    return "\n".join(_table(step) for step in steps)


def _table(step: Step) -> str:
    lines = [f"[{step.id.partition('/')[2]}]"]
    for word in WORDS:
        value = getattr(step, word.field)
        if value != _default(step, word.field):
            lines.append(f"{word.name} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _default(step: Step, name: str) -> object:
    if name == "letter":
        return step.id
    return DEFAULTS.get(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, frozenset):
        return _value(tuple(sorted(value)))
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    # A JSON string is a TOML string.
    return json.dumps(str(value), ensure_ascii=False)


_PLAIN = Step(id="", title="", ground="", due=None, lapses=None, letter="")  # type: ignore[arg-type]
DEFAULTS = {
    word.field: getattr(_PLAIN, word.field)
    for word in WORDS
    if word.field not in {"title", "ground", "due", "lapses", "letter"}
}
