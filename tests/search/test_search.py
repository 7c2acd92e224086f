"""Search over HTTP."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.organisations.models import Organisation
from kysyva.organisations.published import shelf
from tests import make

SEARCH = "/fi/koivuranta/search/"


def found(client: Client, words: str) -> list[str]:
    return [result.card.slug for result in client.get(SEARCH, {"q": words}).context["results"]]


def test_a_tool_is_found_by_its_words(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation, "feedback", document=make.make_document("Palautteen antaminen"))
    make.make_tool(organisation, "other", document=make.make_document("Aloituskierros"))
    assert found(client, "palaute")[0] == "feedback"
    assert found(client, "   ") == []


def test_strangers_find_what_is_in_use_only(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    document = make.make_document("Palautteen antaminen")
    make.make_tool(organisation, "feedback", document=document, status="in_trial")
    assert found(client, "palaute") == []
    assert found(as_bo, "palaute") == ["feedback"]


def test_nothing_of_another_organisation_is_found(
    organisation: Organisation, client: Client
) -> None:
    other = make.make_organisation("toinen")
    make.make_tool(other, "feedback", document=make.make_document("Palautteen antaminen"))
    assert found(client, "palaute") == []


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "%", "'; drop table", '"', "a" * 5000, "\x00", "🙂", "%00"],
)
def test_no_words_break_the_page(words: str, organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    page = client.get(SEARCH, {"q": words})
    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.text


def test_nothing_found_helps(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    page = client.get(SEARCH, {"q": "xyzzyxyzzy"})
    assert page.context["results"] == []
    assert 'class="btn btn-primary" href="/fi/koivuranta/ask/"' in page.text
    assert "/fi/koivuranta/tools/" in page.text


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_number_of_tools(
    count: int,
    organisation: Organisation,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make.make_tool(organisation, document=make.make_document(f"Palaute {number}"))
    client.get(SEARCH, {"q": "avoimet"})
    shelf.clear()
    with django_assert_num_queries(4):
        client.get(SEARCH, {"q": "palaute"})
