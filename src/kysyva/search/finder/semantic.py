"""Nearness of meaning: what a situation is like, beyond the words it has in common with a tool.

All of it is optional. A corpus has a ``Meaning`` when an embedder has read it; until then, and
where there is none, tools are found as well as words can find them.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kysyva.search.finder.concepts import written
from kysyva.search.finder.corpus import Corpus

# What is longer is read up to here: reading takes time that grows faster than the text.
READ_MOST = 400
# A tool is as near as this many of its texts are; one alone is often near by its manner only.
_NEAREST = 8
_TOGETHER = 8
_MARKS = re.compile(r"[~=*]|/\S+")
# From a text to its likeness with each of the rows that a space was made of.
Space = Callable[[str], list[float]]


class Embedder(Protocol):
    """Reads texts. Equal texts give equal vectors; ``signature`` changes when they would not."""

    signature: str

    def passages(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text that may be found."""

    def questions(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text such as people ask with."""

    def space(self, parts: Sequence[Sequence[bytes]], usual: Sequence[bytes]) -> Space:
        """Lay out vectors of passages, each part around its own middle.

        ``usual`` are vectors of questions: what a text has in common with all of them, says
        nothing. Nothing of a text is kept once its likenesses are given.
        """


@dataclass(frozen=True, slots=True)
class Near:
    """How near a text is to each tool, by its texts and by its concepts; and its nearest phrase."""

    texts: list[float]
    concepts: list[float]
    phrases: dict[int, int]


class Meaning:
    """The meaning of a corpus: made once, then asked with each situation."""

    def __init__(self, made: Corpus, embedder: Embedder) -> None:
        own = list(_texts(made))
        known = list(_concept_texts(made))
        self._tools = [tool for tool, _ in own]
        self._concepts = [concept for concept, _ in known]
        self._affinity = made.affinity
        self._phrases = len(made.phrases)
        parts = [embedder.passages([text for _, text in part]) for part in (own, known)]
        self._likeness = embedder.space(parts, embedder.questions(list(_usual(made))))
        self._size = len(made.tools)

    def near(self, text: str) -> Near:
        """Say how near a text is to each tool."""
        likeness = self._likeness(text[:READ_MOST])
        cut = len(self._tools)
        of_tools: list[list[float]] = [[] for _ in range(self._size)]
        for tool, value in zip(self._tools, likeness[:cut], strict=True):
            of_tools[tool].append(value)
        phrases: dict[int, int] = {}
        for row, tool in enumerate(self._tools[: self._phrases]):
            if likeness[row] > likeness[phrases.setdefault(tool, row)]:
                phrases[tool] = row
        means = [_mean(sorted(values, reverse=True)[:_NEAREST]) for values in of_tools]
        return Near(_above(means), self._by_concepts(likeness[cut:]), phrases)

    def _by_concepts(self, likeness: Sequence[float]) -> list[float]:
        """Add up what the nearest concepts speak for; one half as near counts a quarter."""
        nearest: dict[str, float] = {}
        for concept, value in zip(self._concepts, likeness, strict=True):
            nearest[concept] = max(value, nearest.get(concept, -1.0))
        sums = [0.0] * self._size
        for concept, strength in zip(nearest, _above(list(nearest.values())), strict=True):
            if strength:
                for number, affinity in enumerate(self._affinity[concept]):
                    sums[number] += strength * strength * affinity
        return sums


def _texts(made: Corpus) -> Iterator[tuple[int, str]]:
    """Give what says when a tool is for, with the tool's number; phrases first."""
    for phrase in made.phrases:
        yield phrase.tool, phrase.text
    for number, tool in enumerate(made.tools):
        document = tool.documents.get(made.language)
        for name in ("name", "purpose"):
            for text in document.fields.get(name, ()) if document else ():
                yield number, text


def _concept_texts(made: Corpus) -> Iterator[tuple[str, str]]:
    """Give the shipped expressions of each concept as people say them, some together."""
    sections: dict[str, list[str]] = {}
    for owner, expression in written(made.language):
        sections.setdefault(owner, []).append(_MARKS.sub("", expression))
    for owner, said in sections.items():
        for start in range(0, len(said), _TOGETHER):
            yield owner, ", ".join(said[start : start + _TOGETHER])


def _usual(made: Corpus) -> Iterator[str]:
    """Give one phrase of each tool: together they are what people usually write."""
    seen: set[int] = set()
    for phrase in made.phrases:
        if phrase.tool not in seen:
            seen.add(phrase.tool)
            yield phrase.text


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _above(values: Iterable[float]) -> list[float]:
    """Say by how much of the usual difference each value is more than the usual; or nothing."""
    known = list(values)
    mean = _mean(known)
    spread = math.sqrt(_mean([(value - mean) ** 2 for value in known]))
    return [max(0.0, value - mean) / spread if spread else 0.0 for value in known]
