"""The finder's view of an organisation's tools, and when it is learnt."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from kysyva.organisations.models import Organisation
from kysyva.search.actions import keep_saying
from kysyva.search.finder.answering import Situation, answer
from kysyva.search.models import Learnt, LearntSeriousness, corpora
from kysyva.search.models.corpora import corpus_of, forget_corpora
from kysyva.search.models.learnt import learn
from kysyva.tools.models import LANGUAGES
from kysyva.tools.models.catalogue import Catalogue, catalogue_of
from tests.make import make_document, make_tool
from tests.search.making import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def learning() -> Iterator[list[str]]:
    """The languages that were learnt, in order; they are learnt all the same."""
    learnt: list[str] = []

    def noted(organisation: Organisation, catalogue: Catalogue, language: str) -> object:
        learnt.append(language)
        return real(organisation, catalogue, language)

    real = learn
    with patch.object(corpora, "learn", noted):
        yield learnt


def slugs(organisation: Organisation, language: str = "fi") -> list[str]:
    organisation.refresh_from_db()
    return sorted(tool.slug for tool in corpus_of(organisation, language).tools)


def test_warming_up_makes_every_language_of_an_organisation(
    organisation: Organisation, learning: list[str]
) -> None:
    with patch("kysyva.search.models.corpora.connection"):
        corpora.warm_up()
    for language in LANGUAGES:
        corpus_of(organisation, language)
    assert learning == list(LANGUAGES)


def test_what_was_learnt_is_there_at_the_next_start(
    organisation: Organisation, learning: list[str]
) -> None:
    make_tool(organisation, "load-map", document=make_document("Kartta"))
    before = answer(Situation("liikaa töitä", "fi"), corpus_of(organisation, "fi"))
    forget_corpora()
    after = answer(Situation("liikaa töitä", "fi"), corpus_of(organisation, "fi"))
    assert (before, learning) == (after, ["fi"])


def test_a_change_of_words_is_learnt_and_nothing_else_is(
    organisation: Organisation, learning: list[str]
) -> None:
    make_tool(organisation, "load-map", document=make_document("Kartta"))
    assert slugs(organisation) == ["load-map"]
    keep_saying(organisation, language="fi", said="mylly pyörii", meant="liikaa töitä")
    assert slugs(organisation) == ["load-map"]
    assert learning == ["fi"]
    make_tool(organisation, "grow-talk", document=make_document("Tavoite"))
    assert slugs(organisation) == ["grow-talk", "load-map"]
    assert learning == ["fi", "fi"]
    assert Learnt.objects.count() == 1


def test_what_another_version_of_the_program_learnt_is_learnt_anew(
    organisation: Organisation, learning: list[str]
) -> None:
    corpus_of(organisation, "fi")
    forget_corpora()
    with patch("kysyva.search.models.learnt._shipped", return_value="other"):
        corpus_of(organisation, "fi")
    assert learning == ["fi", "fi"]


def test_what_is_serious_is_learnt_once_for_all_organisations(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    with patch.dict("kysyva.search.models.learnt._serious", clear=True):
        first, second = (corpus_of(one, "fi").serious for one in (organisation, other_organisation))
    assert LearntSeriousness.objects.count() == 1
    assert first.packed() == second.packed()


@pytest.fixture
def served() -> Iterator[None]:
    """As under a server."""
    corpora.served.set()
    yield
    corpora.served.clear()


@pytest.mark.usefixtures("served")
def test_under_a_server_what_was_known_answers_until_the_new_is_learnt(
    organisation: Organisation, learning: list[str]
) -> None:
    with patch.object(corpora, "_learn_apart"):
        make_tool(organisation, "load-map", document=make_document("Kartta"))
        assert slugs(organisation) == ["load-map"]
        make_tool(organisation, "grow-talk", document=make_document("Tavoite"))
        with patch.object(corpora, "learn_beside") as beside:
            assert slugs(organisation) == ["load-map"]
            beside.assert_called_once_with(organisation, "fi")
        corpora._learn(organisation, "fi")
        assert slugs(organisation) == ["grow-talk", "load-map"]


@pytest.mark.usefixtures("served")
def test_an_expression_of_the_house_is_understood_while_tools_are_learnt(
    organisation: Organisation,
) -> None:
    with patch.object(corpora, "_learn_apart"), patch.object(corpora, "learn_beside"):
        slugs(organisation)
        make_tool(organisation, "load-map", document=make_document("Kartta"))
        keep_saying(organisation, language="fi", said="mylly pyörii", meant="liikaa töitä")
        organisation.refresh_from_db()
        sayings = corpus_of(organisation, "fi").sayings
        assert sayings is not None
        assert [pattern.owner for pattern in sayings.patterns] == ["liikaa töitä"]


@pytest.mark.usefixtures("served")
def test_a_process_that_fails_is_made_up_for(
    organisation: Organisation, learning: list[str]
) -> None:
    with patch("subprocess.Popen", side_effect=lambda *a, **k: real(["false"])):
        assert slugs(organisation) == []
    assert learning == ["fi"]


real: Callable[..., object] = subprocess.Popen


@pytest.mark.usefixtures("served")
def test_publishing_begins_to_learn_every_language(
    organisation: Organisation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    begun = threading.Event()
    with (
        patch.object(corpora, "_learn_all", lambda *_: begun.set()),
        django_capture_on_commit_callbacks(execute=True),
    ):
        make_tool(organisation, "load-map", document=make_document("Kartta"))
    assert begun.wait(5)


def test_the_command_learns_what_is_new_and_names_what_is_wrong(
    organisation: Organisation,
) -> None:
    make_tool(organisation, "load-map", document=make_document("Kartta"))
    for _ in range(2):
        call_command("learn_finder", "koivuranta", "sv")
        assert [row.language for row in Learnt.objects.all()] == ["sv"]
    with pytest.raises(CommandError, match="no organisation nowhere"):
        call_command("learn_finder", "nowhere", "fi")


@pytest.fixture
def installed() -> Iterator[None]:
    """As if the extra were there; what is to be read waits, and no thread reads it."""
    with (
        patch.object(corpora, "is_installed", return_value=True),
        patch.object(threading.Thread, "start", lambda _: None),
    ):
        corpora._waiting.clear()
        yield
        corpora._waiting.clear()


def waiting() -> list[str]:
    return [made.language for made, _ in corpora._waiting]


@override_settings(SEMANTIC=True)
@pytest.mark.usefixtures("installed")
def test_the_meaning_is_read_beside_once(organisation: Organisation) -> None:
    corpus_of(organisation, "fi")
    corpus_of(organisation, "fi")
    assert waiting() == ["fi"]


@override_settings(SEMANTIC=False)
@pytest.mark.usefixtures("installed")
def test_the_setting_switches_the_extra_off(organisation: Organisation) -> None:
    assert corpus_of(organisation, "fi").meaning is None
    assert waiting() == []


@override_settings(SEMANTIC=True)
@pytest.mark.usefixtures("installed")
def test_without_the_extra_no_meaning_is_read(organisation: Organisation) -> None:
    with patch.object(corpora, "is_installed", return_value=False):
        corpus_of(organisation, "fi")
    assert waiting() == []


def test_an_extra_that_cannot_be_loaded_leaves_the_corpus_as_it_is(
    organisation: Organisation,
) -> None:
    made = corpus([])
    with patch.object(corpora, "embedder", return_value=None):
        corpora.add_meaning(made, catalogue_of(organisation))
    assert made.meaning is None
