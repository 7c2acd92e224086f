"""Toolkit packages read: files to typed documents, or problems that name file, line and field."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from kysyva.tools.forms.archive import Files
from kysyva.tools.forms.yaml import Parsed, Path, YamlError, parse
from kysyva.tools.models.document import LANGUAGES, Facts, Texts, ToolDocument
from kysyva.tools.models.facets import Status
from kysyva.tools.models.rules import problems as rule_problems

T = TypeVar("T")
FORMAT = 1
TOOL_FILE = re.compile(r"tools/([a-z0-9-]+)/(?:tool\.yaml|([a-z]{2})\.md)")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong, and where: a file of the package, a line in it from 1, a field."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return (
            f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        )


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``toolkit.yaml``: what the package is."""

    format: int
    id: str
    version: str
    names: dict[str, str]
    licence: str
    descriptions: dict[str, str] = msgspec.field(default_factory=dict)
    credit: str = ""


@dataclass
class ReadTool:
    """A tool as its files say, or why they cannot be used."""

    slug: str
    status: str = Status.IN_USE
    document: ToolDocument | None = None
    problems: list[FileProblem] = field(default_factory=list)


def slugs(files: Files) -> list[str]:
    """The tools that a package holds, by their folder's name."""
    return sorted({match[1] for name in files if (match := TOOL_FILE.fullmatch(name))})


def read_manifest(files: Files) -> tuple[Manifest | None, list[FileProblem]]:
    """``toolkit.yaml``, typed, or its problems."""
    name = "toolkit.yaml"
    try:
        parsed = parse(files.get(name, ""))
    except YamlError as error:
        return None, [FileProblem(name, error.line, "", error.message)]
    try:
        manifest = msgspec.convert(parsed.data, type=Manifest)
    except msgspec.ValidationError as error:
        return None, [_typed_problem(name, parsed, error)]
    found = []
    if manifest.format != FORMAT:
        message = _("This program reads format %(format)d.") % {"format": FORMAT}
        found.append(FileProblem(name, parsed.line_of(("format",)), "format", message))
    if not re.fullmatch(r"[a-z0-9-]{1,60}", manifest.id):
        message = _("Use small letters a–z, digits and single hyphens between them.")
        found.append(FileProblem(name, parsed.line_of(("id",)), "id", message))
    return (None if found else manifest), found


def read_tool(files: Files, slug: str) -> ReadTool:
    """One tool of a package. Never raises for what the files hold: problems are in the answer."""
    read = ReadTool(slug)
    lines: dict[str, tuple[str, Parsed]] = {}
    facts = _read_facts(files, read, lines)
    texts = {
        language: text
        for language in LANGUAGES
        if (text := _read_texts(files, language, read, lines)) is not None
    }
    if facts is None or read.problems:
        return read
    document = ToolDocument(facts, texts)
    for problem in rule_problems(document, status=read.status):
        name, parsed = lines.get(problem.part) or lines["facts"]
        path: Path = tuple(
            int(part) if part.isdigit() else part for part in problem.field.split(".") if part
        )
        line = parsed.line_of(_in_list(parsed, path))
        read.problems.append(FileProblem(name, line, problem.field, problem.message))
    if not read.problems:
        read.document = document
    return read


def _in_list(parsed: Parsed, path: Path) -> Path:
    """``steps.open`` in tool.yaml is the list item whose key is ``open``."""
    data = parsed.data
    if len(path) >= 2 and isinstance(data, dict) and isinstance(data.get(path[0]), list):
        for number, item in enumerate(data[path[0]]):
            if isinstance(item, dict) and item.get("key") == path[1]:
                return (path[0], number)
    return path


def _read_facts(files: Files, read: ReadTool, lines: dict[str, tuple[str, Parsed]]) -> Facts | None:
    name = f"tools/{read.slug}/tool.yaml"
    if name not in files:
        read.problems.append(FileProblem(name, 0, "", _("The file is missing.")))
        return None
    parsed = _parsed(name, files[name], 1, read)
    if parsed is None:
        return None
    lines["facts"] = (name, parsed)
    data = parsed.data
    if isinstance(data, dict) and isinstance(data.get("status"), str):
        data = dict(data)
        read.status = data.pop("status")
    return _converted(name, parsed, data, Facts, read)


def _read_texts(
    files: Files, language: str, read: ReadTool, lines: dict[str, tuple[str, Parsed]]
) -> Texts | None:
    name = f"tools/{read.slug}/{language}.md"
    if name not in files:
        return None
    head, found, body = files[name].removeprefix("---\n").partition("\n---\n")
    if not files[name].startswith("---\n") or not found:
        message = _("The file must begin with YAML between two lines of three hyphens (---).")
        read.problems.append(FileProblem(name, 1, "", message))
        return None
    parsed = _parsed(name, head, 2, read)
    if parsed is None:
        return None
    parsed.lines[("example",)] = head.count("\n") + 4
    lines[language] = (name, parsed)
    data = parsed.data
    if isinstance(data, dict):
        # An empty value in the file means the same as a field left out.
        data = {key: value for key, value in data.items() if value is not None}
        if "example" not in data:
            data["example"] = body.strip()
        if isinstance(checked := data.get("checked"), str):
            try:
                data["checked"] = date.fromisoformat(checked)
            except ValueError:
                line = parsed.line_of(("checked",))
                message = _("Write the date as 2026-11-23.")
                read.problems.append(FileProblem(name, line, "checked", message))
                return None
    return _converted(name, parsed, data, Texts, read)


def _parsed(name: str, text: str, first_line: int, read: ReadTool) -> Parsed | None:
    try:
        return parse(text, first_line=first_line)
    except YamlError as error:
        read.problems.append(FileProblem(name, error.line, "", error.message))
        return None


def _converted(name: str, parsed: Parsed, data: Any, kind: type[T], read: ReadTool) -> T | None:
    try:
        return msgspec.convert(data, type=kind)
    except msgspec.ValidationError as error:
        read.problems.append(_typed_problem(name, parsed, error))
        return None


EXPECTED = re.compile(r"Expected `(?P<expected>[^`]+)`(?:, got `(?P<found>[^`]+)`)?")
MISSING = re.compile(r"Object missing required field `(?P<field>[^`]+)`")
UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>[^`]+)`")


def _typed_problem(name: str, parsed: Parsed, error: msgspec.ValidationError) -> FileProblem:
    """msgspec's sentence, in the reader's language, with the line."""
    text, _found, where = str(error).partition(" - at `$")
    path: Path = tuple(
        int(index) if index else word
        for index, word in re.findall(r"\[(\d+)\]|\.?([A-Za-z_][\w-]*|\.\.\.)", where.rstrip("`"))
    )
    message = str(text)
    if match := MISSING.match(text):
        message = _("The field “%(field)s” is missing.") % {"field": match["field"]}
    elif match := UNKNOWN.match(text):
        field_name = match["field"][:60]
        path = (*path, field_name)
        message = _("There is no field called “%(field)s”.") % {"field": field_name}
    elif match := EXPECTED.match(text):
        message = _("%(expected)s was expected, not %(found)s.") % {
            "expected": _kind(match["expected"]),
            "found": _kind(match["found"] or ""),
        }
    return FileProblem(name, parsed.line_of(path), ".".join(map(str, path)), message)


def _kind(word: str) -> str:
    """A type's name as people say it."""
    names = {
        "int": _("A whole number"),
        "str": _("Text"),
        "array": _("A list"),
        "object": _("A group of fields"),
        "null": _("nothing"),
        "date": _("A date"),
    }
    return names.get(word, word)
