"""YAML 1.2 from strangers: only text, whole numbers, true and false, lists and mappings, and
where each stood.

Tags, anchors, aliases and directives are refused, so there is no object to make and no bomb to
expand. Plain ``no`` and ``on`` stay words (YAML 1.2), and dates stay text.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from ruamel.yaml.reader import ReaderError

from kysyva.tools.forms.plain_yaml import DEPTH, VALUES_MOST, Lines, Path, quick

INTEGER = re.compile(r"[-+]?[0-9]{1,9}")
Events = Generator[Event, None, None]


class YamlError(Exception):
    """The text is not YAML as we take it; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass
class Parsed:
    """Plain data, and the line of each value by its path."""

    data: Any
    lines: Lines = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line where a path stands, or the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str, *, first_line: int = 1) -> Parsed:
    """Read one YAML document; ``first_line`` is the line of its file on which it begins.

    A field with nothing after its colon is the same as a field left out. Raises :class:`YamlError`.
    """
    if found := quick(text, first_line):
        return Parsed(*found)
    return parse_all(text, first_line=first_line)


def parse_all(text: str, *, first_line: int = 1) -> Parsed:
    """The same by the book, whatever the text; :func:`parse` calls it when it must."""
    events: Events = YAML(typ="safe", pure=True).parse(text)
    try:
        return _Reader(events, first_line).document()
    except MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise YamlError(_advice(str(error.problem)), line + first_line) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise YamlError(_("This character is not allowed in YAML."), line) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise YamlError(_("This is not valid YAML."), first_line) from error
    finally:
        events.close()


class _Reader:
    """Builds the data while the events come, and stops at the first thing that is not allowed.

    Nothing is built beforehand that a hostile text could make large: ten thousand brackets are
    refused at the ninth.
    """

    def __init__(self, events: Events, first_line: int) -> None:
        self.events = events
        self.first_line = first_line
        self.parsed = Parsed({})
        self.count = 0

    def document(self) -> Parsed:
        next(self.events)  # the stream starts
        start = next(self.events)
        if isinstance(start, DocumentStartEvent):
            if start.version or start.tags:
                raise YamlError(_("Directives (%) are not allowed."), self._line(start))
            data = self._value(next(self.events), ())
            self.parsed.data = {} if data is None else data
            next(self.events)  # the document ends
            if isinstance(second := next(self.events), DocumentStartEvent):
                message = _("Only one YAML document is allowed in a file.")
                raise YamlError(message, self._line(second))
        return self.parsed

    def _line(self, event: Event) -> int:
        return int(event.start_mark.line) + self.first_line

    def _value(self, event: Event, path: Path) -> Any:
        line = self._line(event)
        self.parsed.lines.setdefault(path, line)
        self._check(event, line, len(path))
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return self._list(path)

    def _check(self, event: Event, line: int, depth: int) -> None:
        assert isinstance(event, NodeEvent)
        if isinstance(event, AliasEvent) or event.anchor:
            raise YamlError(_("Anchors and aliases (& and *) are not allowed."), line)
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            raise YamlError(_("Tags (!) are not allowed."), line)
        if depth > DEPTH:
            raise YamlError(_("Lists and fields are nested too deep."), line)
        self.count += 1
        if self.count > VALUES_MOST:
            message = _("There are more than %(most)d values in this file.") % {"most": VALUES_MOST}
            raise YamlError(message, line)

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: set[str] = set()
        while isinstance(name := next(self.events), NodeEvent):
            line = self._line(name)
            self._check(name, line, len(path))
            if not isinstance(name, ScalarEvent):
                raise YamlError(_("A field's name must be a word."), line)
            key = str(name.value)
            if key in seen:
                message = _("The field “%(field)s” stands here twice.") % {"field": key[:60]}
                raise YamlError(message, line)
            seen.add(key)
            self.parsed.lines[(*path, key)] = line
            value = self._value(next(self.events), (*path, key))
            if value is not None:
                found[key] = value
        return found


def _advice(problem: str) -> str:
    """What to do about what the parser found, in the words of somebody who edits a text file."""
    for sign, advice in (
        (r"mapping values are not allowed", _("Put a text with a colon in it in quotes.")),
        (r"could not find expected ':'", _("A colon is missing after a field's name.")),
        (r"character '\\t'", _("Indent with spaces, not with tabs.")),
        (r"cannot start any token", _("Put a text that begins with this character in quotes.")),
        (r"end of stream|end of input", _("A quotation mark or bracket is opened but not closed.")),
        (r"block end|indentation", _("The indentation does not fit the lines above.")),
        (r"escape", _("Write a backslash in double quotes twice (\\\\), or use single quotes.")),
    ):
        if re.search(sign, problem):
            return _("This is not valid YAML. %(advice)s") % {"advice": advice}
    return _("This is not valid YAML.")


def _scalar(event: ScalarEvent) -> str | int | bool | None:
    text = str(event.value)
    if event.style is None or event.style == "":
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if INTEGER.fullmatch(text):
            return int(text)
    return text
