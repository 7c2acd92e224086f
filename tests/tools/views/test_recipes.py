"""Recipes over HTTP."""

from django.test import Client

from kysyva.organisations.models import Organisation
from kysyva.tools.models import Status
from tests import make

RECIPES = "/fi/koivuranta/recipes/"


def test_an_agenda_has_a_clock_and_leads_to_its_tools(
    organisation: Organisation, client: Client
) -> None:
    make.make_recipe(organisation, "half-hour", name="Puoli tuntia")
    make.make_tool(organisation, "open-questions")
    assert "Puoli tuntia" in client.get(RECIPES).text
    page = client.get(f"{RECIPES}half-hour/")
    assert page.context["tools"] == ["open-questions"]
    assert "/fi/koivuranta/tools/open-questions/" in page.text


def test_a_tool_that_one_may_not_see_is_not_named(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_recipe(organisation, "half-hour")
    make.make_tool(organisation, "open-questions", status=Status.IN_TRIAL)
    assert client.get(f"{RECIPES}half-hour/").context["tools"] == []
    assert as_bo.get(f"{RECIPES}half-hour/").context["tools"] == ["open-questions"]


def test_a_recipe_that_is_not_there_is_not_found(
    organisation: Organisation, client: Client
) -> None:
    assert client.get(f"{RECIPES}none/").status_code == 404
