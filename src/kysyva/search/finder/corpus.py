"""An organisation's tools, learnt from what is said of them: once for each revision of the content.

A tool is the middle of the texts that say when it is for: its own phrases, and for a tool of the
starter toolkit the shipped situations (Rocchio's method). How near a situation lies to that middle,
by its angle, is how well the tool answers it.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kysyva.search.finder.concepts import Concept, concepts
from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.situations import answered_by_tools

if TYPE_CHECKING:
    from kysyva.search.finder.semantic import Meaning

# What a tool's own phrase counts beside a shipped situation: there are fewer of them, and they are
# written for readers.
OWN, SHIPPED = 0.5, 1.0
# What the list of concepts says beforehand, before anything is learnt.
_LISTED, _SHARED = 0.02, 0.002
# A word that stands in all texts of a tool does not say ten times what one in a tenth of them does.
_EVENED = 0.7
Vector = dict[str, float]
_APART = Token("", frozenset(), ())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool as the finder needs it. ``phrases`` are its own words for when it is for."""

    tool_id: int
    slug: str
    needs: frozenset[str]
    settings: frozenset[str]
    phases: frozenset[str]
    minutes: tuple[int, int]
    people: tuple[int, int]
    phrases: tuple[str, ...]


class Row(NamedTuple):
    """A feature: how rare it is, which tools' texts have it, and how much it is worth to each."""

    idf: float
    tools: "array[int]"
    worth: "array[float]"


@dataclass(slots=True)
class Corpus:
    """The tools in one language: what is needed to compare a text with each of them."""

    language: str
    tools: list[Candidate]
    rows: dict[str, "Row"] = field(default_factory=dict)
    sayings: Patterns | None = None
    # What the tools mean, where the extra is installed and has read it.
    meaning: "Meaning | None" = None
    _phrases: dict[int, list[Vector]] = field(default_factory=dict)

    def weighed(self, found: Mapping[str, float]) -> Vector:
        """Weigh features by how rare they are; unknown ones fall out."""
        known = ((self.rows[key], key, value) for key, value in found.items() if key in self.rows)
        return {key: value * row.idf for row, key, value in known}

    def nearest_phrase(self, tool: int, asked: Vector) -> tuple[int | None, float]:
        """Give the number of a tool's phrase that is most like a text, and how like (0 to 1)."""
        if tool not in self._phrases:
            texts = self.tools[tool].phrases
            rows = (self.weighed(_features(text, self.language)) for text in texts)
            self._phrases[tool] = [unit(row) for row in rows]
        wanted = unit(asked)
        likeness = [
            sum(value * phrase.get(key, 0.0) for key, value in wanted.items())
            for phrase in self._phrases[tool]
        ]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
        return best, 0.0 if best is None else likeness[best]


def corpus(
    tools: Iterable[Candidate], language: str, sayings: Iterable[tuple[str, str]] = ()
) -> Corpus:
    """Learn the tools in a language; one that has no phrases in it is there without any.

    ``sayings`` are expressions of the house, each with what it means.
    """
    made = Corpus(language, list(tools))
    made.sayings = compiled(((meant, said) for said, meant in sayings), language)
    texts = _Texts(made.tools, language)
    made.rows = {
        key: Row(math.log((len(texts) + 1) / (count + 0.5)), array("I"), array("f"))
        for key, count in texts.counts()
        if count > 1 or not is_pair(key)  # a pair that was met once is chance
    }
    for name in concepts():
        made.rows.setdefault("@" + name, Row(math.log(len(texts) + 1), array("I"), array("f")))
    for number in range(len(made.tools)):
        for key, value in _middle(texts.of(number), made, made.tools[number]).items():
            made.rows[key].tools.append(number)
            made.rows[key].worth.append(value)
    return made


def understood(text: str, made: Corpus) -> list[Token]:
    """Read a text, and after it what the house's own expressions in it mean."""
    tokens = read(text, made.language)
    for meant in meant_in_house(tokens, made):
        tokens += [_APART] * 4 + read(meant, made.language, keep=True)
    return tokens


def meant_in_house(tokens: Sequence[Token], made: Corpus) -> list[str]:
    """Say what the house's own expressions in a text mean."""
    return sorted({m.pattern.owner for m in made.sayings.find(tokens)}) if made.sayings else []


class _Texts:
    """The features of all texts, each told by a number: small enough for thousands of tools."""

    def __init__(self, tools: Sequence[Candidate], language: str) -> None:
        self._keys: dict[str, int] = {}
        self._counts = array("I")
        self._rows: list[list[tuple[float, array[int], array[float]]]] = [[] for _ in tools]
        numbers = {tool.slug: number for number, tool in enumerate(tools)}
        for number, tool in enumerate(tools):
            for text in tool.phrases:
                self._add(number, OWN, _features(text, language))
        for slug, text in answered_by_tools(language):
            if slug in numbers:
                self._add(numbers[slug], SHIPPED, _features(text, language))
        self._names = list(self._keys)

    def __len__(self) -> int:
        return sum(map(len, self._rows))

    def _add(self, number: int, weight: float, found: Vector) -> None:
        keys = array("I", (self._keys.setdefault(key, len(self._keys)) for key in found))
        self._counts.extend([0] * (len(self._keys) - len(self._counts)))
        for key in keys:
            self._counts[key] += 1
        self._rows[number].append((weight, keys, array("f", found.values())))

    def counts(self) -> Iterator[tuple[str, int]]:
        """Give each feature with the number of texts that have it."""
        return zip(self._names, self._counts, strict=True)

    def of(self, number: int) -> Iterator[tuple[float, Vector]]:
        """Give the texts of a tool with their weights."""
        for weight, keys, values in self._rows[number]:
            yield weight, {self._names[key]: value for key, value in zip(keys, values, strict=True)}


def _middle(texts: Iterable[tuple[float, Vector]], made: Corpus, tool: Candidate) -> Vector:
    sums: Vector = {}
    total = 0.0
    for weight, found in texts:
        total += weight
        for key, value in unit(made.weighed(found)).items():
            sums[key] = sums.get(key, 0.0) + weight * value
    middle = {key: value / total for key, value in sums.items()}
    for name, concept in concepts().items():
        if beforehand := _beforehand(concept, tool):
            middle["@" + name] = middle.get("@" + name, 0.0) + beforehand
    return unit({key: value**_EVENED for key, value in middle.items()})


def _beforehand(concept: Concept, tool: Candidate) -> float:
    """Say what the shipped list holds of a tool; of one it does not know, by needs and settings."""
    if tool.slug in _listed():
        return _LISTED * concept.tools.get(tool.slug, 0) / 3
    shared = bool(concept.needs & tool.needs) + bool(concept.settings & tool.settings)
    return _SHARED * shared / 2


@cache
def _listed() -> frozenset[str]:
    return frozenset(slug for concept in concepts().values() for slug in concept.tools)


def _features(text: str, language: str) -> Vector:
    return features(read(text, language, keep=True), language)


def unit(values: Vector) -> Vector:
    """Bring a vector to length one."""
    length = math.sqrt(sum(value * value for value in values.values()))
    return {key: value / length for key, value in values.items() if value > 0} if length else {}
