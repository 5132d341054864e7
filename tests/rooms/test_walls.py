"""The walls between the rooms, beyond what import-linter can see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import followup

SOURCE = Path(followup.__file__).parent
FACES = ("cli", "web")
WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "time", "monotonic"}


def test_imports_go_one_way_only() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=SOURCE.parent.parent,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stdout


def test_faces_write_no_rows() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{call.lineno} .{call.func.attr}()"
        for face in FACES
        for path in _files(face)
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and "objects" in ast.unparse(call.func.value)
    ]

    assert found == []


def test_nothing_below_the_faces_reads_the_clock() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{call.lineno} {ast.unparse(call)}"
        for room in ("core", "sources", "models", "actions")
        for path in _files(room)
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in CLOCKS
        and ast.unparse(call.func.value) in {"datetime", "date", "timezone", "clock"}
    ]

    assert found == []


def test_no_first_party_import_hides_in_a_function() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{inner.lineno}"
        for path in _files(".")
        for outer in ast.walk(_tree(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.ImportFrom) and (inner.level or (inner.module or "").startswith("followup"))
    ]

    assert found == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = [
        path for path in SOURCE.iterdir() if (path / "__init__.py").exists() and path.name != "migrations"
    ]

    assert [path.name for path in rooms if not ast.get_docstring(_tree(path / "__init__.py"))] == []


def test_no_name_says_nothing() -> None:
    # People who helped with a job are helpers; a class or a file of that name would say nothing.
    empty = ("manager", "handler", "service", "util")
    found = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for path in _files(".")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and any(word in node.name.lower() for word in empty)
    ]
    found += [str(path) for path in _files(".") if any(word in path.stem for word in empty)]

    assert found == []


def _files(room: str) -> Iterator[Path]:
    yield from sorted((SOURCE / room).rglob("*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))
