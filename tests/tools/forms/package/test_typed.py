"""A file as typed data, or problems with their path."""

from typing import Any

import msgspec
import pytest
from django.utils import translation

from kysyva.tools.forms.package.typed import FileProblem, converted, parsed_file, shown
from kysyva.tools.forms.yaml import Parsed


class Leaf(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    count: int = 0


class Tree(msgspec.Struct, forbid_unknown_fields=True):
    leaves: dict[str, Leaf]
    tags: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"leaves": {"a": {"name": 1}}}, ["leaves.a.name: Text was expected, not a whole number."]),
        ({"leaves": {"a": {}}}, ["leaves.a.name: This field is missing."]),
        ({"leaves": {"a": "x"}}, ["leaves.a: A group of fields was expected, not text."]),
        ({"leaves": {}, "tags": ["x", 2, ["y"]]}, ["tags.2: Text", "tags.3: Text was expected"]),
        ({"tags": "x"}, ["tags: A list was expected, not text.", "leaves: This field is missing."]),
        ({"leaves": {}, "root": 1}, ["root: There is no field called “root”."]),
    ],
)
def test_every_wrong_field_is_told_with_its_path(data: Any, expected: list[str]) -> None:
    problems: list[FileProblem] = []
    with translation.override("en"):
        assert converted("a.yaml", Parsed(data), data, Tree, problems) is None
    told = [str(problem).removeprefix("a.yaml:1: ") for problem in problems]
    assert len(told) == len(expected)
    for line, start in zip(told, expected, strict=True):
        assert line.startswith(start)


def test_what_is_right_is_typed() -> None:
    problems: list[FileProblem] = []
    data = {"leaves": {"a": {"name": "x", "count": 2}}, "tags": ["y"]}
    assert converted("a.yaml", Parsed(data), data, Tree, problems) == Tree(
        {"a": Leaf("x", 2)}, ("y",)
    )
    assert problems == []


def test_people_count_from_one() -> None:
    assert shown(("when", 0)) == "when.1"


@pytest.mark.parametrize(
    "text", ["---\na: b\n---\n\nBody.\n", "---\na: b\n--- \nBody.", "---\na: b\n---\nBody."]
)
def test_what_follows_front_matter_is_a_field(text: str) -> None:
    parsed = parsed_file("a.md", {"a.md": text}, [], body="example")
    assert parsed is not None
    assert parsed.data == {"a": "b", "example": "Body."}


def test_a_field_that_is_written_goes_before_what_follows() -> None:
    parsed = parsed_file("a.md", {"a.md": "---\nexample: x\n---\ny\n"}, [], body="example")
    assert parsed is not None
    assert parsed.data == {"example": "x"}
