"""The library over HTTP."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.organisations.models import Organisation
from kysyva.organisations.published import shelf
from kysyva.tools.models import Status
from tests import make

LIBRARY = "/fi/koivuranta/tools/"


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_number_of_tools(
    count: int,
    organisation: Organisation,
    client: Client,
    as_bo: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _tool in range(count):
        make.make_tool(organisation)
    for browser, queries in ((client, 1), (as_bo, 4)):
        browser.get(LIBRARY)  # the catalogue is read once for each revision
        shelf.clear()
        with django_assert_num_queries(queries):
            assert browser.get(LIBRARY).status_code == 200


def test_a_page_holds_so_many_and_leads_on(organisation: Organisation, client: Client) -> None:
    for number in range(30):
        make.make_tool(organisation, document=make.make_document(f"Työkalu {number:02}"))
    first = client.get(LIBRARY)
    assert len(first.context["cards"]) == 24
    last = client.get(f"{LIBRARY}?page=2&setting=one_on_one")
    assert len(last.context["cards"]) == 6
    # A page that is not there is the nearest one that is.
    assert len(client.get(f"{LIBRARY}?page=99").context["cards"]) == 6
    assert len(client.get(f"{LIBRARY}?page=x").context["cards"]) == 24


def test_an_empty_result_helps(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    page = client.get(f"{LIBRARY}?setting=conflict")
    assert page.context["query"].count == 0
    assert 'class="empty"' in page.text
    assert page.context["query"].nearby() == [("Ristiriita", 1, "?")]
    assert "Ilman rajausta ”Ristiriita”: 1 työkalu" in page.text


def test_only_a_filter_that_helps_is_offered_to_be_taken_off(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation)
    words = "?setting=one_on_one&setting=conflict&phase=goal&minutes=5"
    nearby = client.get(f"{LIBRARY}{words}").context["query"].nearby()
    assert [label for label, _count, _address in nearby] == ["enintään 5 min"]
    page = client.get(f"{LIBRARY}?setting=conflict&minutes=5")
    assert page.context["query"].nearby() == []
    assert "Yhden rajauksen poistaminen ei riitä." in page.text


def test_what_is_tried_is_shown_to_members_only(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_tool(organisation, document=make.make_document("Kokeilu"), status=Status.IN_TRIAL)
    assert "Kokeilu" not in client.get(LIBRARY).text
    assert "Kokeilu" in as_bo.get(LIBRARY).text


def test_a_card_that_is_missing_in_a_language_says_in_which_it_is(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation, document=make.make_document("Vain suomeksi", languages=["fi"]))
    page = client.get("/sv/koivuranta/tools/").text
    assert 'lang="fi"' in page
    assert "Vain suomeksi" in page


def test_words_of_writers_are_escaped(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation, document=make.make_document("<script>alert(1)</script>"))
    page = client.get(LIBRARY).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
