"""The person's own playbooks: changed, switched and dropped, each acting at once."""

import re
import tomllib
from datetime import datetime

from django.db import transaction

from followup.core.playbooks import shipped, with_changes
from followup.core.trouble import Mend
from followup.models import PlaybookText, Workspace

from .refresh import rebuild

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
#: The line of a step that says a word is so, or is not.
SET = r"^\s*{}\s*=\s*(?:true|false)\s*(?:#.*)?\n?"


@transaction.atomic
def change_playbook(workspace: Workspace, name: str, text: str, now: datetime) -> PlaybookText:
    """Keeps a playbook file; one named like a shipped file changes its steps word by word."""
    if not NAME.fullmatch(name):
        raise Mend(f"“{name}” is no name for a playbook; use small letters, digits and hyphens.")
    own = dict(PlaybookText.objects.filter(workspace=workspace).values_list("name", "text"))
    with_changes(shipped(), own | {name: text})
    kept, _ = PlaybookText.objects.update_or_create(
        workspace=workspace, name=name, defaults={"text": text, "changed_at": now}
    )
    rebuild(workspace)
    return kept


def switch(workspace: Workspace, step_id: str, on: bool, now: datetime) -> None:
    """Switches one step on or off."""
    _say_of(workspace, step_id, "off", not on, now)


def let_go_unattended(workspace: Workspace, step_id: str, on: bool, now: datetime) -> None:
    """Lets a step's letters go by themselves, or keeps them for a person again; Mend where a step needs a person."""
    _say_of(workspace, step_id, "unattended", on, now)


@transaction.atomic
def drop_playbook(workspace: Workspace, name: str, now: datetime) -> None:
    """Goes back to the shipped playbook, or leaves out one of the person's own."""
    PlaybookText.objects.filter(workspace=workspace, name=name).delete()
    rebuild(workspace)


@transaction.atomic
def _say_of(workspace: Workspace, step_id: str, word: str, is_so: bool, now: datetime) -> None:
    """Sets a word of one step to true, or takes it out of the person's own file."""
    name, _, step = step_id.partition("/")
    kept = PlaybookText.objects.filter(workspace=workspace, name=name).first()
    text = kept.text if kept else ""
    if step_id not in shipped() and step not in tomllib.loads(text):
        raise Mend(f"There is no step “{step_id}”; `followup playbooks` lists them.")
    changed = _with_word(text, step, word, is_so=is_so)
    if changed.strip():
        change_playbook(workspace, name, changed, now)
    elif kept:
        drop_playbook(workspace, name, now)


def _with_word(text: str, step: str, word: str, *, is_so: bool) -> str:
    """The file with the step's word set or taken out, and all else as the person wrote it."""
    head = re.search(rf'^\s*\[\s*"?{re.escape(step)}"?\s*\][^\n]*\n?', text, re.MULTILINE)
    line = f"{word} = true\n" if is_so else ""
    if head is None:
        return f"{text.rstrip()}\n\n[{step}]\n{line}".lstrip() if is_so else text
    following = re.search(r"^\s*\[", text[head.end() :], re.MULTILINE)
    end = head.end() + following.start() if following else len(text)
    words = re.sub(SET.format(word), "", text[head.end() : end], flags=re.MULTILINE)
    if not is_so and not words.strip():
        return text[: head.start()] + text[end:]
    return text[: head.end()].rstrip("\n") + "\n" + line + words + text[end:]
