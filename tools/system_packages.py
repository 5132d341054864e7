"""Installs the programs that the tests talk to (on Debian as root), or says which are missing."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian package → the file or program by which we know that it is there.
NEEDED = {
    "dovecot-imapd": ("/usr/lib/dovecot/imap", "dovecot"),
    "cyrus-caldav": ("/usr/lib/cyrus/bin/httpd",),  # JMAP as well; it stands beside Dovecot
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "notmuch": ("notmuch",),
    "default-jre-headless": ("java",),  # Spark runs on it: the statements of big books are tried there too
    "fonts-liberation": ("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2"),
}
# Of Debian's IMAP servers only one can be installed, and that is Dovecot: this program is unpacked beside it.
BESIDE = ("cyrus-imapd", "usr/lib/cyrus/bin/imapd", Path("/usr/local/lib/followup-tests/cyrus/imapd"))
MORE_PLACES = "/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin:/opt/homebrew/sbin"
POLICY = Path("/usr/sbin/policy-rc.d")
DO_NOT_START = (
    "#!/bin/sh\n# Placed while followup's test programs are installed: start no service.\nexit 101\n"
)


def main() -> None:
    """Leaves the machine ready for the whole test run, or prints what it lacks and lets the tests decide."""
    if missing := _missing():
        _install(missing)
    _unpack_beside(*BESIDE)
    if missing := _missing():
        print(
            f"Not installed: {', '.join(missing)}. Tests that need them are skipped (with CI=true they fail); "
            "install them with your system's package manager to run everything."
        )


def _missing() -> list[str]:
    return [package for package, signs in NEEDED.items() if not any(map(_is_there, signs))]


def _is_there(sign: str) -> bool:
    if sign.startswith("/"):
        return Path(sign).exists()
    return shutil.which(sign, path=f"{os.environ.get('PATH', '')}:{MORE_PLACES}") is not None


def _install(packages: list[str]) -> None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print(f"Installing for the tests: {', '.join(packages)}", flush=True)
    with _no_service_starts():
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *packages)
    _keep_off_at_boot("dovecot", "cyrus-imapd")


def _unpack_beside(package: str, program: str, place: Path) -> None:
    if place.exists() or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    with tempfile.TemporaryDirectory(prefix="followup-packages-") as folder:
        _apt("download", package, folder=folder)
        for archive in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg", "-x", str(archive), folder], check=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(folder) / program, place)


def _apt(*arguments: str, folder: str | None = None) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "l"}
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
    run = subprocess.run(
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if run.returncode:
        print(f"apt-get {arguments[0]} did not succeed", file=sys.stderr)


@contextmanager
def _no_service_starts() -> Iterator[None]:
    # Debian starts a service as it is installed; this file is its documented way to be told not to.
    before = POLICY.read_bytes() if POLICY.exists() else None
    POLICY.write_text(DO_NOT_START)
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink() if before is None else POLICY.write_bytes(before)


def _keep_off_at_boot(*services: str) -> None:
    if Path("/run/systemd/system").exists():
        subprocess.run(["systemctl", "disable", "--now", *services], check=False, capture_output=True)


if __name__ == "__main__":
    main()
