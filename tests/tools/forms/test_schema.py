"""The published schemas are up to date, fit the starter toolkit, and agree with the program."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from kysyva.tools.forms.archive import FolderFiles
from kysyva.tools.forms.package import Part, read_part
from kysyva.tools.forms.schema import encoded, schemas
from kysyva.tools.forms.yaml import parse
from kysyva.tools.models import Kind
from tests.packing import make_files

FOLDER: Path = settings.ROOT / "docs" / "toolkit-format"
STARTER = FolderFiles(settings.TOOLKITS_DIR / "starter")
FRONT = {"tools": "tool-front-matter", "recipes": "recipe-front-matter"}


def schema_of(name: str) -> str | None:
    folder, _, last = name.rpartition("/")
    kind = folder.split("/")[0]
    if last in ("toolkit.yaml", "tool.yaml", "recipe.yaml", "questions.yaml"):
        return last.replace(".yaml", ".schema.json")
    if kind == "procedures":
        return "procedure-front-matter.schema.json"
    return f"{FRONT[kind]}.schema.json" if kind in FRONT else None


def data_of(name: str, text: str) -> Any:
    return parse(text.split("---\n", 2)[1] if name.endswith(".md") else text).data


def complaints(name: str, data: Any) -> Iterator[str]:
    schema = schemas()[str(schema_of(name))]
    for error in Draft202012Validator(schema).iter_errors(data):
        yield f"{name}: {error.json_path}: {error.message}"


def test_the_published_files_are_those_that_the_program_makes() -> None:
    published = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    made = {name: encoded(schema) for name, schema in schemas().items()}
    assert published == made, "run: ./kysyva manage toolkit_schema"


@pytest.mark.parametrize("name", schemas())
def test_each_is_a_schema_and_explains_every_field(name: str) -> None:
    schema = json.loads(encoded(schemas()[name]))
    Draft202012Validator.check_schema(schema)
    assert all(field["description"] for field in schema["properties"].values())


def test_the_starter_toolkit_is_valid() -> None:
    found = [
        complaint
        for name in STARTER
        if schema_of(name)
        for complaint in complaints(name, data_of(name, STARTER[name]))
    ]
    assert found == []


TOOL = "tools/open-questions/tool.yaml"
WORDS = "tools/open-questions/fi.md"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TOOL, "in_use", "used"),
        (TOOL, "[one_on_one]", "[]"),
        (TOOL, "[one_on_one]", "[one]"),
        (TOOL, "[one_on_one]", "[everyday, everyday]"),
        (TOOL, "most: 30", "most: 481"),
        (TOOL, "most: 30", "most: ten"),
        (TOOL, "most: 30", "moist: 30"),
        (TOOL, "key: listen", "key: Listen"),
        (TOOL, "phase: goal", "phase: gaol"),
        (TOOL, "generic", "free"),
        (TOOL, "minutes: {", "minuets: {"),
        (WORDS, "name: Avoimet", "nimi: Avoimet"),
        (WORDS, "Avoimet kysymykset", '""'),
        (WORDS, "Avoimet kysymykset", "x" * 81),
        (WORDS, "Avoimet kysymykset", "2026"),
        (WORDS, "Älä kuulustele.", '""'),
        (WORDS, "title: Avaa", "titel: Avaa"),
    ],
)
def test_schema_and_program_refuse_the_same(name: str, old: str, new: str) -> None:
    files = make_files()
    assert list(complaints(name, data_of(name, files[name]))) == []
    files[name] = files[name].replace(old, new, 1)
    assert list(complaints(name, data_of(name, files[name])))
    assert read_part(files, Part(Kind.TOOL, "open-questions")).problems
