"""Programs of the system that some tests talk to (tools/system_packages.py installs them)."""

import os
import shutil

import pytest

MORE_PLACES = "/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin:/opt/homebrew/sbin"


def found(*names: str) -> str:
    """The path of the first of these programs that is installed; without one the test skips, or fails in CI."""
    path = f"{os.environ.get('PATH', '')}:{MORE_PLACES}"
    for name in names:
        if program := shutil.which(name, path=path):
            return program
    sentence = f"{names[0]} is not installed; `make system` installs it on Debian"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def chromium() -> str:
    """The browser for tests marked `browser`; start it with --no-sandbox when root."""
    return found("chromium", "chromium-browser", "google-chrome")
