"""Packages come in whole or not at all, once, and never over what somebody wrote here."""

from datetime import timedelta

import msgspec
import pytest
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation
from kysyva.tools.actions import importing, placing
from kysyva.tools.actions.importing import (
    AlreadyApplied,
    ImportRefused,
    LibraryChanged,
    apply_import,
    begin_import,
    cancel_import,
    counts_of,
    import_files,
    prepare_import,
    problems_of,
    refresh_import,
)
from kysyva.tools.models import (
    Procedure,
    Question,
    Recipe,
    StagedPart,
    Tool,
    ToolDocument,
    ToolkitImport,
    ToolVersion,
)
from tests import make
from tests.packing import MANIFEST, make_files, opened

State = StagedPart.State
OTHERS = {
    "recipes/quick/recipe.yaml": """
kind: workshop
people: {least: 1, most: 9}
items:
  - {key: begin, minutes: 5}
""",
    "recipes/quick/fi.md": """---
name: Pika
purpose: Nopea.
items:
  begin:
    title: Alku
---
""",
    "procedures/harassment/fi.md": """---
name: Häirintä
summary: Lyhyt.
do_now:
  - Kuuntele.
---
""",
    "questions.yaml": """
questions:
  - key: one
    phase: goal
    type: opening
    fi: Mitä?
""",
}


def bring(
    organisation: Organisation, files: dict[str, str], *, by: Person | None = None
) -> ToolkitImport:
    """Uploaded and prepared."""
    begun = begin_import(
        opened(files), MANIFEST, name="paketti.zip", organisation=organisation, by=by
    )
    prepare_import(begun)
    assert begun.is_prepared
    return begun


def at_once(
    organisation: Organisation,
    files: dict[str, str],
    *,
    take_theirs: bool = False,
    dry: bool = False,
) -> dict[str, int]:
    counts = import_files(
        opened(files), MANIFEST, organisation=organisation, take_theirs=take_theirs, dry=dry
    )
    return {state: count for state, count in counts.items() if count}


def named(name: str) -> ToolDocument:
    return make.make_document(name)


def test_nothing_is_in_the_library_before_it_is_confirmed(
    organisation: Organisation, aino: Person
) -> None:
    begun = bring(organisation, {**make_files(), **OTHERS}, by=aino)
    assert counts_of(begun)[State.NEW] == 4
    assert Tool.objects.count() == Recipe.objects.count() == Procedure.objects.count() == 0
    assert Question.objects.count() == 0


def test_all_of_it_comes_in_when_it_is_confirmed(organisation: Organisation, aino: Person) -> None:
    applied = apply_import(bring(organisation, {**make_files(), **OTHERS}, by=aino), by=aino)
    tool = Tool.objects.get()
    assert tool.current is not None
    assert tool.current.document == make.make_document()
    assert (tool.package, tool.package_digest) == ("jarvela 2026.11", tool.current.digest)
    assert tool.current.created_by == aino
    assert Recipe.objects.get().document.texts["fi"].name == "Pika"
    assert Procedure.objects.get().document.texts["fi"].do_now == ("Kuuntele.",)
    assert Question.objects.get(tool=None).text_fi == "Mitä?"
    assert applied.counts[State.NEW] == 4
    assert (applied.is_applied, applied.applied_by) == (True, aino)
    assert Activity.objects.filter(verb="toolkit_imported", actor=aino).count() == 1


def test_the_second_time_everything_is_the_same(organisation: Organisation) -> None:
    files = {**make_files(), **OTHERS}
    assert at_once(organisation, files) == {State.NEW: 4}
    revision = Organisation.objects.get(pk=organisation.pk).content_revision
    assert at_once(organisation, files) == {State.SAME: 4}
    assert ToolVersion.objects.count() == 1
    assert Organisation.objects.get(pk=organisation.pk).content_revision == revision


def test_the_staging_is_gone_afterwards(organisation: Organisation, aino: Person) -> None:
    apply_import(bring(organisation, make_files(), by=aino), by=aino)
    assert StagedPart.objects.count() == 0


