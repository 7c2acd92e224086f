"""Text analysis for search: what a word is indexed under, in Finnish, Swedish and English.

Pure: no database, no settings. Texts and queries are analysed alike, so that inflection, compounds,
spoken forms and missing dots meet in the same terms.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kysyva.search.analysis import english, finnish, swedish, voikko
from kysyva.search.analysis.words import fold, lowered, lowered_words, words

__all__ = [
    "LANGUAGES",
    "Token",
    "analyse",
    "base_terms",
    "fold",
    "lowered",
    "lowered_words",
    "term_weights",
    "words",
]

# Terms at least this heavy stand for a whole word; lighter ones for a part of it.
WHOLE = 0.8
# What is longer is no word that anybody looks for.
LONGEST_WORD, LONGEST_TERM = 60, 64
LANGUAGES = ("fi", "sv", "en")
_TERMS: dict[str, Callable[[str], Iterator[tuple[str, float]]]] = {
    "fi": finnish.terms,
    "sv": swedish.terms,
    "en": english.terms,
}


class Token(NamedTuple):
    """One word of a text: what stands there, where, and its weighted terms (stop words: none)."""

    surface: str
    start: int
    end: int
    terms: tuple[tuple[str, float], ...]


def analyse(text: str, language: str) -> list[Token]:
    """Cut a text into tokens, in order, with ``text[token.start:token.end] == token.surface``."""
    return [
        Token(
            text[word.start : word.end], word.start, word.end, term_weights(word.lowered, language)
        )
        for word in words(text)
    ]


@lru_cache(maxsize=5_000)
def term_weights(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """Give the terms of one lowered word, each once, the heaviest first."""
    best: dict[str, float] = {}
    for term, weight in _TERMS[language](word) if len(word) <= LONGEST_WORD else ():
        key = term[:LONGEST_TERM]
        if key not in ("~", "") and weight > best.get(key, 0.0):
            best[key] = weight
    return tuple(sorted(best.items(), key=lambda item: -item[1]))


@lru_cache(maxsize=5_000)
def base_terms(word: str, language: str) -> frozenset[str]:
    """Give the terms that stand for the whole lowered word: neither its parts nor its 4-grams."""
    return frozenset(term for term, weight in term_weights(word, language) if weight >= WHOLE)


def has_finnish_dictionary() -> bool:
    """Is Finnish analysed by dictionary? Without it search works, but less well."""
    return bool(dictionary())


def dictionary() -> str:
    """Name the Finnish dictionary and its library, "" where there is none."""
    return voikko.version()
