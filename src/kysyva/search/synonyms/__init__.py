"""Words that mean the same to a supervisor, applied to queries only.

Shipped as one text file a language: one group a line, comma separated, `#` for remarks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kysyva.search.analysis import base_terms, words

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `start + length` of a query say the same as any of `others`.

    Each of `others` is one expression: its words, each with the base terms it is found by.
    """

    start: int
    length: int
    others: tuple[tuple[frozenset[str], ...], ...]


@cache
def groups(language: str) -> tuple[tuple[str, ...], ...]:
    """Read the shipped groups of a language."""
    lines = (_HERE / f"{language}.txt").read_text("utf-8").splitlines()
    cut = (
        tuple(entry.strip() for entry in line.split(","))
        for line in lines
        if not line.startswith("#")
    )
    return tuple(group for group in cut if len(group) > 1)


@cache
def single_words(language: str) -> frozenset[str]:
    """Give the groups' entries that are one word: who mistypes one of them meant it."""
    cut = ([word.lowered for word in words(entry)] for group in groups(language) for entry in group)
    return frozenset(entry[0] for entry in cut if len(entry) == 1)


def matches(query: Sequence[frozenset[str]], language: str) -> Iterator[Match]:
    """Find the groups that a query speaks of.

    `query` holds, for each of its words that is no stop word, the base terms of that word.
    """
    by_first = _by_first_term(language)
    for start, terms in enumerate(query):
        seen: set[tuple[int, int]] = set()
        for number, entry in sorted({hit for term in terms for hit in by_first.get(term, ())}):
            expression = _analysed(language)[number][entry]
            length = len(expression)
            said = query[start : start + length]
            if len(said) < length or (number, length) in seen:
                continue
            if all(a & b for a, b in zip(said, expression, strict=True)):
                seen.add((number, length))
                others = tuple(
                    e for i, e in enumerate(_analysed(language)[number]) if i != entry and e
                )
                yield Match(start, length, others)


@cache
def _analysed(language: str) -> tuple[tuple[tuple[frozenset[str], ...], ...], ...]:
    return tuple(
        tuple(_expression(entry, language) for entry in group) for group in groups(language)
    )


def _expression(entry: str, language: str) -> tuple[frozenset[str], ...]:
    found = (base_terms(word.lowered, language) for word in words(entry))
    return tuple(terms for terms in found if terms)


@cache
def _by_first_term(language: str) -> dict[str, tuple[tuple[int, int], ...]]:
    index: dict[str, list[tuple[int, int]]] = {}
    for number, group in enumerate(_analysed(language)):
        for entry, expression in enumerate(group):
            for term in expression[0] if expression else ():
                index.setdefault(term, []).append((number, entry))
    return {term: tuple(hits) for term, hits in index.items()}
