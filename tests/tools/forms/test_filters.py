"""Filters live in the address."""

import pytest
from django.http import QueryDict

from kysyva.organisations.models import Organisation
from kysyva.tools.forms.filters import LibraryQuery, choices
from kysyva.tools.models.catalogue import FACETS, Catalogue, catalogue_of
from kysyva.tools.models.document import Range
from tests import make


@pytest.fixture
def catalogue(organisation: Organisation) -> Catalogue:
    documents = {
        "arki": make.make_document("Äiti", settings=("everyday",), minutes=Range(2, 5)),
        "kaksi": make.make_document("Zebra", settings=("one_on_one", "everyday")),
        "tiimi": make.make_document(
            "Aasi", settings=("team_meeting",), minutes=Range(30, 60), people=Range(3, 20)
        ),
    }
    for slug, document in documents.items():
        make.make_tool(organisation, slug, document=document)
    organisation.refresh_from_db()
    return catalogue_of(organisation)


def ask(catalogue: Catalogue, words: str) -> LibraryQuery:
    return LibraryQuery(QueryDict(words), catalogue, catalogue.everything)


def slugs(query: LibraryQuery) -> list[str]:
    return [query.card(number).slug for number in query.cards("fi")]


def test_without_filters_everything_is_there_by_name(catalogue: Catalogue) -> None:
    assert slugs(ask(catalogue, "")) == ["tiimi", "kaksi", "arki"]  # Ä is the last but one letter


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("setting=everyday", ["kaksi", "arki"]),
        ("setting=everyday&setting=team_meeting", ["tiimi", "kaksi", "arki"]),
        ("setting=everyday&minutes=5", ["arki"]),
        ("minutes=30&minutes=5", ["arki"]),
        ("minutes=20", ["kaksi", "arki"]),
        ("people=9-20", ["tiimi"]),
        ("setting=everyday&people=9-20", []),
        ("sort=short", ["arki", "kaksi", "tiimi"]),
        ("sort=new", ["tiimi", "kaksi", "arki"]),
        ("language=sv", ["tiimi", "kaksi", "arki"]),
    ],
)
def test_an_address_finds(words: str, found: list[str], catalogue: Catalogue) -> None:
    query = ask(catalogue, words)
    assert slugs(query) == found
    assert query.count == len(found)


@pytest.mark.parametrize("words", ["setting=mars", "minutes=x", "sort=;drop", "need=&need=%00"])
def test_words_that_mean_nothing_are_passed_over(words: str, catalogue: Catalogue) -> None:
    assert len(slugs(ask(catalogue, words))) == 3
    assert ask(catalogue, words).address() == "?"


def test_a_count_says_how_many_a_choice_would_leave(catalogue: Catalogue) -> None:
    (setting,) = [f for f in ask(catalogue, "minutes=20").filters() if f.name == "setting"]
    assert {choice.value: choice.count for choice in setting.choices} == {
        "everyday": 2,
        "one_on_one": 1,
    }


def test_a_choice_can_be_taken_back_alone(catalogue: Catalogue) -> None:
    query = ask(catalogue, "setting=everyday&minutes=5&sort=short")
    chosen = {c.value: c.without for f in query.filters() for c in f.choices if c.chosen}
    assert chosen == {
        "everyday": "?minutes=5&sort=short",
        "5": "?setting=everyday&sort=short",
    }


def test_who_may_see_less_counts_less(catalogue: Catalogue) -> None:
    audience = catalogue.of([catalogue.cards[0].id])
    query = LibraryQuery(QueryDict(""), catalogue, audience)
    assert query.count == 1


@pytest.mark.parametrize("facet", FACETS)
def test_every_value_of_a_facet_has_a_name(facet: str) -> None:
    assert all(value and label for value, label in choices(facet))
