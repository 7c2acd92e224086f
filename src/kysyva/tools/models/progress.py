"""How far a tool is written in each language."""

from dataclasses import dataclass
from enum import Enum

from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.fields import flattened
from kysyva.tools.models.rules import incomplete


class State(Enum):
    """How far a language is."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    COMPLETE = "complete"
    CHECKED = "checked"


@dataclass(frozen=True)
class Progress:
    """How far a language is, and how many fields are left to write."""

    language: str
    state: State
    left: int


def progress(document: ToolDocument, language: str) -> Progress:
    """What is left: fields that must be written, and those that another language has."""
    texts = document.texts.get(language)
    if texts is None:
        return Progress(language, State.MISSING, 0)
    written: dict[str, set[str]] = {}
    for path in flattened(document):
        part, _dot, field = path.partition(".")
        written.setdefault(part, set()).add(field)
    mine = written.pop(language, set())
    written.pop("facts")
    elsewhere = set().union(*written.values()) - {"checked"}
    required = {problem.field for problem in incomplete(document) if problem.part == language}
    left = len((elsewhere - mine) | required)
    if left:
        return Progress(language, State.UNFINISHED, left)
    return Progress(language, State.CHECKED if texts.checked else State.COMPLETE, 0)
