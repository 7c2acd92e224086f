"""allauth's pages that can be reached, all of them ours."""

from collections.abc import Iterator

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from kysyva.accounts import urls
from kysyva.accounts.models import Person
from tests.conftest import SignIn

OUT = (
    "sign-in/",
    "closed/",
    "new/",
    "password/forgotten/",
    "password/forgotten/sent/",
    "password/forgotten/done/",
    "password/forgotten/1-ei-kelpaa/",
)
IN = ("password/", "sign-out/")


def templates_of_allauth() -> Iterator[str]:
    """The template of every allauth view that the URLconf holds."""
    for pattern in urls.urlpatterns:
        if pattern.callback.__module__.startswith("allauth."):
            view = pattern.callback.view_class
            yield view.template_name
            if hasattr(view, "template_name_signup_closed"):
                yield view.template_name_signup_closed


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", OUT)
def test_every_page_for_the_signed_out_stands_in_our_shell(
    client: Client, path: str, language: str
) -> None:
    response = client.get(f"/{language}/account/{path}")
    assert response.status_code == 200
    assert response.text.startswith("<!doctype html>")
    assert f'<html lang="{language}"' in response.text
    assert response.text.count("<h1>") == 1
    assert 'class="topbar"' in response.text


@pytest.mark.parametrize("path", IN)
def test_every_page_for_the_signed_in_stands_in_our_shell(as_aino: Client, path: str) -> None:
    response = as_aino.get(f"/fi/account/{path}")
    assert response.status_code == 200
    assert response.text.count("<h1>") == 1
    assert 'class="topbar"' in response.text


@pytest.mark.parametrize(
    "name", [name for name in sorted(set(templates_of_allauth())) if name != "account/signup.html"]
)
def test_every_template_is_our_own(name: str, settings: Settings) -> None:
    origin = get_template(name).origin  # type: ignore[attr-defined]
    assert str(origin.name).startswith(str(settings.PROJECT))


def test_whatever_else_allauth_shows_stands_in_our_shell() -> None:
    for layout in ("base", "entrance", "manage"):
        page = engines["django"].from_string(f'{{% extends "allauth/layouts/{layout}.html" %}}')
        assert '<a class="skip" href="#main">' in page.render({})


@pytest.mark.parametrize(
    "name", ["account_email", "account_confirm_email", "account_reauthenticate"]
)
def test_pages_that_make_no_sense_here_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, args=["x"] if name == "account_confirm_email" else None)


def test_nobody_signs_up(client: Client, db: None) -> None:
    data = {"email": "uusi@kunta.example", "password1": "a" * 20, "password2": "a" * 20}
    assert client.post("/fi/account/new/", data).status_code == 200
    assert not Person.objects.exists()


def test_signing_out_asks_first_and_then_does_it(aino: Person, signed_in: SignIn) -> None:
    browser = signed_in(aino)
    assert browser.get("/fi/account/sign-out/").status_code == 200
    assert browser.get("/fi/account/").status_code == 200
    assert browser.post("/fi/account/sign-out/")["Location"] == "/fi/"
    assert browser.get("/fi/account/").status_code == 302


def test_the_sign_in_page_leads_to_the_demonstration_only_where_there_is_one(
    client: Client, db: None, settings: Settings
) -> None:
    assert "/fi/demo/" not in client.get("/fi/account/sign-in/").text
    settings.DEMO = True
    assert "/fi/demo/" in client.get("/fi/account/sign-in/").text


def test_sign_in_pages_are_never_kept(client: Client, db: None) -> None:
    assert "no-store" in client.get("/fi/account/sign-in/")["Cache-Control"]
