"""What a package holds, part by part: each read to a document, or to problems."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kysyva.tools.forms.package.typed import FileProblem, Files, converted, parsed_file, shown
from kysyva.tools.forms.plain_yaml import Path
from kysyva.tools.forms.yaml import Parsed
from kysyva.tools.models import question_bank, recipe_rules, rules
from kysyva.tools.models.document import LANGUAGES, Facts, Texts, ToolDocument
from kysyva.tools.models.facets import Status
from kysyva.tools.models.package import Kind
from kysyva.tools.models.procedure import ProcedureDocument, ProcedureKind, ProcedureTexts
from kysyva.tools.models.procedure_rules import problems as procedure_problems
from kysyva.tools.models.question_bank import QuestionBank
from kysyva.tools.models.recipe import RecipeDocument, RecipeFacts, RecipeTexts
from kysyva.tools.models.rules import Problem
from kysyva.tools.models.tool import RESERVED_SLUGS

QUESTIONS = "questions.yaml"
FOLDERS = {"tools": Kind.TOOL, "recipes": Kind.RECIPE, "procedures": Kind.PROCEDURE}
FILE = re.compile(r"(tools|recipes|procedures)/([a-z0-9-]+)/[a-z]+\.(?:yaml|md)")
# Fields whose parts are counted from 0 in a problem's path; elsewhere parts are keys.
COUNTED = frozenset({"when", "when_not", "phrases", "signs", "do_now", "do_not", "contacts"})
# Where a part's problems are told when no file of its own is at fault.
Sources = dict[str, tuple[str, Parsed]]


class Part(NamedTuple):
    """A part of a package; there is one question bank at most, called ``questions``."""

    kind: Kind
    slug: str


@dataclass
class ReadPart:
    """A part as its files say, or why they cannot be used."""

    part: Part
    status: str = ""
    document: Any = None
    problems: list[FileProblem] = field(default_factory=list)


def parts_of(files: Iterable[str]) -> dict[Part, list[str]]:
    """The names of the files of each part."""
    found: dict[Part, list[str]] = {}
    for name in files:
        if match := FILE.fullmatch(name):
            found.setdefault(Part(FOLDERS[match[1]], match[2]), []).append(name)
        elif name == QUESTIONS:
            found[Part(Kind.QUESTIONS, "questions")] = [name]
    return found


def read_part(files: Files, part: Part) -> ReadPart:
    """One part of a package. Never raises for what the files hold: problems are in the answer."""
    read = ReadPart(part)
    sources: Sources = {}
    document, find_problems = READERS[part.kind](files, read, sources)
    if document is None or read.problems:
        return read
    for problem in find_problems(document):
        name, parsed = sources.get(problem.part) or next(iter(sources.values()))
        path = _path(problem.field)
        line = parsed.line_of(_in_list(parsed, path))
        read.problems.append(FileProblem(name, line, shown(path), problem.message))
    if not read.problems:
        read.document = document
    return read


Checks = Callable[[Any], list[Problem]]


def _tool(files: Files, read: ReadPart, sources: Sources) -> tuple[ToolDocument | None, Checks]:
    folder = f"tools/{read.part.slug}"
    read.status = Status.IN_USE
    if read.part.slug in RESERVED_SLUGS:
        message = _("This name has another meaning in addresses. Choose another.")
        read.problems.append(FileProblem(folder, 0, "", message))
    data = _facts(files, f"{folder}/tool.yaml", read, sources)
    if data is not None and "status" in data:
        data = dict(data)
        read.status = str(data.pop("status"))
    facts = _typed(data, "facts", Facts, read, sources)
    texts = _texts(files, folder, Texts, read, sources, body="example")
    document = None if facts is None else ToolDocument(facts, texts)
    return document, lambda found: rules.problems(found, status=read.status)


def _recipe(files: Files, read: ReadPart, sources: Sources) -> tuple[RecipeDocument | None, Checks]:
    folder = f"recipes/{read.part.slug}"
    data = _facts(files, f"{folder}/recipe.yaml", read, sources)
    facts = _typed(data, "facts", RecipeFacts, read, sources)
    texts = _texts(files, folder, RecipeTexts, read, sources, body="advice")
    return None if facts is None else RecipeDocument(facts, texts), recipe_rules.problems


def _procedure(files: Files, read: ReadPart, sources: Sources) -> tuple[Any, Checks]:
    folder = f"procedures/{read.part.slug}"
    if read.part.slug not in ProcedureKind.values:
        message = rules.not_in_list(read.part.slug, ProcedureKind.values)
        read.problems.append(FileProblem(folder, 0, "", message))
    texts = _texts(files, folder, ProcedureTexts, read, sources, body="")
    return ProcedureDocument(texts) if texts else None, procedure_problems


def _questions(files: Files, read: ReadPart, sources: Sources) -> tuple[Any, Checks]:
    data = _facts(files, QUESTIONS, read, sources)
    return _typed(data, "facts", QuestionBank, read, sources), question_bank.problems


Reader = Callable[[Files, ReadPart, Sources], tuple[Any, Checks]]
READERS: Mapping[Kind, Reader] = {
    Kind.TOOL: _tool,
    Kind.RECIPE: _recipe,
    Kind.PROCEDURE: _procedure,
    Kind.QUESTIONS: _questions,
}


def _facts(files: Files, name: str, read: ReadPart, sources: Sources) -> Any:
    if name not in files:
        read.problems.append(FileProblem(name, 0, "", _("The file is missing.")))
        return None
    parsed = parsed_file(name, files, read.problems)
    if parsed is None:
        return None
    sources["facts"] = (name, parsed)
    return parsed.data


def _typed(data: Any, part: str, kind: Any, read: ReadPart, sources: Sources) -> Any:
    if data is None:
        return None
    name, parsed = sources[part]
    return converted(name, parsed, data, kind, read.problems)


def _texts(
    files: Files, folder: str, kind: Any, read: ReadPart, sources: Sources, *, body: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        name = f"{folder}/{language}.md"
        if name not in files:
            continue
        parsed = parsed_file(name, files, read.problems, body=body)
        if parsed is None:
            continue
        sources[language] = (name, parsed)
        if not _dated(name, parsed, read.problems):
            continue
        texts = _typed(parsed.data, language, kind, read, sources)
        if texts is not None:
            found[language] = texts
    return found


def _dated(name: str, parsed: Parsed, problems: list[FileProblem]) -> bool:
    """Turn the date of ``checked`` into one; False if it is none."""
    data = parsed.data
    if isinstance(data, dict) and isinstance(checked := data.get("checked"), str):
        try:
            data["checked"] = date.fromisoformat(checked)
        except ValueError:
            message = _("Write the date as 2026-11-23.")
            problems.append(FileProblem(name, parsed.line_of(("checked",)), "checked", message))
            return False
    return True


def _path(field: str) -> Path:
    """``when.0`` is the first line of a list; ``steps.0`` would be a step whose key is 0."""
    first, *rest = field.split(".")
    return (first, *(int(part) if first in COUNTED else part for part in rest))


def _in_list(parsed: Parsed, path: Path) -> Path:
    """``steps.open`` in tool.yaml is the list item whose key is ``open``."""
    data = parsed.data
    if len(path) >= 2 and isinstance(data, dict) and isinstance(data.get(path[0]), list):
        for number, item in enumerate(data[path[0]]):
            if isinstance(item, dict) and item.get("key") == path[1]:
                return (path[0], number, *path[2:])
    return path
