"""The difference between two texts, word by word, and between two documents, field by field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.fields import Fields, flattened

WORD = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
LINE = re.compile(r"\n|[^\n]+")


class Kind(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A field that is not the same in two documents."""

    path: str
    before: str
    after: str


def difference(before: str, after: str, *, unit: re.Pattern[str] = WORD) -> list[Piece]:
    """The pieces of two texts: kept and deleted ones give ``before``, kept and inserted ``after``.

    Words are compared, or with ``unit=LINE`` whole lines.
    """
    old, new = unit.findall(before), unit.findall(after)
    pieces = []
    for operation, *places in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[places[0] : places[1]]), "".join(new[places[2] : places[3]])
        if operation == "equal":
            pieces.append(Piece(Kind.KEPT, was))
        else:
            pieces += [Piece(Kind.DELETED, was), Piece(Kind.INSERTED, now)]
    return _without_islands(_joined(pieces))


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """A word or a comma that two long changes have in common is not worth stopping at.

    What was kept goes into both sides when it is shorter than the changes before and after it;
    line breaks stay.
    """
    runs = [list(run) for _kept, run in groupby(pieces, key=_is_kept)]
    sizes = [max(len(piece.text) for piece in run) for run in runs]
    result: list[Piece] = []
    for place, run in enumerate(runs):
        text = run[0].text
        between = _is_kept(run[0]) and 0 < place < len(runs) - 1
        if (
            between
            and "\n" not in text
            and len(text.strip()) < min(sizes[place - 1], sizes[place + 1])
        ):
            result += [Piece(Kind.DELETED, text), Piece(Kind.INSERTED, text)]
        else:
            result += run
    return _joined(result)


def _is_kept(piece: Piece) -> bool:
    return piece.kind is Kind.KEPT


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Deletions, then insertions, between what was kept, each as one piece."""
    result: list[Piece] = []
    for kept, run in groupby(pieces, key=_is_kept):
        group = list(run)
        for kind in (Kind.KEPT,) if kept else (Kind.DELETED, Kind.INSERTED):
            text = "".join(piece.text for piece in group if piece.kind is kind)
            if text:
                result.append(Piece(kind, text))
    return result


def paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces line by line, for reading; line breaks themselves are left out."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        if first:
            lines[-1].append(Piece(piece.kind, first))
        lines += [[Piece(piece.kind, text)] if text else [] for text in rest]
    return [line for line in lines if line]


def changes(before: ToolDocument, after: ToolDocument) -> list[Change]:
    """Every field that is not the same, in the order of the card."""
    return list(_changes(flattened(before), flattened(after)))


def _changes(before: Fields, after: Fields) -> Iterator[Change]:
    for path in _in_order(before, after):
        one, other = before.get(path, ""), after.get(path, "")
        if one != other:
            yield Change(path, one, other)


def _in_order(before: Fields, after: Fields) -> list[str]:
    """The paths of both; one that only the older text has stands behind its older neighbour."""
    order = list(after)
    known = set(order)
    behind: str | None = None
    for path in before:
        if path not in known:
            order.insert(order.index(behind) + 1 if behind else 0, path)
            known.add(path)
        behind = path
    return order
