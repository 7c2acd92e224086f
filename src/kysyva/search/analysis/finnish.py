"""Finnish: base forms and compound parts by Voikko; without Voikko, stems and 4-grams."""

from collections.abc import Iterator

from kysyva.search.analysis import spoken, voikko
from kysyva.search.analysis.stems import stem
from kysyva.search.analysis.stopwords import FINNISH as STOPWORDS
from kysyva.search.analysis.words import fold, grams

BASE, PART, ROOT, STEM, GRAM = 1.0, 0.5, 0.5, 1.0, 0.3
_SHORTEST_HALF = 4


def terms(word: str) -> Iterator[tuple[str, float]]:
    """Give the weighted terms of one lowered Finnish word; a term may come twice."""
    word = spoken.rewritten(word)
    if word in STOPWORDS:
        return
    if not voikko.version():
        yield from _stem_and_grams(word)
        return
    readings = _known_readings(word)
    if any(reading.base in STOPWORDS for reading in readings):
        return
    if not readings:
        yield from _unknown(word)
    for reading in readings:
        yield from _reading_terms(reading)


def _known_readings(word: str) -> tuple[voikko.Reading, ...]:
    for form in (word, *spoken.variants(word)):
        readings = voikko.readings(form)
        if form != word and form.endswith(
            ("maan", "mään")
        ):  # kysymään is a verb, palautemaan is nonsense
            readings = tuple(reading for reading in readings if reading.is_verb)
        if readings:
            return readings
        if len(word) <= 2:
            break
    return ()


def _reading_terms(reading: voikko.Reading) -> Iterator[tuple[str, float]]:
    yield fold(reading.base), BASE
    compound = len(reading.parts) > 1
    for part in reading.parts:
        if compound:
            yield fold(part.noun), PART
        if part.root != part.noun:
            yield fold(part.root), PART * ROOT if compound else ROOT


def _unknown(word: str) -> Iterator[tuple[str, float]]:
    """Give an unknown word itself, its stem, and its halves if both of them are words."""
    yield fold(word), BASE
    yield "~" + fold(stem(word, "fi")), STEM * 0.8
    for cut in range(len(word) - _SHORTEST_HALF, _SHORTEST_HALF - 1, -1):
        head = [reading for reading in _head_readings(word[:cut]) if not reading.is_name]
        tail = [r for r in voikko.readings(word[cut:]) if not (r.is_name or r.is_verb)]
        if head and tail:
            for reading in (*head, *tail):
                for term, weight in _reading_terms(reading):
                    yield term, weight * PART
            return


def _head_readings(head: str) -> tuple[voikko.Reading, ...]:
    # In front of a compound *-nen* is written *-s-*: kahdenkeskis(keskustelu).
    return voikko.readings(head) or (
        voikko.readings(head[:-1] + "nen") if head.endswith("s") else ()
    )


def _stem_and_grams(word: str) -> Iterator[tuple[str, float]]:
    yield "~" + fold(stem(word, "fi")), STEM
    for gram in grams(fold(word)):
        yield "#" + gram, GRAM
