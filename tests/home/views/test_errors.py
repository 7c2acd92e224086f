"""Error pages: in three languages, telling nothing that is not the reader's."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from kysyva.home.views import errors
from kysyva.organisations.models import Organisation

LANGUAGES = ("fi", "sv", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    language: str, organisation: Organisation, client: Client
) -> None:
    page = client.get(f"/{language}/koivuranta/nothing/here/")
    assert page.status_code == 404
    assert f'<html lang="{language}"' in page.text


def test_a_tool_that_is_not_there_can_be_searched_for(
    organisation: Organisation, client: Client
) -> None:
    page = client.get("/fi/koivuranta/tools/nothing/")
    assert page.status_code == 404
    assert 'role="search" action="/fi/koivuranta/search/"' in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_theirs_is_refused_with_a_way_back(
    language: str, organisation: Organisation, as_salla: Client
) -> None:
    page = as_salla.get(f"/{language}/koivuranta/people/")
    assert page.status_code == 403
    assert f'<html lang="{language}"' in page.text
    assert f'href="/{language}/' in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_token_is_explained(language: str, organisation: Organisation) -> None:
    client = Client(enforce_csrf_checks=True)
    with translation.override(language):
        sign_in = reverse("account_login")
    page = client.post(sign_in, {"login": "a@b.example", "password": "x"})
    assert page.status_code == 403
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_told_without_the_database(
    language: str, rf: RequestFactory, settings: Settings
) -> None:
    # No database fixture: a query here would fail the test.
    page = errors.server_error(rf.get(f"/{language}/koivuranta/"))
    assert page.status_code == 500
    assert f'<html lang="{language}"' in page.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_a_bad_request(client: Client) -> None:
    assert client.get("/fi/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fi/%00/", "/fi/koivuranta/tools/%ff/", "/fi/" + "a" * 5000])
def test_odd_addresses_are_not_found(path: str, client: Client) -> None:
    assert client.get(path).status_code in (301, 302, 400, 404)
