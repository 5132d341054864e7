"""Playbooks: which follow-ups a kind of fact calls for, as TOML that a person can read and change.

The words are `words.WORDS`; the shipped files lie beside this one, one a playbook. Reading them is the
core's only look at a disk: they are part of the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from followup.core.kinds import Kind

from .moments import A_DAY, Anchor, Moment, Span, Unit
from .parse import PlaybookError, parse, step_from, step_tables
from .steps import AtMost, Step, Trigger
from .words import WORDS, Word
from .write import playbook_text

__all__ = [
    "A_DAY",
    "WORDS",
    "Anchor",
    "AtMost",
    "Moment",
    "PlaybookError",
    "Playbooks",
    "Span",
    "Step",
    "Trigger",
    "Unit",
    "Word",
    "for_mode",
    "parse",
    "shipped",
    "shipped_texts",
    "to_toml",
    "with_changes",
]


@dataclass(frozen=True)
class Playbooks:
    """The steps in force, in the order of their files."""

    steps: tuple[Step, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """Steps by their ids."""
        return {step.id: step for step in self.steps}

    @cached_property
    def by_kind(self) -> Mapping[Kind, Sequence[tuple[Step, Trigger]]]:
        """The steps that each kind of fact calls for."""
        found: dict[Kind, list[tuple[Step, Trigger]]] = {}
        for step in self.steps:
            for trigger in step.when:
                found.setdefault(trigger.kind, []).append((step, trigger))
        return found

    @cached_property
    def following(self) -> Mapping[str, Sequence[Step]]:
        """The steps that come after each."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.after, []).append(step)
        return found

    @cached_property
    def answered_by_name(self) -> frozenset[Kind]:
        """Kinds of letter, other than a plain one, that have a person's answer of their own."""
        return frozenset(
            kind
            for kind, called in self.by_kind.items()
            if kind not in {Kind.RECEIVED, Kind.PROMISED}
            and any(
                step.answers and not step.unattended and step.to in {"them", "lead"} for step, _ in called
            )
        )

    def __getitem__(self, step_id: str) -> Step:
        return self.by_id[step_id]

    def __contains__(self, step_id: str) -> bool:
        return step_id in self.by_id


@lru_cache(maxsize=1)
def shipped_texts() -> Mapping[str, str]:
    """The shipped playbooks as they are written, by name."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in files
        if file.name.endswith(".toml")
    }


@lru_cache(maxsize=1)
def shipped() -> Playbooks:
    """The playbooks that come with the program."""
    return Playbooks(tuple(step for name, text in shipped_texts().items() for step in parse(text, name)))


def with_changes(playbooks: Playbooks, texts: Mapping[str, str]) -> Playbooks:
    """Playbooks with the person's own files laid over them: word by word where a step is known, else a new step.

    A step with `off = true` is left out. Raises PlaybookError for a file that cannot be read.
    """
    steps = dict(playbooks.by_id)
    written = _written(playbooks)
    for name, text in sorted(texts.items()):
        for step, words in step_tables(text, name).items():
            step_id = f"{name}/{step}"
            if words.get("off", False):
                steps.pop(step_id, None)
            else:
                steps[step_id] = step_from(step_id, written.get(step_id, {}) | words)
    changed = Playbooks(tuple(steps.values()))
    _refuse_dangling(changed)
    return changed


def for_mode(playbooks: Playbooks, mode: str) -> Playbooks:
    """The steps of one mode of working, "personal" or "business"."""
    return Playbooks(tuple(step for step in playbooks.steps if step.for_ in {mode, "both"}))


def to_toml(playbooks: Playbooks) -> dict[str, str]:
    """Every playbook as a file's text, by name."""
    names = dict.fromkeys(step.playbook for step in playbooks.steps)
    return {name: playbook_text(step for step in playbooks.steps if step.playbook == name) for name in names}


def _written(playbooks: Playbooks) -> dict[str, dict[str, Any]]:
    return {
        f"{name}/{step}": words
        for name, text in to_toml(playbooks).items()
        for step, words in step_tables(text, name).items()
    }


def _refuse_dangling(playbooks: Playbooks) -> None:
    known = {*shipped().by_id, *playbooks.by_id}
    for step in playbooks.steps:
        for other in (step.after, *step.unless_owed):
            if other and other not in known:
                raise PlaybookError(
                    f"{step.id}: there is no step “{other}”; write one of {', '.join(known)}."
                )
