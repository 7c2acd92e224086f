"""Real Chromium against the real product.

Every page that ``visit`` opens shows the demonstration organisation and is watched: an error on the
console, a request to another host or a broken answer fails the test at its end.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django_scopes import scope
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from kysyva.accounts.models import Person
from kysyva.home.actions import make_demonstration
from kysyva.organisations.models import Organisation
from kysyva.search.finder.answering import Situation, answer
from kysyva.search.models.corpora import corpus_of
from kysyva.tools.models import LANGUAGES
from tests.conftest import client_of

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = 320, 1280
# A busy machine is no bug: what waits this long has failed, what is slow is measured in bench/.
PATIENCE = 60_000


def chromium() -> str:
    """Where Chromium is; without it the test is skipped, in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "Chromium is not installed (Debian: sudo apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the worker."""
    executable = chromium()
    expect.set_options(timeout=PATIENCE)
    # Playwright keeps an event loop in this thread; the tests still speak to the database from it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def toolkit(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Organisation]:
    """The demonstration organisation, made once, inside a transaction that never ends well."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_demonstration()
        with scope(organisation=made):
            for language in LANGUAGES:  # as a server does when it starts
                answer(Situation("", language), corpus_of(made, language))
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def server(toolkit: Organisation, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of pytest-django's live server, with static files as Whitenoise serves them.

    It shares the connection of the tests (SQLite in memory), so what happens in a test, in the
    browser too, is rolled back at its end and the demonstration need not be made again.
    """
    with django_db_blocker.unblock():
        # A number: a name would be looked up, and a name server may take its time.
        started = LiveServer("127.0.0.1", start=False)
        vars(started.thread)["static_handler"] = lambda handler: handler
        started.start()
        yield started.url
        # A request whose browser has just gone still closes its connection, which is not its own
        # any more once the server has stopped.
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(5)
        started.stop()


@pytest.fixture
def demonstration(db: None, server: str, toolkit: Organisation, settings: Settings) -> Organisation:
    """The demonstration organisation, with the whole starter toolkit."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    return Organisation.objects.get(pk=toolkit.pk)


@dataclass
class Watch:
    """What went wrong in pages."""

    host: str
    found: list[str] = field(default_factory=list)
    # Addresses whose refusal is what the test is about.
    expected: set[str] = field(default_factory=set)

    def attach(self, page: Page) -> None:
        """Watch a page."""
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        """Warnings count: the policy reports what it blocks as errors, browsers the rest so."""
        where = message.location.get("url", "")
        if message.type in ("error", "warning") and where not in self.expected:
            self.found.append(f"console: {message.text} ({where})")

    def request(self, request: Request) -> None:
        """Nothing is asked of another host."""
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != self.host:
            self.found.append(f"another host: {request.url}")

    def response(self, response: Response) -> None:
        """Everything that is asked for is there."""
        if response.status >= 400 and response.url not in self.expected:
            self.found.append(f"{response.status}: {response.url}")


Visit = Callable[..., Page]


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """What went wrong, checked at the end of the test."""
    watched = Watch(urlsplit(server).netloc)
    yield watched
    assert watched.found == []


@pytest.fixture
def visit(
    browser: Browser, demonstration: Organisation, server: str, watch: Watch
) -> Iterator[Visit]:
    """``visit(address, person=…, width=…)`` opens a page in a new browser window."""
    contexts: list[BrowserContext] = []

    def opened(
        address: str = "/",
        *,
        person: Person | None = None,
        width: int = DESK,
        dark: bool = False,
        javascript: bool = True,
    ) -> Page:
        options: dict[str, Any] = {"color_scheme": "dark" if dark else "light"}
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="fi-FI",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person is not None:
            sign_in(context, client_of(person), server)
        page = context.new_page()
        watch.attach(page)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, client: Client, address: str) -> None:
    """Give the browser the session of a test client."""
    name = django_settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": address}])


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source."""
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
