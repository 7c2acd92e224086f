"""Drafts: begun, saved by several people without a lost word, thrown away."""

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation, Role
from kysyva.tools.actions.drafting import (
    REVISIONS_KEPT,
    Stale,
    Start,
    create_tool,
    current_document,
    discard_draft,
    document_at,
    rebase_draft,
    save_draft,
    slug_of,
    start_draft,
)
from kysyva.tools.models import Draft, DraftRevision, Status, Tool, ToolDocument
from kysyva.tools.models.document import Texts
from tests import make


@pytest.fixture
def tool(organisation: Organisation) -> Tool:
    return make.make_tool(organisation, "open-questions")


@pytest.fixture
def venla(organisation: Organisation) -> Person:
    return make.make_member(organisation, Role.FACILITATOR, name="Venla")


def draft_of(tool: Tool) -> Draft:
    return Draft.objects.get(tool=tool)


def start_of(tool: Tool) -> Start:
    return Start.of(tool, Draft.objects.filter(tool=tool).first())


def written(name: str) -> ToolDocument:
    return make.make_document(name)


def test_a_new_tool_is_a_draft_of_its_maker(organisation: Organisation, aino: Person) -> None:
    tool = create_tool(name="Öinen kysely", language="sv", organisation=organisation, by=aino)
    assert (tool.slug, tool.status, tool.owner, tool.current) == (
        "oinen-kysely",
        Status.DRAFT,
        aino,
        None,
    )
    assert draft_of(tool).document.texts == {"sv": Texts("Öinen kysely")}
    assert tool.status_changes.get().after == Status.DRAFT
    assert list(Activity.objects.values_list("verb", flat=True)) == ["tool_created"]


def test_two_tools_of_one_name_have_two_addresses(organisation: Organisation, aino: Person) -> None:
    slugs = [
        create_tool(name="Kysy", language="fi", organisation=organisation, by=aino).slug
        for _ in range(3)
    ]
    assert slugs == ["kysy", "kysy-2", "kysy-3"]


