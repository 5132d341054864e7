"""A real Chromium before a real server with the cast in it."""

import gc
import os
import warnings
from collections.abc import Iterator
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.cast import NOW, Cast, gathered
from tests.programs import chromium

#: Chromium must not phone home, and runs as root in containers.
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


NEWS = "**/changes?*"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run."""
    # Playwright's loop runs in this thread; Django would take it for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = chromium()
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield started
        started.close()
    _forget_connections()


@pytest.fixture
def cast(transactional_db: None, live_server, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Ada, Ben and Eve, with the clock standing still."""
    monkeypatch.setenv("FOLLOWUP_NOW", NOW.isoformat())
    return gathered()


class Desk:
    """Ada before her screen: she is logged in, and every complaint of the browser is kept."""

    def __init__(self, browser: Browser, address: str, cast: Cast) -> None:
        self.browser, self.address, self.cast = browser, address, cast
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def sit(
        self, width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light", **more
    ) -> Page:
        """A page of that size and colour scheme."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, base_url=self.address, **more
        )
        self.contexts.append(context)
        session = self.cast.browser("ada").cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        page = context.new_page()
        # Twice a second it asks for news; a database in memory, shared by threads, would now and then be locked.
        page.route(NEWS, lambda route: route.fulfill(status=204))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def let_ask_for_news(self, page: Page) -> None:
        """From now on the page asks the server, as it does for everybody."""
        page.unroute(NEWS)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def leave(self) -> None:
        """Close every page."""
        for context in self.contexts:
            context.close()
        _forget_connections()


def _forget_connections() -> None:
    """Let go of the database connections that the server's threads left open.

    Django keeps a database in memory open on purpose; the collector would complain of it in a later test.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def desk(browser: Browser, live_server, cast: Cast) -> Iterator[Desk]:
    """Ada's desk; a test fails when the browser complained of anything."""
    made = Desk(browser, live_server.url, cast)
    yield made
    made.leave()
    assert made.complaints == []
