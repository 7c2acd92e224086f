"""From postings to an order: whole numbers only, so that every database gives the same one."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kysyva.search.analysis import LANGUAGES, base_terms
from kysyva.search.ranking.query import Probe

# The person's own language comes first where both fit; the language of the query decides otherwise.
OTHER_LANGUAGE = 0.7
# This share of the score is lost to the words of the query that a tool does not answer.
COVERAGE = 0.35
# What fits much less well than the best is no answer.
FAINT = 0.12


class Lookup(NamedTuple):
    """A probe that the index knows: its postings, how many, and what a point of impact is worth."""

    term_id: int
    documents: int
    worth: int
    probe: Probe


class Hit(NamedTuple):
    """A tool that fits, in the language in which it fits best."""

    tool_id: int
    language: str
    score: int


def idf(documents: int, total: int) -> float:
    """Say how telling a term is that stands in ``documents`` of ``total`` documents."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def lookups(
    probes: Iterable[Probe],
    known: Mapping[tuple[str, str], tuple[int, int]],
    totals: Mapping[str, int],
) -> list[Lookup]:
    """Join probes with what the index knows: ``known[language, text]`` is (id, documents)."""
    found = []
    for probe in probes:
        term = known.get((probe.language, probe.term))
        if term is not None:
            total = max(totals.get(probe.language, 0), term[1])
            worth = max(1, round(1000 * probe.weight * idf(term[1], total)))
            found.append(Lookup(term[0], term[1], worth, probe))
    return _without_chance_pieces(found)


def _without_chance_pieces(found: list[Lookup]) -> list[Lookup]:
    """Leave out 4-grams of a language for words that another language knows whole."""
    speaks: dict[int, set[str]] = {}
    for lookup in found:
        if not lookup.probe.is_gram:
            speaks.setdefault(lookup.probe.word, set()).add(lookup.probe.language)
    return [
        lookup
        for lookup in found
        if not lookup.probe.is_gram
        or not speaks.get(lookup.probe.word, set()) - {lookup.probe.language}
    ]


def unanswered(words: Sequence[str], found: Iterable[Lookup]) -> list[int]:
    """Give the numbers of the words that mean something but that the index knows nothing of."""
    known = {lookup.probe.word for lookup in found if not lookup.probe.is_gram}
    return [n for n, word in enumerate(words) if n not in known and _says_something(word)]


def content_count(words: Sequence[str]) -> int:
    """Count the words of a query that are a stop word in no language; at least one."""
    return max(1, sum(_says_something(word) for word in words))


def _says_something(word: str) -> bool:
    # Somebody writes in one language: what is a stop word there means nothing in the others.
    return all(base_terms(word, language) for language in LANGUAGES)


def within_budget(found: Iterable[Lookup], *, best: int, rows: int) -> list[Lookup]:
    """Keep the most telling lookups, whose postings, ``best`` a term, are at most ``rows``."""
    kept: list[Lookup] = []
    seen: set[int] = set()
    for lookup in sorted(found, key=lambda item: (-item.worth, item.term_id)):
        cost = 0 if lookup.term_id in seen else min(lookup.documents, best)
        if cost <= rows:
            rows -= cost
            seen.add(lookup.term_id)
            kept.append(lookup)
    return kept


def rank(
    found: Collection[Lookup],
    postings: Iterable[tuple[int, int, int]],
    *,
    language: str,
    word_count: int,
    most: int = 500,
) -> list[Hit]:
    """Order the tools; ``postings`` are (term id, tool id, impact), ``language`` is the person's.

    At most ``most`` are given. In each slot only the best lookup counts, and slots add up. A tool
    is taken in the language in which it fits best.
    """
    hits: dict[int, tuple[float, str]] = {}
    for spoken, words in _scores_of_words(found, postings).items():
        share = (1.0 if spoken == language else OTHER_LANGUAGE) / word_count
        # What a tool is worth that answers one word, two words, and so on.
        covered = [
            share * ((1 - COVERAGE) * word_count + COVERAGE * min(answered, word_count))
            for answered in range(_COUNTED + 1)
        ]
        for tool_id, packed in _added_up(words).items():
            fair = (packed >> _COUNT_BITS) * covered[packed & _COUNTED]
            if tool_id not in hits or fair > hits[tool_id][0]:
                hits[tool_id] = (fair, spoken)
    return _in_order(hits, most)


# A tool's score and the number of words that it answers are added up in one number.
_COUNT_BITS = 4
_COUNTED = (1 << _COUNT_BITS) - 1


def _added_up(words: Iterable[Collection[dict[int, int]]]) -> dict[int, int]:
    """Add up, for every tool, the scores of slots, and count the words; ``words`` hold slots."""
    sums: dict[int, int] = {}
    for slots in words:
        first, *others = slots
        together = dict(first) if others else first
        for slot in others:
            for tool_id, score in slot.items():
                together[tool_id] = together.get(tool_id, 0) + score
        for tool_id, score in together.items():
            sums[tool_id] = sums.get(tool_id, 0) + (score << _COUNT_BITS) + 1
    return sums


def _scores_of_words(
    found: Collection[Lookup], postings: Iterable[tuple[int, int, int]]
) -> dict[str, list[list[dict[int, int]]]]:
    """Give, by language, for each word of the query its slots with the best score of each tool."""
    places: dict[tuple[str, int], dict[int, dict[int, int]]] = {}
    uses: dict[int, list[tuple[int, dict[int, int]]]] = {}
    for lookup in found:
        slots = places.setdefault((lookup.probe.language, lookup.probe.word), {})
        scores = slots.setdefault(lookup.probe.slot, {})
        uses.setdefault(lookup.term_id, []).append((lookup.worth, scores))
    for term_id, tool_id, impact in postings:
        for worth, scores in uses[term_id]:
            score = impact * worth
            if score > scores.get(tool_id, 0):
                scores[tool_id] = score
    by_language: dict[str, list[list[dict[int, int]]]] = {}
    for (spoken, _), slots in places.items():
        by_language.setdefault(spoken, []).append(list(slots.values()))
    return by_language


def _in_order(scores: Mapping[int, tuple[float, str]], most: int) -> list[Hit]:
    if not scores:
        return []
    least = FAINT * max(score for score, _ in scores.values())
    order = sorted(
        (-score, tool_id, spoken) for tool_id, (score, spoken) in scores.items() if score >= least
    )
    return [Hit(tool_id, spoken, round(-score)) for score, tool_id, spoken in order[:most]]
