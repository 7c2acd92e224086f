"""Which words of a text answer a query."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kysyva.search.analysis import lowered_words, term_weights, words
from kysyva.search.ranking.scoring import Lookup

# The terms that answered, with their weights, by language.
Marks = Mapping[str, Mapping[str, float]]
# A word is marked when it and the query share at least this much: a base form and a part of a
# compound do, two parts or a few letters do not.
_ENOUGH = 0.4


class Piece(NamedTuple):
    """A stretch of text, and whether it answers the query."""

    text: str
    marked: bool


def marks(found: Iterable[Lookup]) -> dict[str, dict[str, float]]:
    """Give what to mark in the texts of each language."""
    by_language: dict[str, dict[str, float]] = {}
    for lookup in found:
        terms = by_language.setdefault(lookup.probe.language, {})
        terms[lookup.probe.term] = max(lookup.probe.weight, terms.get(lookup.probe.term, 0.0))
    return by_language


def highlighted(text: str, language: str, wanted: Marks) -> list[Piece]:
    """Cut a text of ``language`` into pieces that put together are the text again."""
    terms = wanted.get(language, {})
    pieces: list[Piece] = []
    done = 0
    for word in words(text) if terms else ():
        if _share(word.lowered, language, terms) >= _ENOUGH:
            if word.start > done:
                pieces.append(Piece(text[done : word.start], marked=False))
            pieces.append(Piece(text[word.start : word.end], marked=True))
            done = word.end
    if done < len(text):
        pieces.append(Piece(text[done:], marked=False))
    return pieces


def best_line(lines: Sequence[str], language: str, wanted: Marks) -> str:
    """Give the line that answers the query best; the first of equals, "" if none does at all."""
    terms = wanted.get(language, {})
    best, most = "", 0.0
    for line in lines if terms else ():
        answers: dict[str, float] = {}
        for word in lowered_words(line):
            share = _share(word, language, terms)
            if share >= _ENOUGH:
                # Two forms of one word answer once.
                answers[term_weights(word, language)[0][0]] = share
        if sum(answers.values()) > most:
            best, most = line, sum(answers.values())
    return best


def _share(word: str, language: str, terms: Mapping[str, float]) -> float:
    share = 0.0
    for term, weight in term_weights(word, language):
        if term in terms:
            share += weight * terms[term]
    return share
