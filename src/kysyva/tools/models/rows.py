"""Steps and questions as rows: added, moved, taken away, brought back, in every language."""

from hashlib import sha256
from itertools import count
from typing import Any, Literal, TypeGuard

from msgspec.structs import replace

from kysyva.tools.models.document import QuestionFacts, Step, ToolDocument
from kysyva.tools.models.facets import Phase, QuestionType

Rows = Literal["steps", "questions"]
NAMES: dict[Rows, str] = {"steps": "step", "questions": "question"}


def is_rows(word: str) -> TypeGuard[Rows]:
    """Is this one of the two kinds of rows?"""
    return word in NAMES


def keys(document: ToolDocument, rows: Rows) -> list[str]:
    """The keys of the steps or questions, in order."""
    return [row.key for row in getattr(document.facts, rows)]


def added(document: ToolDocument, rows: Rows, *, seed: str) -> tuple[ToolDocument, str]:
    """With an empty row at the end, and its key.

    The key comes of ``seed``, who adds it and where they began: two people who each add a row at
    the same time mean two rows, one who presses twice means one.
    """
    there = getattr(document.facts, rows)
    taken = keys(document, rows)
    seeds = (f"{seed}:{number}" for number in count())
    drawn = (f"{NAMES[rows]}-{sha256(text.encode()).hexdigest()[:6]}" for text in seeds)
    key = next(key for key in drawn if key not in taken)
    row: Step | QuestionFacts
    if rows == "steps":
        row = Step(key, there[-1].minutes if there else 5)
    else:
        phase = there[-1].phase if there else Phase.CONTACT.value
        row = QuestionFacts(key, phase, QuestionType.OPENING.value)
    return _with(document, rows, (*there, row)), key


def moved(document: ToolDocument, rows: Rows, key: str, by: int) -> ToolDocument:
    """With one row ``by`` places further; at either end nothing happens."""
    there = list(getattr(document.facts, rows))
    place = keys(document, rows).index(key)
    if 0 <= place + by < len(there):
        there.insert(place + by, there.pop(place))
    return _with(document, rows, tuple(there))


def removed(document: ToolDocument, rows: Rows, key: str) -> ToolDocument:
    """Without one row, and without its words in any language."""
    there = tuple(row for row in getattr(document.facts, rows) if row.key != key)
    texts = {
        language: replace(
            words,
            **{rows: {name: text for name, text in getattr(words, rows).items() if name != key}},
        )
        for language, words in document.texts.items()
    }
    return replace(_with(document, rows, there), texts=texts)


def brought_back(
    document: ToolDocument, source: ToolDocument, rows: Rows, key: str
) -> ToolDocument:
    """With a row as ``source`` has it, at its old place, in every language that still exists."""
    if key in keys(document, rows) or key not in keys(source, rows):
        return document
    place = keys(source, rows).index(key)
    there = list(getattr(document.facts, rows))
    there.insert(place, getattr(source.facts, rows)[place])
    texts = {
        language: _word_back(words, source.texts.get(language), rows, key)
        for language, words in document.texts.items()
    }
    return replace(_with(document, rows, tuple(there)), texts=texts)


def _word_back(words: Any, source: Any, rows: Rows, key: str) -> Any:
    was = getattr(source, rows).get(key) if source else None
    return words if was is None else replace(words, **{rows: {**getattr(words, rows), key: was}})


def _with(document: ToolDocument, rows: Rows, there: tuple[Any, ...]) -> ToolDocument:
    return replace(document, facts=replace(document.facts, **{rows: there}))
