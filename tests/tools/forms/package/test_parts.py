"""Files to documents, or problems that name file, line and field."""

import pytest
from django.utils import translation

from kysyva.tools.forms.package import Part, ReadPart, parts_of, read_part
from kysyva.tools.models import Kind
from tests import make
from tests.packing import make_files

TOOL = Part(Kind.TOOL, "open-questions")
YAML, MD = "tools/open-questions/tool.yaml", "tools/open-questions/fi.md"
RECIPE = {
    "recipes/quick/recipe.yaml": """kind: path
people: {least: 1, most: 9}
items:
  - {key: begin, minutes: 5, tool: scaling, day: 1}
  - {key: rest, minutes: 5, pause: true}
""",
    "recipes/quick/fi.md": """---
name: Pika
purpose: Nopea.
items:
  begin:
    title: Alku
  rest:
    title: Tauko
---
Neuvo.
""",
}
QUESTIONS = {
    "questions.yaml": """questions:
  - key: one
    phase: goal
    type: opening
    fi: Mitä?
"""
}
PROCEDURE = {
    "procedures/harassment/sv.md": """---
name: Trakasserier
summary: Kort.
do_now:
  - Lyssna.
---
"""
}


def read(changes: dict[str, tuple[str, str]], part: Part = TOOL, **files: str) -> ReadPart:
    """A good package, with ``old`` replaced by ``new`` in some files."""
    found = {**make_files(), **RECIPE, **QUESTIONS, **PROCEDURE, **files}
    for name, (old, new) in changes.items():
        assert old in found[name]
        found[name] = found[name].replace(old, new, 1)
    with translation.override("en"):
        return read_part(found, part)


def told(read_part: ReadPart) -> list[str]:
    assert read_part.document is None
    return [str(problem) for problem in read_part.problems]


def test_a_package_has_four_kinds_of_parts() -> None:
    files = {**make_files(), **RECIPE, **QUESTIONS, **PROCEDURE, "README.md": "x"}
    assert set(parts_of(files)) == {
        TOOL,
        Part(Kind.RECIPE, "quick"),
        Part(Kind.PROCEDURE, "harassment"),
        Part(Kind.QUESTIONS, "questions"),
    }


def test_a_tool_is_read_whole() -> None:
    found = read({})
    assert found.problems == []
    assert found.document == make.make_document()
    assert found.status == "in_use"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (MD, "name: Avoimet", "nimi: Avoimet", f"{MD}:2: nimi: There is no field called “nimi”."),
        (MD, "name: Avoimet", "nimi: Avoimet", f"{MD}:2: name: This field is missing."),
        (MD, "name: Avoimet kysymykset", "name: 2026", f"{MD}:2: name: Text was expected, not a"),
        (MD, "name: Avoimet kysymykset", "name:", f"{MD}:2: name: This field is missing."),
        (MD, "name: Avoimet", f"name: {'x' * 80}", f"{MD}:2: name: At most 80 characters"),
        (MD, "Älä kuulustele.", '""', f"{MD}:20: do_not_use_so: This is needed before"),
        (MD, "when:\n  - ", "when: ", f"{MD}:4: when: A list was expected, not text."),
        (MD, "  open:\n", "  opne:\n", f"{MD}:10: steps.opne: “opne” is not among the keys"),
        (MD, "  open:\n", "  opne:\n", f"{MD}:9: steps.open.title: Name this step."),
        (MD, "    title: Avaa\n", "    title: [a]\n", f"{MD}:11: steps.open.title: Text was expe"),
        (MD, "---\nname", "name", f"{MD}:1: The file must begin with YAML between two lines"),
        (MD, "title: Avaa", "title: Avaa: nyt", f"{MD}:11: This is not valid YAML. Put a text wi"),
        (MD, "name: Avoimet", "checked: soon\nname: A", f"{MD}:2: checked: Write the date as"),
        (MD, "kysymykset", "\u202ekysy", f"{MD}:2: name: There is a hidden character in"),
        (MD, "Avoimet kysymykset", '"a\\u202eb"', f"{MD}:2: name: There is a hidden character in"),
        (MD, "Avoimet kysymykset", '"a\\0b"', f"{MD}:2: name: There is a hidden character in"),
        (MD, "name: A", "name: !!python/object:x A", f"{MD}:2: Tags (!) are not allowed."),
        (YAML, "in_use", "used", f"{YAML}:1: status: “used” is not in the list: idea, draft"),
        (YAML, "in_use", "5", f"{YAML}:1: status: “5” is not in the list"),
        (YAML, "[one_on_one]", "[one_on_on]", f"{YAML}:2: settings: “one_on_on” is not in"),
        (YAML, "[one_on_one]", "[everyday, everyday]", f"{YAML}:2: settings: The same value"),
        (YAML, "{least: 15, most: 30}", "{least: 30, most: 15}", f"{YAML}:6: minutes: Give two"),
        (YAML, "{least: 15, most: 30}", "{least: x, most: 3}", f"{YAML}:6: minutes.least: A whol"),
        (YAML, "most: 30", "most: 99999999999999999999", f"{YAML}:6: minutes.most: A whole numb"),
        (YAML, "most: 30", "most: 999999999", f"{YAML}:6: minutes: Give two whole numbers"),
        (YAML, "key: listen", "key: Listen", f"{YAML}:13: steps.Listen: Each key is used once"),
        (YAML, "key: listen, minutes: 10", "minutes: 10", f"{YAML}:13: steps.2.key: This field is"),
        (YAML, "phase: goal", "phase: gaol", f"{YAML}:15: questions.goal: “gaol” is not in"),
        (YAML, "licence: CC-BY-4.0", "related: [a b]", f"{YAML}:10: related: Give the folder"),
        (YAML, "generic", "free", f"{YAML}:9: licence_class: “free” is not in the list: generic"),
        (YAML, "status:", "status: draft\nstatus:", f"{YAML}:2: The field “status” stands here tw"),
        (YAML, "settings:", "steps: &a [*a]\nsettings:", f"{YAML}:2: Anchors and aliases"),
    ],
)
def test_a_problem_names_file_line_and_field(name: str, old: str, new: str, expected: str) -> None:
    found = told(read({name: (old, new)}))
    assert any(line.startswith(expected) for line in found), found


