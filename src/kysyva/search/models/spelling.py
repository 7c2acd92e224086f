"""The words of a library, kept in memory for comparing with a mistyped one."""

import threading
from collections.abc import Collection, Sequence
from functools import lru_cache

from kysyva.search.analysis import LANGUAGES
from kysyva.search.models.index import VocabularyWord
from kysyva.search.ranking.spelling import Guess, Vocabulary
from kysyva.search.synonyms import single_words


class _Shelf:
    """The words of an organisation as far as they were read. Words never go, so they stay right."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0
        self._revision = 0
        self._by_language = {spoken: Vocabulary(single_words(spoken)) for spoken in LANGUAGES}

    def vocabularies(self, organisation: int, revision: int) -> dict[str, Vocabulary]:
        """Read the words that came since the last time, if the content changed since."""
        with self._lock:
            if revision == self._revision:
                return self._by_language
            self._revision = revision
            words = VocabularyWord.objects.filter(organisation=organisation, pk__gt=self._newest)
            rows = list(words.order_by("pk").values_list("pk", "language", "text"))
            if rows:
                self._newest = rows[-1][0]
                self._by_language = {
                    spoken: known.extended(text for _, language, text in rows if language == spoken)
                    for spoken, known in self._by_language.items()
                }
            return self._by_language


@lru_cache(maxsize=8)
def _shelf(organisation: int) -> _Shelf:
    return _Shelf()


def corrected(
    words: tuple[str, ...],
    missing: Collection[int],
    *,
    organisation: int,
    revision: int,
    language: str,
) -> tuple[str, ...]:
    """Give the words of a query, those with ``missing`` numbers replaced by what was meant.

    The person's language goes first where words of several languages are as near.
    """
    vocabularies = _shelf(organisation).vocabularies(organisation, revision)
    order = [vocabularies[spoken] for spoken in sorted(LANGUAGES, key=lambda s: s != language)]
    result = list(words)
    for number in missing:
        result[number] = _meant(words[number], order)
    return tuple(result)


def _meant(word: str, order: Sequence[Vocabulary]) -> str:
    """Give the nearest word of the first vocabulary that has one as near as any; or the word."""
    best: Guess | None = None
    for vocabulary in order:
        for guess in vocabulary.nearest(word)[:1]:
            if best is None or guess.distance < best.distance:
                best = guess
        if best is not None and best.distance <= 1:
            break
    return best.word if best else word
