"""A tool's page, its questions, its cards."""

import json
import re

import pytest
from django.test import Client

from kysyva.organisations.models import Organisation
from kysyva.tools.models import Status
from tests import make

TOOL = "/fi/koivuranta/tools/open-questions/"


@pytest.fixture(autouse=True)
def tool(organisation: Organisation) -> None:
    document = make.make_document(names={"fi": "Kysy", "sv": "Fråga", "en": "Ask"})
    make.make_tool(organisation, "open-questions", document=document)


@pytest.mark.parametrize(("language", "name"), [("fi", "Kysy"), ("sv", "Fråga"), ("en", "Ask")])
def test_a_page_is_in_the_language_of_its_address(language: str, name: str, client: Client) -> None:
    page = client.get(f"/{language}/koivuranta/tools/open-questions/").text
    assert f'<html lang="{language}"' in page
    assert name in page


def test_the_words_of_a_card_can_be_read_in_another_language(client: Client) -> None:
    page = client.get(f"{TOOL}?text=sv")
    assert page.context["shown"] == "sv"
    assert re.search(r'<h1 lang="sv"[^>]*>Fråga</h1>', page.text)


def test_a_language_that_is_missing_falls_back_and_says_so(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(
        organisation, "open-questions", document=make.make_document("Kysy", languages=["fi"])
    )
    page = client.get("/en/koivuranta/tools/open-questions/")
    assert page.context["shown"] == "fi"
    assert "This card is not written in English yet" in page.text


def test_example_is_markdown_that_can_do_no_harm(
    organisation: Organisation, client: Client
) -> None:
    text = "Kysyin *kerran*. <img src=x onerror=alert(1)> [linkki](javascript:alert(1))"
    document = make.make_document(texts={"example": text})
    make.make_tool(organisation, "open-questions", document=document)
    page = client.get(TOOL).text
    assert "<em>kerran</em>" in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_a_page_has_one_canonical_address_and_its_other_languages(client: Client) -> None:
    page = client.get(f"{TOOL}?text=sv").text
    assert page.count('rel="canonical"') == 1
    assert f'rel="canonical" href="http://testserver{TOOL}"' in page
    for code in ("fi", "sv", "en"):
        assert f'hreflang="{code}" href="http://testserver/{code}/koivuranta/tools/' in page
    assert 'property="og:title"' in page
    assert "https://schema.org/HowTo" in page
    for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        json.loads(data)


def test_every_older_version_is_counted(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation, "open-questions", note="Selkeämpi alku")
    page = client.get(TOOL)
    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert "Selkeämpi alku" in page.text


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("0", 1), ("99", 3), ("x", 1), ("-1", 1), ("9" * 99, 1)],
)
def test_one_question_is_shown_at_a_time(asked: str, number: int, client: Client) -> None:
    page = client.get(f"{TOOL}questions/?n={asked}")
    assert page.context["number"] == number
    assert len(re.findall(r"data-slide[^>]*hidden", page.text)) == 2


def test_questions_lead_round(client: Client) -> None:
    first = client.get(f"{TOOL}questions/").context
    last = client.get(f"{TOOL}questions/?n=3").context
    assert (first["before"], first["after"]) == (3, 2)
    assert (last["before"], last["after"]) == (2, 1)


def test_cards_are_printed_for_the_tools_of_the_address_that_one_may_see(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation, "in-trial", status=Status.IN_TRIAL)
    address = "/fi/koivuranta/tools/cards/?tool=open-questions&tool=in-trial&tool=none"
    page = client.get(address)
    assert [card["tool"].slug for card in page.context["cards"]] == ["open-questions"]
    assert '<svg role="img"' in page.text


def test_a_tool_that_nobody_published_is_not_found(
    organisation: Organisation, client: Client, as_bo: Client, as_aino: Client
) -> None:
    organisation.tools.create(slug="unfinished")
    address = "/fi/koivuranta/tools/unfinished/"
    assert [c.get(address).status_code for c in (client, as_bo, as_aino)] == [404, 404, 200]
    assert as_aino.get(f"{address}questions/").status_code == 404