def test_several_problems_are_told_together() -> None:
    changes = {YAML: ("{least: 15, most: 30}", "5"), MD: ("name:", "nimi:")}
    assert len(told(read(changes))) == 3


def test_a_language_alone_needs_its_facts() -> None:
    found = {name: text for name, text in make_files().items() if name != YAML}
    with translation.override("en"):
        assert told(read_part(found, TOOL)) == [f"{YAML}: The file is missing."]


def test_facts_alone_need_a_language() -> None:
    found = {name: text for name, text in make_files().items() if not name.endswith(".md")}
    with translation.override("en"):
        assert "one language at least" in told(read_part(found, TOOL))[0]


@pytest.mark.parametrize("slug", ["cards", "new", "drafts"])
def test_a_name_that_addresses_need_is_taken(slug: str) -> None:
    files = make_files({slug: make.make_document()})
    with translation.override("en"):
        found = told(read_part(files, Part(Kind.TOOL, slug)))
    assert found == [f"tools/{slug}: This name has another meaning in addresses. Choose another."]


def test_messages_are_in_the_readers_language() -> None:
    files = {name: text for name, text in make_files().items() if name != YAML}
    with translation.override("fi"):
        finnish = read_part(files, TOOL).problems[0].message
    with translation.override("en"):
        english = read_part(files, TOOL).problems[0].message
    assert english == "The file is missing."
    assert finnish


def test_a_recipe_is_read_with_its_advice() -> None:
    found = read({}, Part(Kind.RECIPE, "quick"))
    assert found.problems == []
    assert found.document.facts.items[1].pause is True
    assert found.document.texts["fi"].advice == "Neuvo."


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("recipe.yaml", "path", "walk", "recipe.yaml:1: kind: “walk” is not in the list"),
        ("recipe.yaml", "most: 9", "most: 0", "recipe.yaml:2: people: Give two whole numbers"),
        ("recipe.yaml", "minutes: 5, t", "minutes: 900, t", "recipe.yaml:4: items.begin: Give min"),
        ("recipe.yaml", "scaling", "Scaling", "recipe.yaml:4: items.begin: Give the folder name"),
        ("recipe.yaml", "day: 1", "day: 400", "recipe.yaml:4: items.begin: Give a day from 0"),
        ("recipe.yaml", "true", "yes", "recipe.yaml:5: items.2.pause: true or false was expected"),
        ("recipe.yaml", "key: rest", "key: begin", "recipe.yaml:4: items.begin: Each key is used"),
        ("fi.md", "  rest:", "  resd:", "fi.md:4: items.rest.title: Name this part."),
        ("fi.md", "  rest:", "  resd:", "fi.md:7: items.resd: “resd” is not among the keys of re"),
        ("fi.md", "Nopea.", "x" * 221, "fi.md:3: purpose: At most 220 characters"),
        ("fi.md", "Nopea.", '""', "fi.md:3: purpose: This is needed before publishing."),
    ],
)
def test_a_problem_of_a_recipe_names_file_line_and_field(
    name: str, old: str, new: str, expected: str
) -> None:
    found = told(read({f"recipes/quick/{name}": (old, new)}, Part(Kind.RECIPE, "quick")))
    assert any(line.startswith(f"recipes/quick/{expected}") for line in found), found


def test_a_procedure_is_read_and_has_nothing_below() -> None:
    part = Part(Kind.PROCEDURE, "harassment")
    assert read({}, part).document.texts["sv"].do_now == ("Lyssna.",)
    name = "procedures/harassment/sv.md"
    below = told(read({name: ("---\n", "---\n")}, part, **{name: PROCEDURE[name] + "\nMer.\n"}))
    assert below == [f"{name}:8: Nothing may follow the second line of three hyphens (---)."]
    assert "needed before" in told(read({name: ("Kort.", '""')}, part))[0]


def test_a_procedure_is_about_one_of_the_known_matters() -> None:
    files = {"procedures/weather/fi.md": PROCEDURE["procedures/harassment/sv.md"]}
    with translation.override("en"):
        found = told(read_part(files, Part(Kind.PROCEDURE, "weather")))
    assert "“weather” is not in the list: harassment" in found[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("goal", "gaol", "questions.yaml:3: questions.one.phase: “gaol” is not in the list"),
        ("opening", "open", "questions.yaml:4: questions.one.type: “open” is not in the list"),
        ("key: one", "key: One", "questions.yaml:2: questions.One: Each key is used once"),
        ("    fi: Mitä?\n", "", "questions.yaml:2: questions.one: Write it in one language"),
        ("Mitä?", "x" * 161, "questions.yaml:5: questions.one.fi: At most 160 characters"),
        ("fi:", "de:", "questions.yaml:5: questions.1.de: There is no field called “de”."),
    ],
)
def test_a_problem_of_the_question_bank_has_its_line(old: str, new: str, expected: str) -> None:
    found = told(read({"questions.yaml": (old, new)}, Part(Kind.QUESTIONS, "questions")))
    assert any(line.startswith(expected) for line in found), found
