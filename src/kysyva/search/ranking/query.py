"""What a query looks for: weighted probes into the index, in every language at once."""

from collections.abc import Sequence
from typing import NamedTuple

from kysyva.search.analysis import LANGUAGES, WHOLE, base_terms, term_weights, words
from kysyva.search.synonyms import matches

SYNONYM = 0.5
MAX_WORDS = 12


class Probe(NamedTuple):
    """One term to look up.

    Of the probes of one slot only the best match counts; slots add up. ``word`` is the number of
    the query word it comes from; ``literal`` says that it is no synonym of that word.
    """

    term: str
    language: str
    word: int
    slot: int
    weight: float
    literal: bool

    @property
    def is_gram(self) -> bool:
        """Is it only a piece of four letters?"""
        return self.term.startswith("#")


def query_words(text: str) -> tuple[str, ...]:
    """Give the lowered words of a query, at most MAX_WORDS of them."""
    return tuple(word.lowered for word in words(text))[:MAX_WORDS]


def probes(query: Sequence[str], *, with_synonyms: bool = True) -> list[Probe]:
    """Give what to look up for the words of a query, in all languages."""
    found: list[Probe] = []
    for language in LANGUAGES:
        found += _literal(query, language, len(query) + len(found))
        if with_synonyms:
            found += _synonyms(query, language, len(query) + len(found))
    return found


def _literal(query: Sequence[str], language: str, slot: int) -> list[Probe]:
    """Give base terms of word ``n`` the slot ``n``, each part and each 4-gram one of its own."""
    found: list[Probe] = []
    for number, word in enumerate(query):
        for term, weight in term_weights(word, language):
            slot += 1
            at = number if weight >= WHOLE else slot
            found.append(Probe(term, language, number, at, weight, literal=True))
    return found


def _synonyms(query: Sequence[str], language: str, slot: int) -> list[Probe]:
    """Let synonyms of one word compete with the word; the words of a longer one add up."""
    content = [(n, terms) for n, word in enumerate(query) if (terms := base_terms(word, language))]
    said = frozenset[str]().union(*(terms for _, terms in content))
    found: dict[tuple[int, str], Probe] = {}
    for match in matches([terms for _, terms in content], language):
        number = content[match.start][0]
        for other in match.others:
            weight = SYNONYM / len(other)
            for terms in other:
                slot += 1
                at = number if len(other) == 1 else slot
                for term in terms - said:
                    known = found.get((number, term))
                    if known is None or known.weight < weight:
                        found[number, term] = Probe(
                            term, language, number, at, weight, literal=False
                        )
    return list(found.values())
