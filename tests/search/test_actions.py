"""The index follows what is published."""

from io import StringIO

from django.core.management import call_command
from django.db import transaction
from django_scopes import scope, scopes_disabled

from kysyva.organisations.models import Organisation
from kysyva.search.actions import index_tools, rebuild_index, rebuild_indexes
from kysyva.search.models import IndexState, Posting, Term, VocabularyWord, find
from kysyva.tools.models import Tool
from kysyva.tools.models.document import Texts
from tests.search.conftest import edition, published


def found(text: str, organisation: Organisation, language: str = "en") -> list[int]:
    hits = find(text, organisation=organisation, language=language).hits
    return [hit.tool_id for hit in hits]


def index_of(organisation: Organisation) -> tuple[object, ...]:
    """All that the index says, without the numbers it gave to things."""
    postings = Posting.objects.filter(term__organisation=organisation)
    terms = Term.objects.filter(documents__gt=0)
    state = IndexState.objects.get(organisation=organisation)
    return (
        sorted(postings.values_list("tool_id", "term__language", "term__text", "impact")),
        sorted(terms.values_list("language", "text", "documents")),
        state.totals(),
    )


def test_a_published_tool_is_found_at_once(organisation: Organisation) -> None:
    ids = published(organisation, edition("thanks", en=Texts(name="Pinpointed thanks")))
    assert found("thanking", organisation) == [ids["thanks"]]


def test_a_new_version_is_found_by_its_own_words_only(organisation: Organisation) -> None:
    ids = published(organisation, edition("tool", en=Texts(name="Corridor", purpose="Scaling")))
    published(organisation, edition("tool", en=Texts(name="Corridor", purpose="Listening")))
    assert found("listening", organisation) == [ids["tool"]]
    assert found("scaling", organisation) == []


def test_a_language_that_is_taken_away_is_found_no_more(organisation: Organisation) -> None:
    texts = {"en": Texts(name="Thanks"), "sv": Texts(name="Tacksägelse")}
    published(organisation, edition("tool", **texts))
    published(organisation, edition("tool", en=Texts(name="Thanks")))
    assert found("tacksägelse", organisation) == []
    assert IndexState.objects.get().totals() == {"fi": 0, "sv": 0, "en": 1}


def test_indexing_one_by_one_gives_what_a_rebuild_gives(organisation: Organisation) -> None:
    names = ["Thanks in a meeting", "A quiet meeting", "Thanks", "Meeting, meeting"]
    for number, name in enumerate(names):
        texts = {"en": Texts(name=name), "fi": Texts(name=f"Kiitos {number}", purpose=name)}
        published(organisation, edition(f"tool-{number}", **texts))
    published(organisation, edition("tool-1", en=Texts(name="A lively workshop")))
    followed = index_of(organisation)
    rebuild_index(organisation)
    assert index_of(organisation) == followed


def test_a_rebuild_leaves_no_trace_of_what_was(organisation: Organisation) -> None:
    published(organisation, edition("tool", en=Texts(name="Corridor")))
    published(organisation, edition("tool", en=Texts(name="Thanks")))
    assert rebuild_index(organisation) == 1
    assert set(VocabularyWord.objects.values_list("text", flat=True)) == {"thanks"}
    assert not Term.objects.filter(text__startswith="corridor").exists()


def test_a_rebuild_raises_the_content_revision(organisation: Organisation) -> None:
    before = organisation.content_revision
    rebuild_index(organisation)
    organisation.refresh_from_db()
    assert organisation.content_revision == before + 1


def test_an_index_made_by_another_analyser_waits_for_its_rebuild(
    organisation: Organisation,
) -> None:
    published(organisation, edition("old", en=Texts(name="Corridor")))
    IndexState.objects.update(signature="another")
    ids = published(organisation, edition("new", en=Texts(name="Thanks")))
    assert found("thanks", organisation) == []
    assert not IndexState.objects.get().is_current
    rebuild_index(organisation)
    assert found("thanks", organisation) == [ids["new"]]
    assert IndexState.objects.get().is_current


def test_only_an_index_that_another_analyser_made_is_rebuilt(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    published(organisation, edition("ours", en=Texts(name="Thanks")))
    with scope(organisation=other_organisation):
        published(other_organisation, edition("theirs", en=Texts(name="Thanks")))
        IndexState.objects.update(signature="another")
    assert list(rebuild_indexes()) == [(other_organisation, 1)]
    assert list(rebuild_indexes()) == []
    assert len(list(rebuild_indexes(also_current=True))) == 2


def test_an_organisation_that_never_had_an_index_gets_one(organisation: Organisation) -> None:
    call_command("index_search", stdout=(said := StringIO()))
    assert said.getvalue() == f"{organisation.slug}: 0\n"
    assert IndexState.objects.get().is_current


def test_what_is_not_published_after_all_is_not_found(organisation: Organisation) -> None:
    published(organisation, edition("tool", en=Texts(name="Corridor")))
    before = index_of(organisation)
    with transaction.atomic():
        published(organisation, edition("tool", en=Texts(name="Thanks")))
        transaction.set_rollback(True)
    assert index_of(organisation) == before


def test_when_not_to_use_a_tool_does_not_find_it(organisation: Organisation) -> None:
    published(organisation, edition("tool", en=Texts(name="Thanks", when_not=("A burnout",))))
    assert found("burnout", organisation) == []


def test_a_tool_without_a_version_is_passed_over(organisation: Organisation) -> None:
    tool = Tool.objects.create(organisation=organisation, slug="idea")
    index_tools(organisation, [tool])
    assert IndexState.objects.get().totals()["fi"] == 0
    assert rebuild_index(organisation) == 0


def test_rebuilding_one_organisation_leaves_the_others_alone(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    with scope(organisation=other_organisation):
        published(other_organisation, edition("theirs", en=Texts(name="Thanks")))
        theirs = index_of(other_organisation)
    published(organisation, edition("ours", en=Texts(name="Thanks")))
    rebuild_index(organisation)
    with scope(organisation=other_organisation):
        assert index_of(other_organisation) == theirs
    with scopes_disabled():
        assert Term.objects.filter(text="thank").count() == 2
