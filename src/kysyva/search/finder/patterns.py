"""Expressions of several words, found in a text in any order and inflection.

An expression is written as in ``concepts/fi.txt``: words that must stand near one another, ``a/b``
for either, ``*`` for any letters. It is read once; finding asks only for what a text could match.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kysyva.search.analysis.words import fold, lowered
from kysyva.search.finder.reading import NEGATION, Token, read

# An expression of n words may be spread over n + SLACK words of the text
# (one that leans on small words such as "ei" over n + 1).
SLACK, TIGHT = 2, 1
_PREFIX = 2


class Pattern(NamedTuple):
    """An expression: whose it is, the numbers of its elements, and how much it says."""

    owner: str
    elements: tuple[int, ...]
    weight: float
    number: int
    slack: int = SLACK


class Match(NamedTuple):
    """A pattern that was found, and the numbers of the words it was found in."""

    pattern: Pattern
    words: tuple[int, ...]


@dataclass(slots=True)
class Patterns:
    """All expressions of one language, ready to be found."""

    language: str
    patterns: list[Pattern] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _exact: dict[str, list[int]] = field(default_factory=dict)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _ends: dict[str, list[int]] = field(default_factory=dict)
    _insides: dict[str, list[int]] = field(default_factory=dict)
    _by_element: dict[int, list[Pattern]] = field(default_factory=dict)

    def add(self, owner: str, expression: str) -> None:
        """Take an expression in; ``~`` in front says that it is a weak sign."""
        words = expression.lstrip("~").replace("-", " ").replace(":", " ").split()
        if not words:
            return
        small = sum(not _says_something(word, self.language) for word in words)
        weight = 0.4 if expression.startswith("~") else 1.0
        weight *= 1 + 0.25 * max(0, min(2, len(words) - small - 1))
        elements = tuple(self._element(word) for word in words)
        slack = TIGHT if small else SLACK
        pattern = Pattern(owner, elements, weight, len(self.patterns), slack)
        self.patterns.append(pattern)
        longest = max(range(len(words)), key=lambda number: len(words[number]))
        self._by_element.setdefault(elements[longest], []).append(pattern)

    def _element(self, written: str) -> int:
        if written in self._numbers:
            return self._numbers[written]
        number = self._numbers[written] = len(self._numbers)
        for word in written.split("/"):
            plain = fold(lowered(word.strip("*")))
            if word.startswith("*") and word.endswith("*"):
                self._insides.setdefault(plain, []).append(number)
            elif word.endswith("*"):
                self._starts.setdefault(plain, []).append(number)
            elif word.startswith("*"):
                self._ends.setdefault(plain, []).append(number)
            else:
                for key in _keys(word, self.language):
                    self._exact.setdefault(key, []).append(number)
        return number

    def find(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Give every pattern that stands in the text, once, where it is closest together."""
        places: dict[int, list[int]] = {}
        for number, token in enumerate(tokens):
            for element in set(self._elements(token)):
                places.setdefault(element, []).append(number)
        for element in places:
            for pattern in self._by_element.get(element, ()):
                if all(other in places for other in pattern.elements):
                    words = _closest([places[other] for other in pattern.elements], pattern.slack)
                    if words:
                        yield Match(pattern, words)

    def _elements(self, token: Token) -> Iterator[int]:
        for key in token.keys:
            yield from self._exact.get(key, ())
        word = token.folded
        for end in range(_PREFIX, len(word) + 1):
            yield from self._starts.get(word[:end], ())
        for start in range(1, len(word) - 1):
            yield from self._ends.get(word[start:], ())
        for inside, elements in self._insides.items():
            if inside in word:
                yield from elements


def compiled(expressions: Iterable[tuple[str, str]], language: str) -> Patterns:
    """Read expressions, each with its owner."""
    made = Patterns(language)
    for owner, expression in expressions:
        made.add(owner, expression)
    return made


def _says_something(word: str, language: str) -> bool:
    return "*" in word or any(token.terms for token in read(word, language, keep=True))


def _keys(word: str, language: str) -> frozenset[str]:
    """Give the keys of an expression's word: its base forms, or itself where it has none."""
    if word.startswith("="):  # only as it is written, in no other form
        return frozenset({"=" + fold(lowered(word[1:]))})
    tokens = read(word, language, keep=True)
    if not tokens:
        return frozenset()
    token = tokens[0]
    if NEGATION[language] in token.keys:
        return frozenset({NEGATION[language]})
    whole = {term for term, weight in token.terms if weight >= 0.8 and not term.startswith("#")}
    return frozenset(whole or {"=" + token.folded})


def _closest(places: Sequence[Sequence[int]], slack: int) -> tuple[int, ...]:
    """Choose one place for each element, all different and near; nothing if they are too far."""
    if len(places) == 1:
        return (places[0][0],)
    best: tuple[int, tuple[int, ...]] | None = None
    for first in places[0]:
        chosen = [first]
        for others in places[1:]:
            free = [place for place in others if place not in chosen]
            if not free:
                break
            chosen.append(min(free, key=lambda place: abs(place - first)))
        else:
            span = max(chosen) - min(chosen) + 1
            if span <= len(places) + slack and (best is None or span < best[0]):
                best = (span, tuple(chosen))
    return best[1] if best else ()
