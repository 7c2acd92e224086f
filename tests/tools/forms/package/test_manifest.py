"""``toolkit.yaml``: typed, or its problems."""

import pytest
from django.utils import translation

from kysyva.tools.forms.package import Manifest, read_manifest

GOOD = """format: 1
id: jarvela
version: "2026.11"
names:
  fi: Järvelän pakki
licence: CC-BY-4.0
"""


def problems(text: str) -> list[str]:
    with translation.override("en"):
        manifest, found = read_manifest({"toolkit.yaml": text})
    assert manifest is None
    return [str(problem) for problem in found]


def test_a_manifest_is_typed() -> None:
    manifest, found = read_manifest({"toolkit.yaml": GOOD})
    assert found == []
    assert manifest == Manifest(1, "jarvela", "2026.11", {"fi": "Järvelän pakki"}, "CC-BY-4.0")
    assert manifest.package == "jarvela 2026.11"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 2", "toolkit.yaml:1: format: This program reads format 1."),
        ("id: jarvela", "id: Järvelä", "toolkit.yaml:2: id: Use small letters"),
        ("id: jarvela", f"id: {'a' * 51}", "toolkit.yaml:2: id: At most 50 characters"),
        ('"2026.11"', "3", "toolkit.yaml:3: version: Text was expected, not a whole number. Put"),
        ('"2026.11"', '"1 of 2"', "toolkit.yaml:3: version: Use letters"),
        ("  fi:", "  de:", "toolkit.yaml:5: names.de: Texts can be in Finnish"),
        ("Järvelän pakki", "x" * 81, "toolkit.yaml:5: names.fi: At most 80 characters"),
        ("Järvelän pakki", '"a\\u202eb"', "toolkit.yaml:5: names.fi: There is a hidden character"),
        ("licence: CC-BY-4.0\n", "", "toolkit.yaml:1: licence: This field is missing."),
        ("licence:", "license:", "toolkit.yaml:6: license: There is no field called “license”."),
        ("names:\n  fi: Järvelän pakki\n", "names: {}\n", "toolkit.yaml:4: names: Give the"),
    ],
)
def test_what_is_wrong_has_line_and_field(old: str, new: str, expected: str) -> None:
    assert any(found.startswith(expected) for found in problems(GOOD.replace(old, new)))


def test_every_problem_is_told_at_once() -> None:
    assert len(problems("format: one\nid: 2\nnames: [a]\nmore: x\n")) == 6


def test_a_manifest_that_is_no_group_of_fields_is_refused() -> None:
    assert problems("- a\n") == ["toolkit.yaml:1: A group of fields was expected, not a list."]
