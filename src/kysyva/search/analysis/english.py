"""English: Snowball stems."""

from collections.abc import Iterator

from kysyva.search.analysis.stems import stem
from kysyva.search.analysis.stopwords import ENGLISH as STOPWORDS
from kysyva.search.analysis.words import fold

STEM = 1.0


def terms(word: str) -> Iterator[tuple[str, float]]:
    """Give the weighted terms of one lowered English word."""
    if word not in STOPWORDS:
        yield fold(stem(word, "en")), STEM
