"""The finder's view of an organisation's tools."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import override_settings

from kysyva.organisations.models import Organisation
from kysyva.search.finder.corpus import corpus
from kysyva.search.models import corpora
from kysyva.tools.models import LANGUAGES


@pytest.mark.django_db
def test_warming_up_makes_every_language_of_an_organisation(organisation: Organisation) -> None:
    with patch("kysyva.search.models.corpora.connection"):
        corpora.warm_up()
    made = corpora._corpus.cache_info().misses
    for language in LANGUAGES:
        corpora.corpus_of(organisation, language)
    assert (made, corpora._corpus.cache_info().misses) == (len(LANGUAGES), len(LANGUAGES))


@pytest.fixture
def reading() -> Iterator[list[str]]:
    """The languages of which a thread was to read the meaning; no thread is started."""
    read: list[str] = []
    with (
        patch.object(corpora, "is_installed", return_value=True),
        patch.object(corpora, "_read_beside", lambda made: read.append(made.language)),
    ):
        corpora._corpus.cache_clear()
        yield read
    corpora._corpus.cache_clear()


@pytest.mark.django_db
@override_settings(SEMANTIC=True)
def test_the_meaning_is_read_beside_once_a_revision(
    organisation: Organisation, reading: list[str]
) -> None:
    corpora.corpus_of(organisation, "fi")
    corpora.corpus_of(organisation, "fi")
    assert reading == ["fi"]


@pytest.mark.django_db
@override_settings(SEMANTIC=False)
def test_the_setting_switches_the_extra_off(organisation: Organisation, reading: list[str]) -> None:
    assert corpora.corpus_of(organisation, "fi").meaning is None
    assert reading == []


@pytest.mark.django_db
@override_settings(SEMANTIC=True)
def test_without_the_extra_no_meaning_is_read(
    organisation: Organisation, reading: list[str]
) -> None:
    with patch.object(corpora, "is_installed", return_value=False):
        corpora.corpus_of(organisation, "fi")
    assert reading == []


def test_an_extra_that_cannot_be_loaded_leaves_the_corpus_as_it_is(tmp_path: Path) -> None:
    made = corpus([], "fi")
    with patch.object(corpora, "embedder", return_value=None):
        corpora.add_meaning(made)
    assert made.meaning is None
