"""Reading what somebody wrote, without keeping any of it.

The analysis of search keeps the words it has met. Here it is called past that memory: a situation
is about people, and its words must be gone when the answer has been given.
"""

from functools import lru_cache
from typing import NamedTuple

from kysyva.search.analysis import LANGUAGES, WHOLE, term_weights
from kysyva.search.analysis.stopwords import ENGLISH, FINNISH, SWEDISH
from kysyva.search.analysis.words import fold, lowered_words

TEXT_MOST = 1000
_NEGATIONS = {
    "fi": frozenset(
        "en et ei emme ette eivat eika enka etka eiko emmeko ala alka ilman ettei etten ettet "
        "etteivat ettemme muttei mutten jottei vaikkei koskei ellei elleivat eiks einiinku".split()
    ),
    "sv": frozenset("inte int icke ej aldrig".split()),
    "en": frozenset("not never no cannot without nobody hardly cant dont doesnt wont".split()),
}
NEGATION = {"fi": "=ei", "sv": "=inte", "en": "=not"}
_STOPWORDS = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}


class Token(NamedTuple):
    """One word: as it is written without dots, what it is matched by, and its weighted terms."""

    folded: str
    keys: frozenset[str]
    terms: tuple[tuple[str, float], ...]


def read(text: str, language: str, *, keep: bool = False) -> list[Token]:
    """Cut a text into tokens. With ``keep`` the words may be remembered: only for our own texts."""
    if keep:
        return [_kept(word, language) for word in lowered_words(text)]
    analyse = term_weights.__wrapped__
    words = lowered_words(text[:TEXT_MOST])
    return [_token(word, analyse(word, language), language) for word in words]


@lru_cache(maxsize=5_000)
def _kept(word: str, language: str) -> Token:
    return _token(word, term_weights(word, language), language)


def _token(word: str, terms: tuple[tuple[str, float], ...], language: str) -> Token:
    return Token(fold(word), _keys(word, terms, language), terms)


def _keys(word: str, terms: tuple[tuple[str, float], ...], language: str) -> frozenset[str]:
    folded = fold(word)
    keys = {term for term, weight in terms if weight >= WHOLE / 2 and not term.startswith("#")}
    keys.add("=" + folded)
    if folded in _NEGATIONS[language] or (language == "en" and word.endswith("n't")):
        keys.add(NEGATION[language])
    return frozenset(keys)


def language_of(text: str, page: str) -> str:
    """Say which language a text is in: that of the page unless another is plain to see."""
    words = lowered_words(text[:TEXT_MOST])
    known = {
        language: sum(word in _STOPWORDS[language] for word in words) for language in LANGUAGES
    }
    best = max(LANGUAGES, key=lambda language: (known[language], language == page))
    return best if known[best] >= known.get(page, 0) + 2 else page
