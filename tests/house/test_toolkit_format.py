"""docs/toolkit-format.md says what the program does."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kysyva.tools.forms import archive, plain_yaml
from kysyva.tools.forms.package import FORMAT, MANIFEST_LIMITS, Manifest
from kysyva.tools.models import (
    Kind,
    LicenceClass,
    ProcedureKind,
    QuestionType,
    RecipeKind,
    Status,
    procedure_rules,
    recipe_rules,
    rules,
)
from kysyva.tools.models.document import Facts, Texts
from kysyva.tools.models.procedure import ProcedureTexts
from kysyva.tools.models.question_bank import BANK_MOST
from kysyva.tools.models.recipe import RecipeFacts, RecipeTexts
from kysyva.tools.models.tool import RESERVED_SLUGS

DOCUMENT = Path(settings.ROOT, "docs", "toolkit-format.md").read_text("utf-8")
PIECES = re.split(r"^## (.+)$", DOCUMENT, flags=re.MULTILINE)
SECTIONS = dict(zip(PIECES[1::2], PIECES[2::2], strict=True))


def rows(title: str) -> dict[str, str]:
    """First and last cell of the tables of a section."""
    cells = [line.strip(" |").split(" | ") for line in SECTIONS[title].splitlines() if "|" in line]
    return {cell[0].strip("`"): cell[-1] for cell in cells}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("toolkit.yaml", Manifest),
        ("tool.yaml", Facts),
        ("fi.md, sv.md, en.md of a tool", Texts),
        ("recipes/", RecipeFacts),
        ("recipes/", RecipeTexts),
        ("procedures/", ProcedureTexts),
    ],
)
def test_every_field_is_described(title: str, kind: Any) -> None:
    assert set(kind.__struct_fields__) <= set(rows(title))


@pytest.mark.parametrize(
    ("title", "limits"),
    [
        ("fi.md, sv.md, en.md of a tool", rules),
        ("recipes/", recipe_rules),
        ("procedures/", procedure_rules),
    ],
)
def test_the_limits_of_texts_are_stated(title: str, limits: Any) -> None:
    said = rows(title)
    for field, most in limits.TEXT_LIMITS.items():
        assert said[field] == f"at most {most} characters", field
    for field, (lines, most) in limits.LIST_LIMITS.items():
        assert said[field] == f"at most {lines} lines of {most} characters", field
    for field in limits.REQUIRED:
        assert re.search(rf"\| `{field}` \|.*Needed\. \|", SECTIONS[title]), field


def test_the_limits_of_facts_are_stated() -> None:
    said = rows("tool.yaml")
    assert said["minutes"] == f"1–{rules.MINUTES_MOST}"
    assert said["people"] == f"1–{rules.PEOPLE_MOST}"
    assert said["prepare_minutes"] == f"0–{rules.PREPARE_MOST}"
    assert said["related"] == f"at most {rules.RELATED_MOST}"
    assert said["licence"] == f"at most {rules.LICENCE_MOST} characters"
    assert said["steps"] == f"1–{rules.STEPS}; 0–{rules.MINUTES_MOST} minutes each"
    assert said["questions"] == f"1–{rules.QUESTIONS}"
    words = rows("fi.md, sv.md, en.md of a tool")
    assert words["questions"] == f"at most {rules.QUESTION_TEXT} characters each"
    title, text = rules.STEP_TITLE, rules.STEP_TEXT
    assert words["steps"] == f"title, needed: at most {title} characters; text: at most {text}"
    assert f"at most {rules.KEY_MOST} characters, and is used once" in DOCUMENT


def test_the_limits_of_the_rest_are_stated() -> None:
    said = rows("toolkit.yaml")
    for field, most in MANIFEST_LIMITS.items():
        assert f"at most {most} characters" in said[field], field
    assert said["format"] == str(FORMAT)
    facts, words = SECTIONS["recipes/"].split("`fi.md`")
    items = (
        f"1–{recipe_rules.ITEMS}; 0–{rules.MINUTES_MOST} minutes; day 0–{recipe_rules.DAYS_MOST}"
    )
    assert items in facts
    title, text = recipe_rules.ITEM_TITLE, recipe_rules.ITEM_TEXT
    assert f"title, needed: at most {title} characters; text: at most {text}" in words
    questions = f"1–{BANK_MOST}; at most {rules.QUESTION_TEXT} characters each"
    assert rows("questions.yaml")["questions"] == questions


def test_the_closed_lists_are_whole() -> None:
    lists = DOCUMENT.split("<!-- lists -->")[1].split("<!-- end of lists -->")[0]
    found = {
        line.split("**")[1]: tuple(re.findall(r"`([a-z_-]+)`", line))
        for line in lists.strip().splitlines()
    }
    assert found == {
        "status": tuple(Status.values),
        "type": tuple(QuestionType.values),
        "licence_class": tuple(LicenceClass.values),
        **{name: tuple(closed.values) for name, closed in rules.CLOSED_LISTS.items()},
    }
    for value in (*RecipeKind.values, *ProcedureKind.values):
        assert f"`{value}`" in DOCUMENT


def test_the_limits_of_a_package_are_stated() -> None:
    assert rows("Limits of a package") == {
        "What": "At most",
        "---|---": "---|---",
        "the zip": f"{archive.ARCHIVE_MOST // archive.MEGABYTE} MB",
        "the files together, unpacked": f"{archive.TOTAL_MOST // archive.MEGABYTE} MB",
        "one file": f"{archive.FILE_MOST // 1024} kB",
        "tools, recipes and procedures together": str(archive.PARTS_MOST),
        "files": str(archive.FILES_MOST),
        "characters in one line": str(archive.LINE_MOST),
        "values in one YAML text": str(plain_yaml.VALUES_MOST),
        "levels of lists and fields": str(plain_yaml.DEPTH),
    }


def test_names_that_are_taken_are_listed() -> None:
    for slug in RESERVED_SLUGS:
        assert f"`{slug}`" in SECTIONS["Layout"]


def test_every_address_below_tools_is_a_name_that_is_taken() -> None:
    from kysyva.tools.urls import urlpatterns

    literal = {
        match[1]
        for pattern in urlpatterns
        if (match := re.match(r"tools/([a-z-]+)/", str(pattern.pattern)))
    }
    assert literal <= RESERVED_SLUGS
    assert set(Kind.values) == {"tool", "recipe", "procedure", "questions"}


def test_the_examples_are_good() -> None:
    from kysyva.tools.forms.package import Part, read_manifest, read_part

    examples = re.findall(r"```(?:yaml|markdown)\n(.*?)```", DOCUMENT, re.DOTALL)
    manifest, facts, words, recipe, questions = examples
    files = {
        "toolkit.yaml": manifest,
        "tools/scaling/tool.yaml": facts,
        "tools/scaling/en.md": words,
        "questions.yaml": questions,
        "recipes/a/recipe.yaml": recipe,
        "recipes/a/en.md": "---\nname: A\npurpose: B\nitems:\n"
        + "".join(f"  {key}:\n    title: C\n" for key in ("arrive", "topic", "break"))
        + "---\n",
    }
    assert read_manifest(files)[1] == []
    for kind, slug in ((Kind.TOOL, "scaling"), (Kind.RECIPE, "a"), (Kind.QUESTIONS, "questions")):
        assert read_part(files, Part(kind, slug)).problems == []
