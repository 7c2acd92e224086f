"""A toolkit taken out from the command line changes nothing when it comes back."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kysyva.organisations.models import Organisation
from tests import make


def run(path: Path, **options: object) -> str:
    out = io.StringIO()
    call_command("export_toolkit", str(path), organisation="koivuranta", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    make.make_tool(organisation, "open-questions")
    make.make_tool(organisation, "unfinished", status="draft")
    make.make_recipe(organisation, "quick")
    make.make_procedure(organisation, "harassment")
    return organisation


@pytest.mark.parametrize("name", ["toolkit.zip", "toolkit"])
def test_it_comes_back_as_the_same(filled: Organisation, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run(path, procedures=True) == f"Wrote 1 tools and 2 others to {path}.\n"
    out = io.StringIO()
    call_command("import_toolkit", str(path), organisation="koivuranta", stdout=out)
    assert out.getvalue().endswith("brought in: 3 the same\n")


def test_it_holds_what_was_asked_for(filled: Organisation, tmp_path: Path) -> None:
    path = tmp_path / "toolkit"
    run(path, status=["in_use", "draft"], language=["fi"])
    found = sorted(file.relative_to(path).as_posix() for file in path.rglob("*.*"))
    assert found == [
        "recipes/quick/fi.md",
        "recipes/quick/recipe.yaml",
        "toolkit.yaml",
        "tools/open-questions/fi.md",
        "tools/open-questions/tool.yaml",
        "tools/unfinished/fi.md",
        "tools/unfinished/tool.yaml",
    ]


def test_nothing_is_written_over(filled: Organisation, tmp_path: Path) -> None:
    path = tmp_path / "toolkit.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="exists"):
        run(path)
    assert path.read_text() == "mine"


def test_an_empty_toolkit_is_not_written(organisation: Organisation, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing of this status"):
        run(tmp_path / "toolkit.zip")
    assert list(tmp_path.iterdir()) == []
