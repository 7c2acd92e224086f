"""Figures for whoever edits a toolkit."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.packing import make_files


def test_a_table_for_each_language_has_the_hardest_tool_first(tmp_path: Path) -> None:
    hard = make.make_document("Vaikea", texts={"prepare": "Toimintaympäristömuutosvalmius. " * 9})
    for name, text in make_files({"a": make.make_document("Helppo"), "b": hard}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    out = io.StringIO()
    call_command("readability", str(tmp_path), language=["fi", "en"], stdout=out)
    words = [line.split() for line in out.getvalue().splitlines()]
    assert words[1] == ["fi", "words", "a", "sentence", "long", "words", "LIX"]
    assert [row[0] for row in words if row] == ["fi", "b", "a", "all", "en", "b", "a", "all"]
    assert int(words[2][1]) + int(words[3][1]) == int(words[4][1])


def test_what_is_no_toolkit_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"toolkit\.yaml"):
        call_command("readability", str(tmp_path))
