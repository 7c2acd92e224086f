"""The organisation itself."""

import pytest
from django.test import Client

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation

SETTINGS = "/fi/koivuranta/settings/"
NAMES = {"name_fi": "Koivuranta", "name_sv": "Björkstrand", "name_en": "", "language": "sv"}


@pytest.mark.parametrize("who", ["as_aino", "as_timo"])
def test_names_and_first_language_are_kept(
    organisation: Organisation, who: str, request: pytest.FixtureRequest
) -> None:
    response = request.getfixturevalue(who).post(SETTINGS, {**NAMES, "is_open": "on"})
    assert response["Location"] == SETTINGS
    organisation.refresh_from_db()
    assert (organisation.name_fi, organisation.name_sv) == ("Koivuranta", "Björkstrand")
    assert organisation.language == "sv"


def test_closing_shuts_the_tools_for_strangers_and_opening_says_who(
    as_aino: Client, aino: Person, organisation: Organisation
) -> None:
    stranger = Client()
    assert stranger.get("/fi/koivuranta/tools/").status_code == 200
    assert "vain jäsenet." in as_aino.post(SETTINGS, NAMES, follow=True).text
    assert stranger.get("/fi/koivuranta/tools/").status_code == 302
    page = as_aino.post(SETTINGS, {**NAMES, "is_open": "on"}, follow=True)
    assert "Kuka tahansa verkossa voi nyt lukea" in page.text
    assert stranger.get("/fi/koivuranta/tools/").status_code == 200
    organisation.refresh_from_db()
    assert organisation.opened_by == aino
    assert aino.name in as_aino.get(SETTINGS).text


def test_every_save_raises_the_content_revision(
    as_aino: Client, organisation: Organisation
) -> None:
    before = organisation.content_revision
    as_aino.post(SETTINGS, NAMES)
    organisation.refresh_from_db()
    assert organisation.content_revision == before + 1


def test_a_missing_name_is_told_and_the_page_keeps_the_old_one(
    as_aino: Client, organisation: Organisation
) -> None:
    response = as_aino.post(SETTINGS, {**NAMES, "name_fi": ""})
    assert response.context["form"].errors.keys() == {"name_fi"}
    assert "<small>Koivurannan kaupunki</small>" in response.text
    organisation.refresh_from_db()
    assert organisation.name_fi == "Koivurannan kaupunki"


def test_the_short_name_cannot_be_changed_by_sending_it(
    as_aino: Client, organisation: Organisation
) -> None:
    as_aino.post(SETTINGS, {**NAMES, "slug": "muu", "opened_by": 1, "content_revision": 99})
    organisation.refresh_from_db()
    assert organisation.slug == "koivuranta"
    assert organisation.content_revision < 99