def test_a_new_edition_becomes_a_new_version(organisation: Organisation) -> None:
    at_once(organisation, make_files({"a": named("Vanha")}))
    assert at_once(organisation, make_files({"a": named("Uusi")})) == {State.CHANGED: 1}
    tool = Tool.objects.get()
    assert [version.number for version in tool.versions.all()] == [2, 1]
    assert tool.current is not None
    assert tool.current.document.texts["fi"].name == "Uusi"


def test_what_was_edited_here_is_kept_unless_theirs_is_chosen(
    organisation: Organisation, aino: Person
) -> None:
    at_once(organisation, make_files({"a": named("Vanha"), "b": named("Vanha")}))
    make.make_tool(organisation, "a", document=named("Oma"))
    make.make_tool(organisation, "b", document=named("Oma"))
    begun = bring(organisation, make_files({"a": named("Uusi"), "b": named("Uusi")}), by=aino)
    assert counts_of(begun)[State.CONFLICTING] == 2
    applied = apply_import(begun, take_theirs={"tool-b"}, by=aino)
    names = {
        tool.slug: tool.current.document.texts["fi"].name
        for tool in Tool.objects.select_related("current")
        if tool.current
    }
    assert names == {"a": "Oma", "b": "Uusi"}
    assert (applied.counts[State.CONFLICTING], applied.counts["taken"]) == (2, 1)
    assert Tool.objects.get(slug="b").versions.count() == 3


def test_what_was_edited_here_only_is_no_conflict(organisation: Organisation) -> None:
    at_once(organisation, make_files({"a": named("Vanha")}))
    make.make_tool(organisation, "a", document=named("Oma"))
    assert at_once(organisation, make_files({"a": named("Vanha")})) == {State.OURS: 1}
    assert Tool.objects.get().versions.count() == 2


def test_recipes_procedures_and_questions_are_kept_in_the_same_way(
    organisation: Organisation,
) -> None:
    def edition(word: str) -> dict[str, str]:
        return {
            name: text.replace("Pika", word).replace("Lyhyt.", word).replace("Mitä?", word)
            for name, text in {**make_files(), **OTHERS}.items()
        }

    at_once(organisation, edition("Ensin"))
    assert at_once(organisation, edition("Sitten")) == {State.CHANGED: 3, State.SAME: 1}
    Recipe.objects.update(digest="edited")
    Procedure.objects.update(digest="edited")
    Question.objects.filter(tool=None).update(text_fi="Oma?")
    assert at_once(organisation, edition("Lopuksi")) == {State.CONFLICTING: 3, State.SAME: 1}
    assert Recipe.objects.get().document.texts["fi"].name == "Sitten"
    assert Question.objects.get(tool=None).text_fi == "Oma?"
    assert at_once(organisation, edition("Lopuksi"), take_theirs=True)["taken"] == 3
    assert Recipe.objects.get().document.texts["fi"].name == "Lopuksi"
    assert Question.objects.get(tool=None).text_fi == "Lopuksi"
    assert Procedure.objects.get().revision == 3


def test_new_questions_come_in_beside_one_that_was_edited_here(organisation: Organisation) -> None:
    at_once(organisation, {**make_files(), **OTHERS})
    Question.objects.filter(tool=None).update(text_fi="Oma?")
    more = OTHERS["questions.yaml"].replace("Mitä?", "Mikä?") + (
        "  - key: two\n    phase: goal\n    type: opening\n    fi: Kuka?\n"
    )
    at_once(organisation, {**make_files(), **OTHERS, "questions.yaml": more})
    found = dict(Question.objects.filter(tool=None).values_list("key", "text_fi"))
    assert found == {"one": "Oma?", "two": "Kuka?"}


def test_a_tool_here_keeps_its_status_and_a_new_one_brings_its_own(
    organisation: Organisation, aino: Person
) -> None:
    make.make_tool(organisation, "a", document=named("Oma"), status="ready")
    files = make_files({"a": named("Uusi"), "b": named("Toinen")}, status="in_trial")
    apply_import(bring(organisation, files, by=aino), take_theirs={"tool-a"}, by=aino)
    assert dict(Tool.objects.values_list("slug", "status")) == {"a": "ready", "b": "in_trial"}


