"""The schemas are written where they are published."""

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from kysyva.tools.forms.schema import schemas


def test_each_schema_is_written(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ROOT = tmp_path
    call_command("toolkit_schema")
    written = {path.name for path in (tmp_path / "docs" / "toolkit-format").iterdir()}
    assert written == set(schemas())
    assert len(capsys.readouterr().out.splitlines()) == len(written)
