"""What several stories begin with."""

from collections.abc import Iterator

import pytest

from tests.postbox import Postbox, open_postbox
from tests.terminal import Terminal


@pytest.fixture
def jonas_postbox(jonas: Terminal) -> Iterator[Postbox]:
    """A real mail server on loopback, by which Jonas sends."""
    with open_postbox() as box:
        jonas.run("connect", "smtp", f"smtp://127.0.0.1:{box.port}", "--password", "none", "--apart", "0")
        yield box
