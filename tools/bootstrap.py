"""Makes .tools/bin/uv and .venv from nothing but an old Python, pip and PyPI (standard library only)."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

UV = "uv==0.13.9"
WANTED = ("3.13", "3.14")  # best first: 3.13 is what the lock file is tried with most
ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
PLACES = (
    "~/.pyenv/versions/{version}*/bin",
    "~/.local/share/uv/python/cpython-{version}*/bin",
    "/usr/local/bin",
    "/usr/local/opt/python@{version}/bin",
    "/opt/homebrew/bin",
    "/opt/homebrew/opt/python@{version}/bin",
    "/home/linuxbrew/.linuxbrew/bin",
    "/opt/python{version}*/bin",
    "/opt/python/{version}*/bin",
    "/opt/python/cp{short}-cp{short}/bin",
    "/opt/local/bin",
    "/Library/Frameworks/Python.framework/Versions/{version}/bin",
)


def main() -> None:
    """Leaves .venv in step with uv.lock, or ends with one sentence that says what to install."""
    asked = _arguments()
    uv = _uv()
    python = _python(uv)
    sync = [uv, "sync", "--frozen", "--compile-bytecode", "--python", python, "--no-progress"]
    # --inexact: a plain `make setup` must not throw out what the tests installed.
    sync += ["--all-groups", "--all-extras"] if asked.dev else ["--no-dev", "--extra", "scale", "--inexact"]
    if subprocess.run(sync, cwd=ROOT, env=_environment()).returncode:
        sys.exit("followup: uv could not install the packages of uv.lock; its message above says why.")
    # Our own modules too: where nobody may write beside them, every start would compile them again.
    subprocess.run([str(ROOT / ".venv/bin/python"), "-m", "compileall", "-q", "src"], cwd=ROOT, check=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="install what the tests and checks need as well")
    return parser.parse_args()


def _environment() -> dict[str, str]:
    # Interpreters and packages come from the machine and from PyPI, never from anywhere else.
    return {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}


def _uv() -> str:
    uv = TOOLS / "bin" / "uv"
    if not _is_wanted_uv(uv):
        _install_uv()
    if not _is_wanted_uv(uv):
        sys.exit(f"followup: {UV} could not be installed from PyPI; is this machine on line?")
    return str(uv)


def _is_wanted_uv(uv: Path) -> bool:
    return uv.exists() and _says(uv, "--version").split()[1:2] == [UV.partition("==")[2]]


def _install_uv() -> None:
    if not _makes_environments():
        sys.exit("followup: this Python cannot make virtual environments; please install python3-venv.")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(TOOLS)], check=True)
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--only-binary=:all:", UV], check=False)


def _makes_environments() -> bool:
    # Debian splits venv from python3; the rest of the world ships it.
    if _says(sys.executable, "-c", "import ensurepip, venv; print('yes')"):
        return True
    return _apt("python3-venv") and bool(_says(sys.executable, "-c", "import ensurepip, venv; print('yes')"))


def _python(uv: str) -> str:
    for version in WANTED:
        for candidate in _candidates(version, uv):
            if real := _interpreter(candidate):
                return real
    for version in WANTED:
        if _apt(f"python{version}") and (real := _interpreter(f"/usr/bin/python{version}")):
            return real
    sys.exit(
        "followup needs Python 3.13 or newer and found none: install it from your system "
        "(Debian 13: apt install python3.13, macOS: brew install python@3.13, anywhere: pyenv install 3.13 "
        "or python.org), then run this again, or name it: make setup SETUP_PYTHON=/path/to/python3.13"
    )


def _candidates(version: str, uv: str) -> Iterator[str]:
    if named := os.environ.get("SETUP_PYTHON"):
        yield named
    yield from [path for path in [shutil.which(f"python{version}")] if path]
    for place in PLACES:
        pattern = place.format(version=version, short=version.replace(".", ""))
        yield from _found(pattern, f"python{version}")
    yield _says(uv, "python", "find", "--no-project", version)
    yield from [path for path in [shutil.which("python3")] if path]


def _found(pattern: str, name: str) -> Iterator[str]:
    pattern = str(Path(pattern).expanduser()).lstrip("/")
    yield from sorted((str(path) for path in Path("/").glob(f"{pattern}/{name}")), reverse=True)


def _interpreter(candidate: str) -> str:
    # Asked, not trusted: a pyenv shim answers to any name and may lead nowhere.
    asks = "import sys; sys.version_info >= (3, 13) and print(sys.executable)"
    return _says(candidate, "-c", asks) if candidate else ""


def _apt(package: str) -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    if not _is_offered(package):
        _apt_get("update")
    return _is_offered(package) and _apt_get("install", "-y", "--no-install-recommends", package)


def _is_offered(package: str) -> bool:
    said = _says("apt-cache", "policy", package)
    return "Candidate: " in said and "Candidate: (none)" not in said


def _apt_get(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run = subprocess.run(["apt-get", "-qq", *arguments], env=environment, stdin=subprocess.DEVNULL)
    return run.returncode == 0


def _says(*command: str | Path) -> str:
    """The one line a program prints, or nothing when it is not there or unhappy."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd="/")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


if __name__ == "__main__":
    main()
