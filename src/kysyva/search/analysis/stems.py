"""Snowball stems."""

import threading

import snowballstemmer

_NAMES = {"fi": "finnish", "sv": "swedish", "en": "english"}
# A stemmer keeps its place in the word in itself, so each thread has its own.
_local = threading.local()


def stem(word: str, language: str) -> str:
    """Give the Snowball stem of a lowered word."""
    stemmers = _local.__dict__
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(_NAMES[language])
    stemmed: str = stemmers[language].stemWord(word)
    return stemmed
