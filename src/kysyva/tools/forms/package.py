"""Toolkit packages read: files to typed documents, or problems that name file, line and field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from django.utils.translation import gettext as _

from kysyva.tools.forms.archive import TextError
from kysyva.tools.forms.plain_yaml import Path
from kysyva.tools.forms.yaml import Parsed, YamlError, parse
from kysyva.tools.models.characters import FORBIDDEN
from kysyva.tools.models.document import LANGUAGES, Facts, Texts, ToolDocument
from kysyva.tools.models.facets import Status
from kysyva.tools.models.rules import LIST_LIMITS
from kysyva.tools.models.rules import problems as rule_problems
from kysyva.tools.models.tool import RESERVED_SLUGS

FORMAT = 1
MANIFEST = "toolkit.yaml"
MANIFEST_LIMITS = {
    "id": 50,
    "version": 20,
    "names": 80,
    "licence": 60,
    "descriptions": 500,
    "credit": 500,
}
TOOL_FILE = re.compile(r"tools/([a-z0-9-]+)/(?:tool\.yaml|([a-z]{2})\.md)")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)

Files = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong, and where: a file of the package, a line in it from 1, a field."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.field, self.message) if part)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``toolkit.yaml``: what the package is."""

    format: int
    id: str
    version: str
    names: dict[str, str]
    licence: str
    descriptions: dict[str, str] = msgspec.field(default_factory=dict)
    credit: str = ""

    @property
    def package(self) -> str:
        """Name and version, as versions remember where they came from."""
        return f"{self.id} {self.version}"


@dataclass
class ReadTool:
    """A tool as its files say, or why they cannot be used."""

    slug: str
    status: str = Status.IN_USE
    document: ToolDocument | None = None
    problems: list[FileProblem] = field(default_factory=list)


def slugs(files: Files) -> list[str]:
    """The tools that a package holds, by their folder's name."""
    return sorted(by_tool(files))


def by_tool(files: Files) -> dict[str, list[str]]:
    """The names of each tool's files, by the name of its folder."""
    found: dict[str, list[str]] = {}
    for name in files:
        if match := TOOL_FILE.fullmatch(name):
            found.setdefault(match[1], []).append(name)
    return found


# --- toolkit.yaml -------------------------------------------------------------------------------


def read_manifest(files: Files) -> tuple[Manifest | None, list[FileProblem]]:
    """``toolkit.yaml``, typed, or its problems."""
    found: list[FileProblem] = []
    parsed = _parsed(MANIFEST, files, found)
    if parsed is None:
        return None, found
    manifest = _converted(MANIFEST, parsed, parsed.data, Manifest, found)
    if manifest is not None:
        for name, message in _manifest_problems(manifest):
            line = parsed.line_of(tuple(name.split(".")))
            found.append(FileProblem(MANIFEST, line, name, message))
    return (None if found else manifest), found


def _manifest_problems(manifest: Manifest) -> Iterator[tuple[str, str]]:
    if manifest.format != FORMAT:
        yield "format", _("This program reads format %(format)d.") % {"format": FORMAT}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manifest.id):
        yield "id", _("Use small letters a–z, digits and single hyphens between them.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", manifest.version):
        yield "version", _("Use letters a–z, digits, full stops and hyphens.")
    if not manifest.names:
        yield "names", _("Give the package a name in one language at least.")
    texts = [(name, getattr(manifest, name)) for name in ("id", "version", "licence", "credit")]
    for name in ("names", "descriptions"):
        for language, text in getattr(manifest, name).items():
            texts.append((f"{name}.{language[:20]}", text))
            if language not in LANGUAGES:
                message = _("Texts can be in Finnish (fi), Swedish (sv) or English (en).")
                yield f"{name}.{language[:20]}", message
    for name, text in texts:
        most = MANIFEST_LIMITS[name.split(".")[0]]
        if len(text) > most:
            yield name, _("At most %(most)d characters are allowed.") % {"most": most}
        if FORBIDDEN.search(text):
            yield name, _("There is a hidden character in this text.")


# --- Tools --------------------------------------------------------------------------------------


def read_tool(files: Files, slug: str) -> ReadTool:
    """One tool of a package. Never raises for what the files hold: problems are in the answer."""
    read = ReadTool(slug)
    lines: dict[str, tuple[str, Parsed]] = {}
    if slug in RESERVED_SLUGS:
        message = _("This name has another meaning in addresses. Choose another.")
        read.problems.append(FileProblem(f"tools/{slug}", 0, "", message))
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
        path = _path(problem.field)
        line = parsed.line_of(_in_list(parsed, path))
        read.problems.append(FileProblem(name, line, shown(path), problem.message))
    if not read.problems:
        read.document = document
    return read


