"""A file of a package as typed data, or problems that name file, line and field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from django.utils.translation import gettext as _

from kysyva.tools.forms.archive import TextError
from kysyva.tools.forms.plain_yaml import Path
from kysyva.tools.forms.yaml import Parsed, YamlError, parse

Files = Mapping[str, str]
T = TypeVar("T")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
EXPECTED = re.compile(r"Expected `([^`]+)`(?:, got `([^`]+)`)?")


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


def parsed_file(
    name: str, files: Files, problems: list[FileProblem], *, body: str | None = None
) -> Parsed | None:
    """The YAML of a file.

    With ``body`` the file begins with YAML, and what follows is the value of that field; with an
    empty ``body`` nothing may follow.
    """
    try:
        return parse(files[name]) if body is None else _with_body(files[name], body)
    except (TextError, YamlError) as error:
        problems.append(FileProblem(name, error.line, "", error.message))
        return None


def _with_body(text: str, field: str) -> Parsed:
    opening = FENCE.match(text)
    closing = FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        message = _("The file must begin with YAML between two lines of three hyphens (---).")
        raise YamlError(message, 1)
    parsed = parse(text[opening.end() + 1 : closing.start()], first_line=2)
    body = text[closing.end() :]
    if not body.strip() or not isinstance(parsed.data, dict):
        return parsed
    begins = closing.end() + len(body) - len(body.lstrip())
    line = text.count("\n", 0, begins) + 1
    if not field:
        raise YamlError(_("Nothing may follow the second line of three hyphens (---)."), line)
    if field not in parsed.data:
        parsed.data[field] = body.strip()
        parsed.lines[(field,)] = line
    return parsed


def converted(
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
    if wanted == "str" and found in ("int", "bool"):
        message += " " + _("Put the text in quotes.")
    return message


def _kind(word: str) -> str:
    """A type's name as people say it."""
    names = {
        "int": _("A whole number"),
        "str": _("Text"),
        "array": _("A list"),
        "object": _("A group of fields"),
        "bool": _("true or false"),
        "null": _("Nothing"),
        "date": _("A date"),
        "date | null": _("A date"),
    }
    return names.get(word, word)


def shown(path: Path) -> str:
    """A path as people count: the first line of a list is 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part[:60] for part in path)