@pytest.mark.parametrize("name", ["New", "cards", "Drafts"])
def test_a_tool_never_takes_the_address_of_a_page(
    name: str, organisation: Organisation, aino: Person
) -> None:
    tool = create_tool(name=name, language="fi", organisation=organisation, by=aino)
    assert tool.slug == f"{name.lower()}-2"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Miten voin auttaa sinua onnistumaan?", "miten-voin-auttaa-sinua-onnistumaan"),
        ("Åsa & Örjan – älä", "asa-orjan-ala"),
        ("???", "tool"),
        ("会議", "tool"),
        ("x" * 200, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_short_name_is_plain(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_the_first_save_begins_a_draft_on_the_current_version(tool: Tool, aino: Person) -> None:
    save_draft(tool, written("Uusi"), start=start_of(tool), by=aino)
    draft = draft_of(tool)
    assert draft.based_on == tool.current
    assert draft.updated_by == aino
    assert draft.document == written("Uusi")


def test_saving_what_is_published_begins_nothing(tool: Tool, aino: Person) -> None:
    assert tool.current
    assert save_draft(tool, tool.current.document, start=start_of(tool), by=aino) is None
    assert not Draft.objects.exists()


def test_saving_the_same_twice_keeps_the_revision(tool: Tool, aino: Person) -> None:
    save_draft(tool, written("Uusi"), start=start_of(tool), by=aino)
    before = start_of(tool)
    save_draft(tool, written("Uusi"), start=before, by=aino)
    assert start_of(tool) == before


def test_the_slower_of_two_savers_is_told_and_overwrites_nothing(
    tool: Tool, aino: Person, venla: Person
) -> None:
    make.make_draft(tool, written("Alku"), by=aino)
    start = start_of(tool)
    save_draft(tool, written("Aino"), start=start, by=aino)
    with pytest.raises(Stale):
        save_draft(tool, written("Venla"), start=start, by=venla)
    assert draft_of(tool).document == written("Aino")
    assert draft_of(tool).updated_by == aino


def test_the_slower_of_two_who_begin_is_told(tool: Tool, aino: Person, venla: Person) -> None:
    start = start_of(tool)
    save_draft(tool, written("Aino"), start=start, by=aino)
    with pytest.raises(Stale):
        save_draft(tool, written("Venla"), start=start, by=venla)
    assert draft_of(tool).document == written("Aino")


def test_who_began_before_a_new_version_is_told(tool: Tool, aino: Person) -> None:
    start = start_of(tool)
    tool = make.make_tool(tool.organisation, tool.slug, document=written("Versio 2"))
    with pytest.raises(Stale):
        save_draft(tool, written("Aino"), start=start, by=aino)


def test_who_wrote_on_a_draft_that_is_gone_is_told(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, written("Alku"), by=aino)
    start = start_of(tool)
    discard_draft(tool, start=start, by=aino)
    make.make_draft(tool, written("Toinen"), by=aino)
    with pytest.raises(Stale):
        save_draft(tool, written("Myöhässä"), start=start, by=aino)


def test_what_two_started_from_can_be_read_afterwards(tool: Tool, aino: Person) -> None:
    begun = start_of(tool)
    save_draft(tool, written("Yksi"), start=begun, by=aino)
    first = start_of(tool)
    save_draft(tool, written("Kaksi"), start=first, by=aino)
    assert tool.current
    assert document_at(tool, begun) == tool.current.document
    assert document_at(tool, first) == written("Yksi")
    assert document_at(tool, Start.read("no such start")) is None


def test_only_the_newest_revisions_are_kept(tool: Tool, aino: Person) -> None:
    for number in range(REVISIONS_KEPT + 5):
        save_draft(tool, written(f"Luonnos {number}"), start=start_of(tool), by=aino)
    kept = DraftRevision.objects.filter(tool=tool)
    assert kept.count() == REVISIONS_KEPT
    assert kept[0].document == written(f"Luonnos {REVISIONS_KEPT + 4}")


def test_a_draft_goes_on_from_a_newer_version(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, written("Luonnos"), by=aino)
    tool = make.make_tool(tool.organisation, tool.slug, document=written("Versio 2"))
    assert tool.current
    together = written("Molemmat")
    rebase_draft(tool, together, start=start_of(tool), version=tool.current, by=aino)
    assert draft_of(tool).based_on == tool.current
    assert draft_of(tool).document == together


def test_an_older_text_never_overwrites_a_draft(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, written("Luonnos"), by=aino)
    with pytest.raises(Stale):
        start_draft(tool, written("Vanha"), by=aino)
    assert draft_of(tool).document == written("Luonnos")


def test_throwing_a_draft_away_leaves_the_published_tool(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, written("Luonnos"), by=aino)
    assert discard_draft(tool, start=start_of(tool), by=aino)
    assert not DraftRevision.objects.exists()
    assert current_document(Tool.objects.get(), None) == written("Työkalu open-questions")


def test_throwing_away_what_was_never_published_takes_the_tool(
    organisation: Organisation, aino: Person
) -> None:
    tool = create_tool(name="Kysy", language="fi", organisation=organisation, by=aino)
    assert not discard_draft(tool, start=start_of(tool), by=aino)
    assert not Tool.objects.exists()


def test_nobody_throws_away_words_they_have_not_seen(
    tool: Tool, aino: Person, venla: Person
) -> None:
    make.make_draft(tool, written("Alku"), by=aino)
    seen = start_of(tool)
    save_draft(tool, written("Venla"), start=seen, by=venla)
    with pytest.raises(Stale):
        discard_draft(tool, start=seen, by=aino)
    assert draft_of(tool).document == written("Venla")


def test_a_start_reads_what_it_wrote() -> None:
    for start in (Start(5, 7), Start(version=3), Start()):
        assert Start.read(str(start)) == start
    assert Start.read("<script>") == Start(draft=-1)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[Organisation]:
    """An organisation that other connections can see."""
    organisation = make.make_organisation()
    with scope(organisation=organisation):
        yield organisation


def test_of_many_who_save_at_once_one_is_kept_and_all_others_are_told(
    committed: Organisation,
) -> None:
    tool = make.make_tool(committed)
    people = [make.make_member(committed, Role.FACILITATOR) for _ in range(4)]
    make.make_draft(tool, written("Alku"), by=people[0])
    start, told, kept = start_of(tool), [], []
    together = threading.Barrier(len(people))

    def save(person: Person) -> None:
        together.wait()
        try:
            with scope(organisation=committed):
                save_draft(tool, written(person.name), start=start, by=person)
            kept.append(person)
        # SQLite in memory answers at once that it is busy: nothing was written then, either.
        except (Stale, OperationalError):
            told.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1
    assert len(told) == len(people) - 1
    assert draft_of(tool).document == written(kept[0].name)
    assert draft_of(tool).revision == start.revision + 1
