"""The first view is light: measured over the wire, from the product as it is served."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
ALL, SCRIPTS = 100_000, 30_000
TOOL = "tools/help-to-succeed/"
PAGES = ("", "tools/", TOOL, f"{TOOL}questions/", "questions/", "pack/", "search/?q=palaute")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product, started as ``./kysyva run`` starts it."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KYSYVA_")}
    environment = {
        **clean,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "kysyva.settings",
        "DATABASE_URL": "",
        "KYSYVA_DEMO": "true",
        "KYSYVA_DATA": str(tmp_path_factory.mktemp("product")),
    }
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("The product did not start.")


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
