"""What a button of the editor asks for, beside saving."""

from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from msgspec.structs import replace

from kysyva.tools.models.document import LANGUAGES, ToolDocument
from kysyva.tools.models.rows import (
    Rows,
    added,
    brought_back,
    is_rows,
    keys,
    moved,
    removed,
)

STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Act:
    """A button's value such as ``up:steps:open``, ``part:sv`` or ``back:steps:open:5.2.0``."""

    word: str
    target: str = ""
    at: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """The parts of a button's value; what means nothing is a plain save."""
        word, *rest = text[:200].split(":")
        if word in ("up", "down", "remove", "back") and len(rest) >= 2:
            return cls(word, ":".join(rest[:2]), ":".join(rest[2:]))
        if word in ("add", "part", "beside") and len(rest) == 1:
            return cls(word, rest[0])
        return cls(word if word in ("check", "uncheck", "preview", "publish") else "save")

    @property
    def takes_away(self) -> bool:
        """Does this take words away?"""
        return self.word == "remove"

    @property
    def value(self) -> str:
        """The button's value."""
        return ":".join(part for part in (self.word, self.target, self.at) if part)


def acted(
    document: ToolDocument,
    act: Act,
    part: str,
    *,
    seed: str = "",
    source: ToolDocument | None = None,
) -> tuple[ToolDocument, str]:
    """The document after ``act``, and the button or field that should have the cursor next.

    ``source`` is where a row that is brought back comes from; ``seed`` says who acts from where.
    """
    if act.word in ("check", "uncheck"):
        return _checked(document, part, mark=act.word == "check"), "check"
    rows, _colon, key = act.target.partition(":")
    if not is_rows(rows):
        return document, ""
    if act.word == "add":
        document, key = added(document, rows, seed=seed)
    elif act.word == "back" and source:
        document = brought_back(document, source, rows, key)
    elif act.word == "remove":
        return removed(document, rows, key), "undo"
    elif act.word in STEPS and key in keys(document, rows):
        return _moved(document, act.word, rows, key)
    return document, f"{rows}.{key}"


def _moved(document: ToolDocument, word: str, rows: Rows, key: str) -> tuple[ToolDocument, str]:
    document = moved(document, rows, key, STEPS[word])
    place, last = keys(document, rows).index(key), len(keys(document, rows)) - 1
    # At either end that button is off: the cursor goes to the other one.
    word = {0: "down", last: "up"}.get(place, word)
    return document, f"{word}:{rows}:{key}"


def _checked(document: ToolDocument, language: str, *, mark: bool) -> ToolDocument:
    if language not in LANGUAGES or language not in document.texts:
        return document
    words = replace(document.texts[language], checked=timezone.localdate() if mark else None)
    return replace(document, texts={**document.texts, language: words})
