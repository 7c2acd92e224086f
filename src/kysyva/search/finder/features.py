"""What a text is compared by: its words, pairs of neighbouring words, and what happens in it."""

from collections.abc import Mapping, Sequence

from kysyva.search.finder.concepts import patterns
from kysyva.search.finder.reading import Token

# How much each kind of feature says beside a whole word: found by trying, and kept round.
GRAM, PAIR, CONCEPT = 0.5, 0.4, 0.7


def features(tokens: Sequence[Token], language: str) -> dict[str, float]:
    """Give the weighted features of a text: terms, ``a_b`` for a pair, ``@key`` for a concept."""
    found: dict[str, float] = {}
    before = ""
    for token in tokens:
        for term, weight in token.terms:
            share = weight * (GRAM if term.startswith("#") else 1.0)
            found[term] = max(found.get(term, 0.0), share)
        word = _word(token)
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
