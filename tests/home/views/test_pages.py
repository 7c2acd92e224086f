"""The front page, the start page, the showcase."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from kysyva.organisations.published import shelf
from tests import make
from tests.conftest import SignIn


@pytest.mark.django_db
def test_without_organisations_the_front_page_still_stands(client: Client) -> None:
    assert client.get("/fi/").status_code == 200


def test_with_one_open_organisation_one_goes_straight_on(
    organisation: Organisation, other_organisation: Organisation, client: Client
) -> None:
    assert client.get("/sv/")["Location"] == "/sv/koivuranta/"


def test_with_several_one_chooses_among_those_that_are_open(
    organisation: Organisation, other_organisation: Organisation, client: Client
) -> None:
    make.make_organisation("toinen", name="Toinen kunta")
    page = client.get("/fi/")
    assert {place.slug for place in page.context["places"]} == {"koivuranta", "toinen"}
    assert "Muualla" not in page.text


def test_somebody_signed_in_goes_to_their_own(
    organisation: Organisation, mallory: Person, signed_in: SignIn
) -> None:
    assert signed_in(mallory).get("/fi/")["Location"] == "/fi/muualla/"
    make.make_membership(organisation, mallory, Role.EMPLOYEE)
    places = signed_in(mallory).get("/fi/").context["places"]
    assert {place.slug for place in places} == {"muualla", "koivuranta"}


def test_the_start_page_counts_what_the_reader_may_see(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_tool(organisation)
    make.make_tool(organisation, status="in_trial")
    for browser, count in ((client, 1), (as_bo, 2)):
        settings = browser.get("/fi/koivuranta/").context["settings"]
        assert [(value, found) for value, _label, found in settings] == [("one_on_one", count)]


def test_the_question_of_the_day_is_the_same_for_everybody_and_open_to_all(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_tool(organisation, status="in_trial")
    assert client.get("/fi/koivuranta/").context["drawn"] is None
    make.make_tool(organisation)
    drawn = client.get("/fi/koivuranta/").context["drawn"]
    assert drawn is not None
    assert as_bo.get("/fi/koivuranta/").context["drawn"] == drawn


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_number_of_tools(
    count: int,
    organisation: Organisation,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _tool in range(count):
        make.make_tool(organisation)
    client.get("/fi/koivuranta/")
    shelf.clear()
    with django_assert_num_queries(4):
        client.get("/fi/koivuranta/")


def test_the_showcase_shows_every_component(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    page = client.get("/en/design/")
    assert page.status_code == 200
    for part in ("btn-primary", "notice-attention", "error-summary", "tool-card", 'class="qr"'):
        assert part in page.text
