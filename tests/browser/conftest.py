"""The browser tests' Chromium and a page that remembers everything the browser complained about."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, Response
from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
"""
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    silent = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return browser_type_launch_args | {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": quiet + silent}


@dataclass
class Visit:
    """One browser page and what the browser said while it was open."""

    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(REPORT_VIOLATIONS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("response", self._check)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.location["url"].endswith("/favicon.ico"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _check(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith("/favicon.ico"):
            self.complaints.append(f"{response.status} {response.url}")
        if not response.url.startswith((self.server, "data:")):
            self.complaints.append(f"left the portal: {response.url}")

    def open(self, address: str) -> Response:
        response = self.page.goto(self.server + address)
        assert response is not None
        return response


@pytest.fixture(scope="session")
def _reading_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def quiet_server(_reading_server: LiveServer, django_db_blocker: Any) -> Iterator[LiveServer]:
    """For tests of pages that only read: the catalogue is not put back after them, and what the portal remembers of it it keeps."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        before = connection.connection.total_changes
        _reading_server._live_server_modified_settings.enable()
        yield _reading_server
        _reading_server._live_server_modified_settings.disable()
        assert connection.connection.total_changes == before, "this test writes: it needs live_server (see `server` in test_sign_in.py)"


@pytest.fixture
def server(quiet_server: LiveServer) -> LiveServer:
    """The portal that a visit goes to; a module whose tests write puts the live_server of pytest-django in its place."""
    return quiet_server


@pytest.fixture
def visit(browser: Browser, server: LiveServer) -> Iterator[Visit]:
    """A desktop page; it does not follow links out of the portal, and every complaint of the browser can be read from it."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL")
    yield Visit(context.new_page(), server.url)
    context.close()


@pytest.fixture
def phone_visit(browser: Browser, server: LiveServer) -> Iterator[Visit]:
    """A page 320 pixels wide: a small phone, or a desktop at 400 % zoom."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    yield Visit(context.new_page(), server.url)
    context.close()


@pytest.fixture
def plain_visit(browser: Browser, server: LiveServer) -> Iterator[Visit]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL", java_script_enabled=False)
    yield Visit(context.new_page(), server.url)
    context.close()
