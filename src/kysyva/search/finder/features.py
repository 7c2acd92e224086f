"""What a text is compared by: its words, pairs of neighbouring words, and what happens in it."""

from collections.abc import Mapping, Sequence

from kysyva.search.analysis.words import grams
from kysyva.search.finder.concepts import patterns
from kysyva.search.finder.reading import Token

# How much each kind of feature says beside a whole word: found by trying, and kept round.
SMALL, GRAM, PAIR, CONCEPT = 1.0, 0.2, 0.6, 0.7
# Pieces of so many letters: they see through typing errors, dialects and compounds.
_SIZES = 3, 4


def features(tokens: Sequence[Token], language: str) -> dict[str, float]:
    """Give the weighted features of a text, each kind known by its beginning.

    Terms of words; ``=i`` for a small word, which tells whose matter it is; ``a_b`` for a pair;
    ``#abc`` for a piece of a word; ``@key`` for a concept.
    """
    found: dict[str, float] = {}
    before = ""
    for token in tokens:
        word = _word(token)
        for term, weight in (*token.terms, (word, SMALL)):
            if not term.startswith("#"):
                found[term] = max(found.get(term, 0.0), weight)
        for size in _SIZES:
            for piece in grams(f"<{token.folded}>", size):
                found["#" + piece] = GRAM
        if before:
            found[f"{before}_{word}"] = PAIR
        before = word
    for key, strength in concepts_in(tokens, language).items():
        found["@" + key] = CONCEPT * min(1.4, strength)
    return found


def is_pair(key: str) -> bool:
    """Is a feature two neighbouring words?"""
    return "_" in key


def concepts_in(tokens: Sequence[Token], language: str) -> Mapping[str, float]:
    """Say how strongly a text speaks of each concept: as its best expression does."""
    found: dict[str, float] = {}
    for match in patterns(language).find(tokens):
        owner = match.pattern.owner
        found[owner] = max(found.get(owner, 0.0), match.pattern.weight)
    return found


def _word(token: Token) -> str:
    """One word for a token: its heaviest base form, or a small word as it stands."""
    whole = (term for term, _ in token.terms if not term.startswith("#"))
    return next(whole, "=" + token.folded)
