"""Learning tools from what is said of them, once for each change of their words.

A tool is the middle of the texts that say when it is for: its own phrases, and for a tool of the
starter toolkit the shipped situations (Rocchio's method). How near a situation lies to that middle,
by its angle, is how well the tool answers it.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kysyva.search.finder.concepts import Concept, concepts
from kysyva.search.finder.corpus import WHOLE, Candidate, unit
from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.reading import read
from kysyva.search.finder.situations import answered_by_tools
from kysyva.search.finder.table import Table, in_order

# What the list of concepts says beforehand, before anything is learnt.
_LISTED, _SHARED = 0.02, 0.002
# A word that stands in all texts of a tool does not say ten times what one in a tenth of them does.
_EVENED = 0.7


def learn(tools: Sequence[Candidate], own: Iterable[tuple[int, str]], language: str) -> Table:
    """Learn tools in a language; one that nothing is said of is there all the same.

    ``own`` gives the phrases of the tools, each with its tool's number in ``tools``. In the table a
    row is a feature: ``rare`` says how rare it is; from ``starts`` of it up to that of the next,
    ``tools`` has the numbers of the tools whose texts have it, and ``worth`` what it is worth each,
    in parts of ``WHOLE``.
    """
    texts = _Texts(language)
    for number, text in said_of(tools, own, language):
        texts.add(number, text)
    rare = texts.rareness()
    number_kind = "H" if len(tools) <= WHOLE else "I"
    rows: list[tuple[array[int], array[int]]] = [(array(number_kind), array("H")) for _ in rare]
    for number, tool in enumerate(tools):
        for key, value in _middle(texts, number, tool, rare).items():
            rows[key][0].append(number)
            rows[key][1].append(round(value * WHOLE))
    keys, names = in_order(name for name, key in texts.keys.items() if rare[key])
    starts, having, worth = array("I", [0]), array(number_kind), array("H")
    for name in names:
        having += rows[texts.keys[name]][0]
        worth += rows[texts.keys[name]][1]
        starts.append(len(having))
    columns = {
        "rare": memoryview(array("f", (rare[texts.keys[name]] for name in names))),
        "starts": memoryview(starts),
        "tools": memoryview(having),
        "worth": memoryview(worth),
    }
    return Table(keys, columns)


def said_of(
    tools: Sequence[Candidate], own: Iterable[tuple[int, str]], language: str
) -> Iterator[tuple[int, str]]:
    """Give what says when each tool is for, with the tool's number; own phrases first."""
    yield from own
    numbers = {tool.slug: number for number, tool in enumerate(tools)}
    for slug, text in answered_by_tools(language):
        if slug in numbers:
            yield numbers[slug], text


class _Texts:
    """The features of all texts, each told by a number: small enough for thousands of tools."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.keys = {"@" + name: number for number, name in enumerate(concepts())}
        self._counts = array("I", [0] * len(self.keys))
        self._length = 0
        self._rows: dict[int, list[tuple[array[int], array[float]]]] = {}

    def add(self, tool: int, text: str) -> None:
        """Take in a text of a tool."""
        found = features(read(text, self.language, keep=True), self.language)
        keys = array("I", (self.keys.setdefault(key, len(self.keys)) for key in found))
        self._counts.extend([0] * (len(self.keys) - len(self._counts)))
        for key in keys:
            self._counts[key] += 1
        self._length += 1
        self._rows.setdefault(tool, []).append((keys, array("f", found.values())))

    def rareness(self) -> "array[float]":
        """Say of each feature how rare it is; 0 of one that says nothing."""
        return array(
            "f", (self._rare(n, k) for (k, n) in zip(self.keys, self._counts, strict=True))
        )

    def _rare(self, count: int, key: str) -> float:
        if count == 1 and is_pair(key):  # a pair that was met once is chance
            return 0.0
        return math.log((self._length + 1) / (count + 0.5 if count else 1))

    def of(self, tool: int) -> Sequence[tuple["array[int]", "array[float]"]]:
        """Give the texts of a tool: features, and how much of each."""
        return self._rows.get(tool, ())


def _middle(texts: _Texts, number: int, tool: Candidate, rare: Sequence[float]) -> dict[int, float]:
    sums: dict[int, float] = {}
    rows = texts.of(number)
    for keys, values in rows:
        weighed = {k: v * rare[k] for k, v in zip(keys, values, strict=True) if rare[k]}
        for key, value in unit(weighed).items():
            sums[key] = sums.get(key, 0.0) + value
    middle = {key: value / len(rows) for key, value in sums.items()}
    for name, concept in concepts().items():
        if beforehand := _beforehand(concept, tool):
            key = texts.keys["@" + name]
            middle[key] = middle.get(key, 0.0) + beforehand
    return unit({key: value**_EVENED for key, value in middle.items()})


def _beforehand(concept: Concept, tool: Candidate) -> float:
    """Say what the shipped list holds of a tool; of one it does not know, by needs and settings."""
    if tool.slug in _listed():
        return _LISTED * concept.tools.get(tool.slug, 0) / 3
    shared = [concept.needs.isdisjoint(tool.needs), concept.settings.isdisjoint(tool.settings)]
    return _SHARED * shared.count(False) / 2


@cache
def _listed() -> frozenset[str]:
    return frozenset(slug for concept in concepts().values() for slug in concept.tools)
