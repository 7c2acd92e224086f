"""The first view is light: measured over the wire, from the product as it is served."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.fresh.product import Product, free_port

ALL, SCRIPTS = 100_000, 30_000
TOOL = "tools/help-to-succeed/"
PAGES = ("", "tools/", TOOL, f"{TOOL}questions/", "questions/", "pack/", "search/?q=palaute")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product, started as ``./kysyva run`` starts it."""
    started = Product(tmp_path_factory.mktemp("product"), free_port())
    started.start()
    started.wait_until_it_answers(120)
    yield started.address
    started.stop()


def weigh(browser: Browser, address: str) -> dict[str, float]:
    """Bytes over the wire of a first view, headers too: all, and the scripts of it."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    weights = {"all": 0.0, "scripts": 0.0}

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        weights["all"] += event["encodedDataLength"]
        if kinds.get(event["requestId"]) == "Script":
            weights["scripts"] += event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    context.close()
    return weights


def test_a_first_view_is_light(product: str, browser: Browser) -> None:
    """One test for all pages: the product is started once."""
    weights = {path: weigh(browser, f"{product}/fi/koivuranta/{path}") for path in PAGES}
    assert {path: found for path, found in weights.items() if found["all"] > ALL} == {}
    assert {path: found for path, found in weights.items() if found["scripts"] > SCRIPTS} == {}
    assert min(found["scripts"] for found in weights.values()) > 0


def test_static_files_are_compressed_and_kept_for_ever(client: Client) -> None:
    page = client.get("/fi/design/").text
    stylesheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    with closing(client.get(stylesheet, headers={"accept-encoding": "br"})) as answer:
        assert answer["Content-Encoding"] == "br"
        assert "immutable" in answer["Cache-Control"]
