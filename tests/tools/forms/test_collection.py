"""What an organisation's package holds."""

import pytest

from kysyva.organisations.models import Organisation
from kysyva.tools.forms.collection import Collected
from kysyva.tools.forms.package import parts_of, read_manifest, read_part
from kysyva.tools.models import Kind, Question
from tests import make


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    make.make_tool(organisation, "b")
    make.make_tool(organisation, "a")
    make.make_tool(organisation, "draft", status="draft")
    make.make_recipe(organisation, "quick")
    make.make_procedure(organisation, "harassment")
    Question.objects.create(
        organisation=organisation,
        key="alone",
        phase="goal",
        type="opening",
        text_fi="Mitä?",
        text_sv="Vad?",
    )
    return organisation


def test_it_reads_back_without_problems(filled: Organisation) -> None:
    files = dict(Collected(filled, kinds=list(Kind)).files())
    manifest, problems = read_manifest(files)
    assert problems == []
    assert manifest is not None
    assert (manifest.id, manifest.names) == ("koivuranta", {"fi": "Koivurannan kaupunki"})
    assert manifest.licence == "CC-BY-4.0"
    assert {(part.kind, part.slug) for part in parts_of(files)} == {
        ("tool", "a"),
        ("tool", "b"),
        ("recipe", "quick"),
        ("procedure", "harassment"),
        ("questions", "questions"),
    }
    assert [
        problem for part in parts_of(files) for problem in read_part(files, part).problems
    ] == []


def test_procedures_stay_at_home_unless_they_are_asked_for(filled: Organisation) -> None:
    assert not [name for name, _text in Collected(filled).files() if "procedures/" in name]


def test_only_the_languages_that_were_asked_for_go_out(filled: Organisation) -> None:
    files = dict(Collected(filled, languages=["sv"]).files())
    assert {name for name in files if name.endswith(".md")} == {"tools/a/sv.md", "tools/b/sv.md"}
    assert "sv: Vad?" in files["questions.yaml"]
    assert "fi:" not in files["questions.yaml"]


def test_the_same_content_gives_the_same_files(filled: Organisation) -> None:
    assert list(Collected(filled).files()) == list(Collected(filled).files())


def test_every_licence_is_named(organisation: Organisation) -> None:
    make.make_tool(organisation, "a")
    make.make_tool(organisation, "b", document=make.make_document(licence="CC0-1.0"))
    manifest, _problems = read_manifest(dict(Collected(organisation).files()))
    assert manifest is not None
    assert manifest.licence == "CC-BY-4.0 AND CC0-1.0"
