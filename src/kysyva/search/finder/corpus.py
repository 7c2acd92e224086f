"""An organisation's tools in one language, ready to be compared with a situation."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kysyva.search.finder.features import features
from kysyva.search.finder.patterns import Patterns
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.table import Table

if TYPE_CHECKING:
    from kysyva.search.finder.semantic import Meaning

# A feature of a text by its row in what was learnt, and how much it says.
Vector = dict[int, float]
Key = TypeVar("Key")
# What a feature is worth is kept as a whole number of these parts: half the memory of fractions.
WHOLE = 2**16 - 1
_APART = Token("", frozenset(), ())


class Candidate(NamedTuple):
    """A tool as the finder needs it; minutes and people from least to most."""

    tool_id: int
    slug: str
    needs: Collection[str]
    settings: Collection[str]
    phases: Collection[str]
    minutes: tuple[int, int]
    people: tuple[int, int]


@dataclass(slots=True)
class Corpus:
    """The tools in one language: what is needed to compare a text with each of them.

    ``learnt`` is what ``learning`` found out about these tools, in this order, and ``serious`` what
    ``seriousness`` did; ``sayings`` are expressions of the house, each owned by what it means.
    """

    language: str
    tools: Sequence[Candidate]
    learnt: Table
    serious: Table
    sayings: Patterns | None = None
    # What the tools mean, where the extra is installed and has read it.
    meaning: "Meaning | None" = None

    def weighed(self, found: Mapping[str, float]) -> Vector:
        """Weigh features by how rare they are; unknown ones fall out."""
        rare = self.learnt.columns["rare"]
        known = ((self.learnt.row(key), value) for key, value in found.items())
        return {row: value * rare[row] for row, value in known if row is not None}

    def evidence(self, asked: Vector) -> list[float]:
        """Say how much in a text speaks for each tool: by the angle to the tool's middle."""
        columns = self.learnt.columns
        starts, tools, worth = columns["starts"], columns["tools"], columns["worth"]
        sums = [0.0] * len(self.tools)
        for row, value in asked.items():
            part, of_one = slice(starts[row], starts[row + 1]), value / WHOLE
            for number, share in zip(tools[part], worth[part], strict=True):
                sums[number] += of_one * share
        return sums

    def nearest(self, phrases: Sequence[str], asked: Vector) -> tuple[int | None, float]:
        """Give the number of the phrase that is most like a text, and how like (0 to 1)."""
        wanted, best, most = unit(asked), None, -1.0
        for number, phrase in enumerate(phrases):
            read_so = features(read(phrase, self.language, keep=True), self.language)
            row = unit(self.weighed(read_so))
            likeness = sum(value * row.get(key, 0.0) for key, value in wanted.items())
            if likeness > most:
                best, most = number, likeness
        return best, max(0.0, most)


def understood(text: str, made: Corpus) -> tuple[list[Token], list[str]]:
    """Read a text with the house's own expressions replaced by what they mean; and say what."""
    tokens = read(text, made.language)
    found = list(made.sayings.find(tokens)) if made.sayings else []
    meanings = sorted({match.pattern.owner for match in found})
    said = {place for match in found for place in match.words}
    kept = [_APART if place in said else token for place, token in enumerate(tokens)]
    for meant in meanings:
        kept += [_APART] * 4 + read(meant, made.language, keep=True)
    return kept, meanings


def unit(values: Mapping[Key, float]) -> dict[Key, float]:
    """Bring a vector to length one."""
    length = math.sqrt(sum(value * value for value in values.values()))
    return {key: value / length for key, value in values.items() if value > 0} if length else {}
