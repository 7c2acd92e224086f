"""Where a request comes from, and with which headers its answer leaves."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests import make
from tests.conftest import SignIn

PATHS = ["/fi/", "/fi/account/sign-in/", "/healthz", "/fi/ei/ole/", "/fi/account/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers_that_keep_browsers_safe(
    client: Client, path: str
) -> None:
    headers = client.get(path).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_the_signed_in_see_is_kept_by_no_cache_on_the_way(db: None, signed_in: SignIn) -> None:
    browser = signed_in(make.make_person())
    assert "private" in browser.get("/fi/")["Cache-Control"]


def test_over_https_cookies_are_for_https_and_this_host_only(
    db: None, client: Client, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    person = make.make_person()
    data = {"login": person.email, "password": make.PASSWORD}
    client.get("/fi/account/sign-in/", secure=True)
    client.post("/fi/account/sign-in/", data, secure=True)
    for name in ("__Host-session", "__Host-csrf"):
        cookie = client.cookies[name]
        assert cookie["secure"]
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
    assert client.cookies["__Host-session"]["httponly"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_form_that_comes_from_elsewhere_gets_our_page(db: None, language: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/{language}/account/sign-in/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert f'<html lang="{language}"' in response.text
    assert response.text.count("<h1>") == 1
