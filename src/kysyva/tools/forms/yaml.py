"""YAML 1.2 from strangers: only text, whole numbers, lists and mappings, and where each stood.

Tags, anchors and aliases are refused, so there is no object to make and no bomb to expand. Plain
``no`` and ``on`` stay words (YAML 1.2), and dates stay text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

DEPTH = 8
INTEGER = re.compile(r"[-+]?[0-9]{1,9}")
Path = tuple[str | int, ...]


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
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line where a path stands, or the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str, *, first_line: int = 1) -> Parsed:
    """Read one YAML document; ``first_line`` is the line of its file on which it begins.

    Raises :class:`YamlError`.
    """
    reader = YAML(typ="safe", pure=True)
    try:
        for event in reader.parse(text):
            if getattr(event, "anchor", None):
                message = _("Anchors and aliases (& and *) are not allowed.")
                raise YamlError(message, event.start_mark.line + first_line)
        node = reader.compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        message = _("This is not valid YAML: %(problem)s.") % {"problem": error.problem or ""}
        raise YamlError(message, line + first_line) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise YamlError(_("This is not valid YAML."), first_line) from error
    parsed = Parsed(None)
    parsed.data = _plain(node, (), parsed, first_line) if node is not None else {}
    return parsed


def _plain(node: Node, path: Path, parsed: Parsed, first_line: int) -> Any:
    line = node.start_mark.line + first_line
    parsed.lines[path] = line
    if len(path) > DEPTH:
        raise YamlError(_("Lists and fields are nested too deep."), line)
    if isinstance(node, ScalarNode):
        return _scalar(node, line)
    if isinstance(node, SequenceNode):
        return [
            _plain(item, (*path, number), parsed, first_line)
            for number, item in enumerate(node.value)
        ]
    assert isinstance(node, MappingNode)
    result: dict[str, Any] = {}
    for key_node, value in node.value:
        key_line = key_node.start_mark.line + first_line
        if not isinstance(key_node, ScalarNode):
            raise YamlError(_("A field's name must be a word."), key_line)
        key = str(key_node.value)
        if key in result:
            raise YamlError(
                _("The field “%(field)s” stands here twice.") % {"field": key[:60]}, key_line
            )
        result[key] = _plain(value, (*path, key), parsed, first_line)
        parsed.lines[(*path, key)] = key_line
    return result


def _scalar(node: ScalarNode, line: int) -> str | int | None:
    if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in str(node.tag):
        raise YamlError(_("Tags (!) are not allowed."), line)
    text = str(node.value)
    if node.style is None:
        if text in ("", "~", "null"):
            return None
        if INTEGER.fullmatch(text):
            return int(text)
    return text
