"""The shell of a page: parts that are kept must be kept for those alone whom they suit."""

import pytest
from django.test import Client

from kysyva.accounts.models import Person
from kysyva.home.templatetags.page import in_language
from kysyva.organisations.models import Organisation
from tests import make

LIBRARY = "/fi/koivuranta/tools/"
NEW_TOOL = 'href="/fi/koivuranta/tools/new/"'


@pytest.mark.parametrize(
    ("path", "same_in_swedish"),
    [
        ("/fi/koivuranta/tools/?need=clarity", "/sv/koivuranta/tools/?need=clarity"),
        ("/sv/", "/sv/"),
        ("/en/no/such/page/", "/sv/no/such/page/"),
        ("/healthz", "/healthz"),
    ],
)
def test_a_page_has_the_same_address_in_another_language_but_for_the_first_word(
    path: str, same_in_swedish: str
) -> None:
    assert in_language(path, "sv") == same_in_swedish


def test_each_role_sees_its_own_menu(as_aino: Client, as_bo: Client, client: Client) -> None:
    for _again in range(2):
        assert NEW_TOOL in as_aino.get(LIBRARY).text
        assert NEW_TOOL not in as_bo.get(LIBRARY).text
        assert NEW_TOOL not in client.get(LIBRARY).text


def test_each_language_has_its_own_words(as_bo: Client) -> None:
    assert "Päävalikko" in as_bo.get(LIBRARY).text
    assert "Päävalikko" not in as_bo.get(LIBRARY.replace("/fi/", "/sv/")).text


def test_the_door_behind_which_one_is_is_marked(as_bo: Client, organisation: Organisation) -> None:
    tool = make.make_tool(organisation)
    for path, door in (
        (LIBRARY, "tools"),
        (tool.get_absolute_url(), "tools"),
        ("/fi/koivuranta/ask/", "ask"),
        ("/fi/koivuranta/pack/", "pack"),
    ):
        mark = f'href="/fi/koivuranta/{door}/" aria-current="page"'
        text = as_bo.get(path).text
        assert mark in text, path
        assert text.count('aria-current="page"><svg') == 1, path


def test_a_new_name_of_the_organisation_is_seen_at_once(
    as_bo: Client, organisation: Organisation
) -> None:
    assert "<small>Koivurannan kaupunki</small>" in as_bo.get(LIBRARY).text
    Organisation.objects.filter(pk=organisation.pk).update(name_fi="Koivurannan kunta")
    assert "<small>Koivurannan kunta</small>" in as_bo.get(LIBRARY).text


def test_the_theme_of_one_person_is_not_shown_to_another(
    aino: Person, as_aino: Client, as_bo: Client
) -> None:
    Person.objects.filter(pk=aino.pk).update(theme="dark")
    pressed = 'value="{}" aria-pressed="true"'
    for _again in range(2):
        assert pressed.format("dark") in as_aino.get(LIBRARY).text
        assert pressed.format("auto") in as_bo.get(LIBRARY).text


def test_a_token_against_forgery_is_never_kept_for_another(as_aino: Client, as_bo: Client) -> None:
    tokens = {
        browser.get(LIBRARY).text.partition('csrfmiddlewaretoken" value="')[2][:64]
        for browser in (as_aino, as_aino, as_bo)
    }
    assert len(tokens) == 3
