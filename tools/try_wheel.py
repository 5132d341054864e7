"""Builds the wheel, looks whether everything is inside, installs it into an empty environment and starts it."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "bin" / "uv"
COMMANDS = (("--help",), ("demo", "--no-serve"), ("today", "--json"), ("doctor",))


def main() -> None:
    """Ends with one sentence when the wheel would not work for somebody who has nothing but the wheel."""
    wheel = _build()
    if forgotten := sorted(_in_the_source() - set(zipfile.ZipFile(wheel).namelist())):
        sys.exit(f"The wheel lacks {len(forgotten)} file(s) of src/followup: {', '.join(forgotten[:10])}")
    with tempfile.TemporaryDirectory(prefix="followup-wheel-") as folder:
        _install(wheel, Path(folder))
        for arguments in COMMANDS:
            _start(Path(folder), *arguments)
    print(f"{wheel.name} holds every file and starts in an empty environment")


def _build() -> Path:
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    _uv("build", "--wheel", "--quiet", "--out-dir", str(dist))
    return next(dist.glob("*.whl"))


def _in_the_source() -> set[str]:
    source = ROOT / "src"
    files = (path for path in (source / "followup").rglob("*") if path.is_file())
    return {str(path.relative_to(source)) for path in files if "__pycache__" not in path.parts}


def _install(wheel: Path, folder: Path) -> None:
    locked = folder / "locked.txt"
    # Constrained to the lock: a release of somebody else's must not turn our own change red.
    _uv("export", "--frozen", "--quiet", "--no-dev", "--no-emit-project", "--no-hashes", "-o", str(locked))
    _uv("venv", "--quiet", "--python", str(ROOT / ".venv/bin/python"), str(folder / "venv"))
    _uv(
        "pip", "install", "--quiet", "--python", str(folder / "venv/bin/python"),
        "--constraint", str(locked), str(wheel),
    )  # fmt: skip


def _start(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "FOLLOWUP_HOME": str(folder / "home")}
    command = [str(folder / "venv/bin/followup"), *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"followup {' '.join(arguments)} failed after a clean install:\n{run.stdout}{run.stderr}")


def _uv(*arguments: str) -> None:
    subprocess.run([UV, *arguments], cwd=ROOT, check=True, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"})


if __name__ == "__main__":
    main()
