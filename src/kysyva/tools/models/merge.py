"""Two people changed the same text: what each of them changed, and what that gives together.

Nothing is lost: a field that both changed is a choice between two texts, a field that one changed
is that one's, and a step or question that one took away while the other wrote on it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kysyva.tools.models.fields import ROWS, Fields, lines_of, row_of

Row = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """A field in which the two texts differ. ``mine`` is what is chosen unless somebody chooses.

    It ``collides`` when both changed it; otherwise the one who changed it is chosen.
    """

    path: str
    mine: str
    theirs: str
    take_mine: bool
    collides: bool

    @property
    def taken(self) -> str:
        """The text that stands unless somebody chooses the other."""
        return self.mine if self.take_mine else self.theirs


@dataclass(frozen=True)
class Merge:
    """Two texts together: ``fields`` with every choice at its default, and the ``choices``."""

    fields: Fields
    choices: tuple[Choice, ...]

    @property
    def collisions(self) -> tuple[Choice, ...]:
        """The choices that only people can make."""
        return tuple(choice for choice in self.choices if choice.collides)


def merged(base: Fields | None, mine: Fields, theirs: Fields) -> Merge:
    """Three texts to one; without ``base`` every difference is a choice, with mine as default."""
    lost = {path for rows in ROWS for path in _gone(rows, base, mine, theirs)}
    fields: Fields = {}
    choices: list[Choice] = []
    for rows in ROWS:
        order = _order(
            f"facts.{rows}", base, mine, theirs, {key for kind, key in lost if kind == rows}
        )
        fields[order.path] = order.taken
        if order.collides:
            choices.append(order)
    for path in dict.fromkeys([*mine, *theirs]):
        row = row_of(path)
        if path in fields or row in lost:
            continue
        if row and not (_has(mine, row) and _has(theirs, row)):
            fields[path] = mine.get(path) or theirs.get(path, "")
            continue
        choice = _choice(path, base, mine.get(path, ""), theirs.get(path, ""))
        if path.endswith(".checked"):
            # A reader who found one text right has not read what two people wrote since.
            same = _words(path, mine) == _words(path, theirs)
            fields[path] = choice.taken if same else ""
            continue
        fields[path] = choice.taken
        if choice.mine != choice.theirs:
            choices.append(choice)
    return Merge({path: text for path, text in fields.items() if text}, tuple(choices))


def _choice(path: str, base: Fields | None, mine: str, theirs: str) -> Choice:
    before = None if base is None else base.get(path, "")
    if before == mine:
        return Choice(path, mine, theirs, take_mine=False, collides=False)
    return Choice(path, mine, theirs, take_mine=True, collides=before != theirs)


def _words(path: str, fields: Fields) -> Fields:
    """What is written in the language of this path."""
    language = path[:3]
    return {
        other: text
        for other, text in fields.items()
        if other.startswith(language) and other != path
    }


def _has(fields: Fields, row: Row) -> bool:
    kind, key = row
    return key in lines_of(fields, f"facts.{kind}")


def _gone(rows: str, base: Fields | None, mine: Fields, theirs: Fields) -> set[Row]:
    """Rows that one took away and the other left as they were."""
    if base is None:
        return set()
    return {
        (rows, key)
        for key in lines_of(base, f"facts.{rows}")
        if any(
            not _has(one, (rows, key)) and not _touched((rows, key), base, other)
            for one, other in ((mine, theirs), (theirs, mine))
        )
    }


def _touched(row: Row, base: Fields, fields: Fields) -> bool:
    """Did somebody write in this row, and not just take it away?"""
    return _has(fields, row) and any(
        base.get(path, "") != fields.get(path, "")
        for path in {*base, *fields}
        if row_of(path) == row
    )


def _order(path: str, base: Fields | None, mine: Fields, theirs: Fields, gone: set[str]) -> Choice:
    """The keys of all rows that stay, in my order or in theirs; new rows keep their neighbours."""
    my_keys = [key for key in lines_of(mine, path) if key not in gone]
    their_keys = [key for key in lines_of(theirs, path) if key not in gone]
    by_me, by_them = _filled(my_keys, their_keys), _filled(their_keys, my_keys)
    before = [key for key in lines_of(base or {}, path) if key in my_keys and key in their_keys]
    i_moved = [key for key in my_keys if key in before] != before
    they_moved = [key for key in their_keys if key in before] != before
    if base is None:
        i_moved = they_moved = True
    return Choice(
        path,
        "\n".join(by_me),
        "\n".join(by_them),
        take_mine=i_moved,
        collides=i_moved and they_moved and by_me != by_them,
    )


def _filled(order: Sequence[str], others: Sequence[str]) -> list[str]:
    """``order``, and every one of ``others`` that it has not, after the one it stood behind."""
    result = list(order)
    for place, key in enumerate(others):
        if key in result:
            continue
        behind = next((other for other in reversed(others[:place]) if other in result), None)
        result.insert(result.index(behind) + 1 if behind else 0, key)
    return result
