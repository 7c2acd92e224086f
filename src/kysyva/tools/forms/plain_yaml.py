"""The YAML that packages nearly always hold, read line by line: twenty times as fast as all YAML.

:func:`quick` knows only what can be told from single lines: fields, lists, words, whole numbers,
folded texts. At anything else it gives up, and :mod:`kysyva.tools.forms.yaml` reads the whole text
by the book. A property test holds the two to the same answers.
"""

import re
from typing import Any

DEPTH = 8
VALUES_MOST = 10_000
Path = tuple[str | int, ...]
Lines = dict[Path, int]

# Tabs, breaks that only YAML knows, and what it does not take at all.
UNUSUAL = re.compile(
    "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
FIELD = re.compile(r"( *)([a-z][a-z0-9_-]*):(?: (.+))?")
ITEM = re.compile(r"( *)- (.+)")
QUOTED = re.compile(r'"[^"\\]*"')
NUMBER = re.compile(r"[0-9]{1,9}")
ID = r"[a-z][a-z0-9_-]*"
SHORT_LIST = re.compile(rf"\[{ID}(?:, {ID})*\]")
SHORT_FIELDS = re.compile(rf"\{{{ID}: (?:{ID}|[0-9]{{1,9}})(?:, {ID}: (?:{ID}|[0-9]{{1,9}}))*\}}")


class Unusual(Exception):
    """This text needs the whole of YAML."""


def quick(text: str, first_line: int) -> tuple[Any, Lines] | None:
    """The data of a text and the line of each value by its path; None for an unusual text."""
    if UNUSUAL.search(text):
        return None
    reader = _Quick(text.rstrip("\n").split("\n"), first_line)
    try:
        data = reader.block(0, ())
    except Unusual:
        return None
    return (data, reader.found) if reader.at == len(reader.lines) else None


class _Quick:
    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.at = 0
        self.first_line = first_line
        self.found: Lines = {}

    def indent(self) -> int:
        """Spaces before the line where we are; -1 after the last one."""
        if self.at >= len(self.lines):
            return -1
        line = self.lines[self.at]
        indent = len(line) - len(line.lstrip(" "))
        if indent == len(line):
            raise Unusual
        return indent

    def mark(self, path: Path, line: int) -> None:
        if path in self.found or len(path) > DEPTH or len(self.found) > VALUES_MOST // 2:
            raise Unusual
        self.found[path] = line + self.first_line

    def block(self, indent: int, path: Path) -> Any:
        """The list or the fields that begin at this line."""
        if not path:
            self.mark(path, self.at)
        if self.at < len(self.lines) and self.lines[self.at].startswith("- ", indent):
            return self.list(indent, path)
        return self.fields(indent, path)

    def list(self, indent: int, path: Path) -> list[Any]:
        found: list[Any] = []
        while self.indent() == indent and (match := ITEM.fullmatch(self.lines[self.at])):
            self.mark((*path, len(found)), self.at)
            found.append(self.value(match[2], indent, (*path, len(found))))
        return found

    def fields(self, indent: int, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.indent() == indent:
            match = FIELD.fullmatch(self.lines[self.at])
            if match is None:
                raise Unusual
            name, text = match[2], match[3]
            self.mark((*path, name), self.at)
            if text is None:
                self.at += 1
                inside = self.indent()
                is_list = inside >= 0 and self.lines[self.at].startswith("- ", inside)
                if inside > indent or (inside == indent and is_list):
                    found[name] = self.block(inside, (*path, name))
            else:
                value = self.value(text, indent, (*path, name))
                if value is not None:
                    found[name] = value
        if self.indent() > indent:
            raise Unusual
        return found

    def value(self, text: str, indent: int, path: Path) -> Any:
        """What stands after a colon or a hyphen; the lines that belong to it are passed."""
        line = self.at
        self.at += 1
        if text == ">-":
            return self.folded(indent)
        if self.indent() > indent:
            raise Unusual
        if NUMBER.fullmatch(text):
            return int(text)
        if QUOTED.fullmatch(text):
            return text[1:-1]
        if SHORT_LIST.fullmatch(text):
            items = [_word(item) for item in text[1:-1].split(", ")]
            for number in range(len(items)):
                self.mark((*path, number), line)
            return items
        if SHORT_FIELDS.fullmatch(text):
            pairs = [pair.split(": ") for pair in text[1:-1].split(", ")]
            for name, _value in pairs:
                self.mark((*path, name), line)
            return {name: int(v) if v.isdigit() else _word(v) for name, v in pairs}
        if not text[0].isalpha() or re.search(r": | #|:$| $", text):
            raise Unusual
        return _word(text)

    def folded(self, indent: int) -> str:
        inside = self.indent()
        if inside <= indent:
            raise Unusual
        parts: list[str] = []
        while (here := self.indent()) > indent:
            if here != inside or self.lines[self.at].endswith(" "):
                raise Unusual
            parts.append(self.lines[self.at][inside:])
            self.at += 1
        return " ".join(parts)


def _word(text: str) -> str | bool:
    if text == "null":
        raise Unusual
    return text == "true" if text in ("true", "false") else text