def _path(field: str) -> Path:
    """``when.0`` is the first line of a list; ``steps.0`` would be a step whose key is 0."""
    first, *rest = field.split(".")
    return (first, *(int(part) if first in LIST_LIMITS else part for part in rest))


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
    parsed = _parsed(name, files, read.problems)
    if parsed is None:
        return None
    lines["facts"] = (name, parsed)
    data = parsed.data
    if isinstance(data, dict) and "status" in data:
        data = dict(data)
        read.status = str(data.pop("status"))
    return _converted(name, parsed, data, Facts, read.problems)


def _read_texts(
    files: Files, language: str, read: ReadTool, lines: dict[str, tuple[str, Parsed]]
) -> Texts | None:
    name = f"tools/{read.slug}/{language}.md"
    if name not in files:
        return None
    parsed = _parsed(name, files, read.problems, has_body=True)
    if parsed is None:
        return None
    lines[language] = (name, parsed)
    data = parsed.data
    if isinstance(data, dict) and isinstance(checked := data.get("checked"), str):
        try:
            data["checked"] = date.fromisoformat(checked)
        except ValueError:
            line = parsed.line_of(("checked",))
            message = _("Write the date as 2026-11-23.")
            read.problems.append(FileProblem(name, line, "checked", message))
            return None
    return _converted(name, parsed, data, Texts, read.problems)


def _parsed(
    name: str, files: Files, problems: list[FileProblem], *, has_body: bool = False
) -> Parsed | None:
    """The YAML of a file; with ``has_body``, what follows it is the field ``example``."""
    try:
        text = files[name]
        return _with_body(text) if has_body else parse(text)
    except (TextError, YamlError) as error:
        problems.append(FileProblem(name, error.line, "", error.message))
        return None


def _with_body(text: str) -> Parsed:
    opening = FENCE.match(text)
    closing = FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        message = _("The file must begin with YAML between two lines of three hyphens (---).")
        raise YamlError(message, 1)
    parsed = parse(text[opening.end() + 1 : closing.start()], first_line=2)
    body = text[closing.end() :]
    if isinstance(parsed.data, dict) and "example" not in parsed.data and body.strip():
        parsed.data["example"] = body.strip()
        begins = closing.end() + len(body) - len(body.lstrip())
        parsed.lines[("example",)] = text.count("\n", 0, begins) + 1
    return parsed


# --- Types --------------------------------------------------------------------------------------

EXPECTED = re.compile(r"Expected `([^`]+)`(?:, got `([^`]+)`)?")


def _converted(
    name: str, parsed: Parsed, data: Any, kind: type[T], problems: list[FileProblem]
) -> T | None:
    """``data`` as ``kind``, or None; every field that is wrong is told of, not the first alone."""
    try:
        return msgspec.convert(data, type=kind)
    except msgspec.ValidationError as error:
        # msgspec stops at the first; look closer only now, since nearly every file is right.
        found = list(_wrong(data, kind, ())) or [((), str(error))]
    for path, message in found:
        problems.append(FileProblem(name, parsed.line_of(path), shown(path), message))
    return None


def _wrong(value: Any, type: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Where ``value`` is not of ``type``, and what to say there."""
    origin, arguments = get_origin(type), get_args(type)
    if isinstance(value, dict) and hasattr(type, "__struct_fields__"):
        yield from _wrong_fields(value, type, path)
    elif isinstance(value, dict) and origin is dict:
        for key, item in value.items():
            yield from _wrong(item, arguments[1], (*path, key))
    elif isinstance(value, list) and origin is tuple:
        for number, item in enumerate(value):
            yield from _wrong(item, arguments[0], (*path, number))
    else:
        try:
            msgspec.convert(value, type=type)
        except msgspec.ValidationError as error:
            yield path, _expected(str(error))


def _wrong_fields(value: dict[str, Any], type: Any, path: Path) -> Iterator[tuple[Path, str]]:
    hints = get_type_hints(type)
    for key, item in value.items():
        if key in hints:
            yield from _wrong(item, hints[key], (*path, key))
        else:
            message = _("There is no field called “%(field)s”.") % {"field": key[:60]}
            yield (*path, key), message
    for wanted in msgspec.structs.fields(type):
        if wanted.required and wanted.name not in value:
            yield (*path, wanted.name), _("This field is missing.")


def _expected(text: str) -> str:
    """msgspec's sentence in the reader's language."""
    match = EXPECTED.match(text)
    if match is None:
        return text
    wanted, found = match.groups()
    message = _("%(expected)s was expected, not %(found)s.") % {
        "expected": _kind(wanted),
        "found": _kind(found or "")[:1].lower() + _kind(found or "")[1:],
    }
    if (wanted, found) == ("str", "int"):
        message += " " + _("Put the text in quotes.")
    return message


def _kind(word: str) -> str:
    """A type's name as people say it."""
    names = {
        "int": _("A whole number"),
        "str": _("Text"),
        "array": _("A list"),
        "object": _("A group of fields"),
        "null": _("Nothing"),
        "date": _("A date"),
        "date | null": _("A date"),
    }
    return names.get(word, word)


def shown(path: Path) -> str:
    """A path as people count: the first line of a list is 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part[:60] for part in path)
