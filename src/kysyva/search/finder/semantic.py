"""Nearness of meaning: what a situation is like, beyond the words it has in common with a tool.

All of it is optional. A corpus has a ``Meaning`` when an embedder has read it; until then, and
where there is none, tools are found as well as words can find them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kysyva.search.finder.corpus import Corpus
from kysyva.search.finder.learning import said_of

# What is longer is read up to here: reading takes time that grows faster than the text.
READ_MOST = 400
# Of what is shipped for a tool, so many situations are read: those thought of in the language come
# first, and more would take minutes and hardly move the middle.
_SITUATIONS = 90
# Rows of a space: the middle of them is what a group is about.
Group = Sequence[int]
# From a text to its likeness with each group of a space, and with each of its rows.
Space = Callable[[str], tuple[list[float], list[float]]]


class Embedder(Protocol):
    """Reads texts. Equal texts give equal vectors; ``signature`` changes when they would not."""

    signature: str

    def read(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text."""

    def space(self, vectors: Sequence[bytes], groups: Sequence[Group]) -> Space:
        """Lay out vectors around their own middle: what all have in common says nothing.

        Nothing of a text is kept once its likenesses are given.
        """


@dataclass(frozen=True, slots=True)
class Near:
    """How near a text is to each tool, and the number of each tool's nearest phrase."""

    tools: list[float]
    phrases: dict[int, int]


class Meaning:
    """The meaning of a corpus: made once, then asked with each situation.

    ``own`` gives the phrases of its tools, each with its tool's number.
    """

    def __init__(self, made: Corpus, own: Sequence[tuple[int, str]], embedder: Embedder) -> None:
        self._phrases = Counter(number for number, _ in own)
        texts: list[str] = []
        groups: list[list[int]] = [[] for _ in made.tools]
        for tool, text in said_of(made.tools, own, made.language):
            if len(groups[tool]) < self._phrases[tool] + _SITUATIONS:
                groups[tool].append(len(texts))
                texts.append(text)
        self._likeness = embedder.space(embedder.read(texts), groups)

    def near(self, text: str) -> Near:
        """Say how near a text is to each tool."""
        tools, rows = self._likeness(text[:READ_MOST])
        phrases, start = {}, 0
        for tool, count in self._phrases.items():  # in the order of the rows
            phrases[tool] = max(range(count), key=rows[start : start + count].__getitem__)
            start += count
        return Near(tools, phrases)