def test_new_tools_can_be_kept_from_readers(organisation: Organisation, aino: Person) -> None:
    apply_import(bring(organisation, make_files(), by=aino), as_drafts=True, by=aino)
    assert Tool.objects.get().status == "draft"


def test_other_languages_here_are_not_lost(organisation: Organisation) -> None:
    at_once(organisation, make_files())
    finnish = make_files({"open-questions": make.make_document("Uusi", languages=["fi"])})
    assert at_once(organisation, finnish) == {State.CHANGED: 1}
    current = Tool.objects.get().current
    assert current is not None
    assert current.document.languages() == ["fi", "sv", "en"]
    assert current.document.texts["fi"].name == "Uusi"


def test_a_package_with_an_error_brings_nothing(organisation: Organisation, aino: Person) -> None:
    files = {**make_files({"a": named("Hyvä"), "b": named("Huono")}), **OTHERS}
    files["tools/b/fi.md"] = files["tools/b/fi.md"].replace("name:", "nimi:")
    begun = bring(organisation, files, by=aino)
    with pytest.raises(ImportRefused) as refused:
        apply_import(begun, by=aino)
    assert [problem.file for problem in refused.value.problems] == ["tools/b/fi.md"] * 2
    assert problems_of(begun) == refused.value.problems
    assert Tool.objects.count() == Recipe.objects.count() == Question.objects.count() == 0
    with pytest.raises(ImportRefused):
        at_once(organisation, files)
    assert ToolkitImport.objects.filter(created_by=None).count() == 0


