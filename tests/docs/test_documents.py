"""Documents are true: generated pages are current, and what people may meet is documented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from followup.cli.table import COMMANDS
from followup.conf.table import SETTINGS
from followup.core.kinds import Kind
from followup.core.playbooks import WORDS, shipped

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def test_pages_made_from_the_code_are_current() -> None:
    ran = subprocess.run(
        [sys.executable, "tools/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", [each.name for each in COMMANDS.values() if not each.hidden])
def test_a_command_is_documented(name: str) -> None:
    assert f"### followup {name}\n" in _text("commands.md")


@pytest.mark.parametrize("name", [each.name for each in SETTINGS])
def test_a_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in _text("settings.md")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_of_fact_is_in_the_glossary(kind: Kind) -> None:
    assert f"| `{kind}` |" in _text("glossary.md")


@pytest.mark.parametrize("word", [each.name for each in WORDS])
def test_a_word_of_the_playbooks_is_documented(word: str) -> None:
    assert f"| `{word}` |" in _text("playbooks.md")


def test_every_shipped_step_names_its_ground() -> None:
    assert [step.id for step in shipped().steps if not step.ground] == []


def test_the_readme_fits_its_page() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize(
    "page", sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_commands_that_documents_name_exist() -> None:
    pages = [*DOCS.glob("guide-*.md"), ROOT / "README.md"]
    named = {
        found
        for page in pages
        for found in re.findall(r"followup (?:-w \S+ )?([a-z-]+)", " ".join(_commands(page)))
    }

    assert named - set(COMMANDS) == set()


def _commands(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`(followup [^`]+)`", text)
    return [line for block in blocks for line in block.splitlines() if line.startswith("followup ")] + inline


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")
