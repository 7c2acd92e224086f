"""The words of a library, kept in memory for comparing with a mistyped one."""

import threading
from collections.abc import Collection
from functools import lru_cache

from kysyva.search.analysis import LANGUAGES
from kysyva.search.models.index import VocabularyWord
from kysyva.search.ranking.spelling import Vocabulary
from kysyva.search.synonyms import single_words


class _Shelf:
    """The words of an organisation as far as they were read. Words never go, so they stay right."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0
        self._by_language = {spoken: Vocabulary(single_words(spoken)) for spoken in LANGUAGES}

    def vocabularies(self, organisation: int) -> dict[str, Vocabulary]:
        """Read the words that came since the last time."""
        with self._lock:
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
    words: tuple[str, ...], missing: Collection[int], *, organisation: int, language: str
) -> tuple[str, ...]:
    """Give the words of a query, those with ``missing`` numbers replaced by what was meant.

    The person's language goes first where words of several languages are as near.
    """
    vocabularies = _shelf(organisation).vocabularies(organisation)
    result = list(words)
    for number in missing:
        guesses = [
            (guess.distance, spoken != language, guess.word)
            for spoken in LANGUAGES
            for guess in vocabularies[spoken].nearest(words[number])
        ]
        if guesses:
            result[number] = min(guesses)[2]
    return tuple(result)