def test_what_fails_in_the_middle_leaves_nothing(
    organisation: Organisation, aino: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    begun = bring(organisation, make_files({f"t-{n}": named(f"T {n}") for n in range(5)}), by=aino)
    place = placing.place
    calls: list[int] = []

    def fails_at_the_second(*args: object, **kwargs: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the disk is full")
        place(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "place", fails_at_the_second)
    with pytest.raises(OSError, match="full"):
        apply_import(begun, by=aino)
    assert Tool.objects.count() == 0
    monkeypatch.setattr(importing, "place", place)
    assert apply_import(begun, by=aino).counts[State.NEW] == 5
    assert Tool.objects.count() == 5


def test_preparation_goes_on_where_it_was(
    organisation: Organisation, aino: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "READ_AT_ONCE", 2)
    files = make_files({f"t-{n}": named(f"T {n}") for n in range(5)})
    begun = begin_import(opened(files), MANIFEST, name="p.zip", organisation=organisation, by=aino)
    done = []
    while not begun.is_prepared:
        done.append(begun.prepared_count)
        with pytest.raises(ValueError, match="after it has been prepared"):
            apply_import(begun, by=aino)
        prepare_import(ToolkitImport.objects.get(pk=begun.pk), seconds=0)
    assert done == [0, 2, 4]
    prepare_import(begun)
    assert apply_import(begun, by=aino).counts[State.NEW] == 5


def test_an_import_is_applied_once(organisation: Organisation, aino: Person) -> None:
    begun = bring(organisation, make_files(), by=aino)
    apply_import(begun, by=aino)
    with pytest.raises(AlreadyApplied):
        apply_import(begun, by=aino)
    assert ToolVersion.objects.count() == 1


def test_what_somebody_edits_after_the_preview_is_not_overwritten(
    organisation: Organisation, aino: Person
) -> None:
    at_once(organisation, make_files({"a": named("Vanha")}))
    begun = bring(organisation, make_files({"a": named("Uusi")}), by=aino)
    assert counts_of(begun)[State.CHANGED] == 1
    make.make_tool(organisation, "a", document=named("Oma"))
    with pytest.raises(LibraryChanged):
        apply_import(begun, by=aino)
    assert counts_of(begun)[State.CONFLICTING] == 1
    assert ToolVersion.objects.count() == 2
    assert apply_import(begun, by=aino).counts["taken"] == 0
    assert ToolVersion.objects.count() == 2


def test_a_change_elsewhere_in_the_library_does_not_stop_an_import(
    organisation: Organisation, aino: Person
) -> None:
    begun = bring(organisation, make_files(), by=aino)
    make.make_tool(organisation, "elsewhere")
    assert apply_import(begun, by=aino).counts[State.NEW] == 1


def test_two_people_with_one_package_bring_it_in_once(
    organisation: Organisation, aino: Person, timo: Person
) -> None:
    hers = bring(organisation, make_files(), by=aino)
    his = bring(organisation, make_files(), by=timo)
    apply_import(hers, by=aino)
    with pytest.raises(LibraryChanged):
        apply_import(his, by=timo)
    assert apply_import(his, by=timo).counts[State.SAME] == 1
    assert ToolVersion.objects.count() == 1


def test_an_old_preview_is_compared_again(organisation: Organisation, aino: Person) -> None:
    begun = bring(organisation, make_files(), by=aino)
    assert refresh_import(ToolkitImport.objects.get(pk=begun.pk)) is False
    at_once(organisation, make_files())
    assert refresh_import(ToolkitImport.objects.get(pk=begun.pk)) is True
    assert counts_of(begun)[State.SAME] == 1


def test_a_package_put_aside_is_gone_and_an_applied_one_stays(
    organisation: Organisation, aino: Person
) -> None:
    begun = bring(organisation, make_files(), by=aino)
    cancel_import(begun)
    assert ToolkitImport.objects.count() == StagedPart.objects.count() == 0
    applied = apply_import(bring(organisation, make_files(), by=aino), by=aino)
    cancel_import(applied)
    assert ToolkitImport.objects.get() == applied


def test_a_second_package_of_one_person_replaces_the_first(
    organisation: Organisation, aino: Person, timo: Person
) -> None:
    bring(organisation, make_files(), by=timo)
    bring(organisation, make_files(), by=aino)
    second = bring(organisation, make_files(), by=aino)
    assert set(ToolkitImport.objects.values_list("created_by", flat=True)) == {aino.pk, timo.pk}
    assert ToolkitImport.objects.get(created_by=aino) == second


def test_a_package_that_somebody_forgot_goes_when_the_next_comes(
    organisation: Organisation, aino: Person, timo: Person
) -> None:
    forgotten = bring(organisation, make_files(), by=timo)
    ToolkitImport.objects.update(created_at=timezone.now() - timedelta(days=31))
    bring(organisation, make_files(), by=aino)
    assert not ToolkitImport.objects.filter(pk=forgotten.pk).exists()


def test_organisations_do_not_see_each_others_tools(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    make.make_tool(other_organisation, "open-questions")
    assert at_once(organisation, make_files()) == {State.NEW: 1}


def test_the_names_shown_are_those_of_the_package(organisation: Organisation, aino: Person) -> None:
    document = make.make_document(
        "Mitä kuuluu?", names={"sv": "Hur mår du?"}, languages=["fi", "sv"]
    )
    staged = bring(organisation, make_files({"a": document}), by=aino).staged.get()
    assert staged.names == {"fi": "Mitä kuuluu?", "sv": "Hur mår du?"}
    assert (staged.shown_name, staged.shown_language) == ("Mitä kuuluu?", "fi")


def test_differences_are_kept_for_the_preview(organisation: Organisation, aino: Person) -> None:
    old = named("Vanha")
    at_once(organisation, make_files({"a": old}))
    texts = {**old.texts, "sv": msgspec.structs.replace(old.texts["sv"], origin="Annan.")}
    begun = bring(organisation, make_files({"a": ToolDocument(old.facts, texts)}), by=aino)
    assert begun.staged.get().differences == [["sv", "origin"]]


def test_a_dry_run_changes_nothing(organisation: Organisation) -> None:
    assert at_once(organisation, make_files(), dry=True) == {State.NEW: 1}
    assert Tool.objects.count() == ToolkitImport.objects.count() == 0
