"""Finding tools by what somebody wrote."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kysyva.organisations.models import Organisation
from kysyva.search.models.index import BEST, IndexState, best_postings, term_statistics
from kysyva.search.models.spelling import corrected
from kysyva.search.ranking.highlight import Marks, marks
from kysyva.search.ranking.query import probes, query_words
from kysyva.search.ranking.scoring import (
    Hit,
    Lookup,
    content_count,
    lookups,
    rank,
    unanswered,
    within_budget,
)

# However long a query and however large the library, it reads at most this many postings.
_ROWS = 5000
_HITS = 500
# When a filter leaves fewer than this of a ranking that was cut, what passes is ranked by itself.
_FEW = 30
_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, best first.

    ``instead`` is the query that was answered, where nothing was found for a word as it was typed;
    else it is empty. ``marks`` says what to highlight in a text of each language.
    """

    hits: tuple[Hit, ...]
    instead: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Ranking:
    found: Found
    lookups: tuple[Lookup, ...]
    word_count: int

    @property
    def is_cut(self) -> bool:
        return any(lookup.documents > BEST for lookup in self.lookups)


def find(
    text: str,
    *,
    organisation: Organisation,
    language: str,
    allowed: Collection[int] | None = None,
) -> Found:
    """Find tools of ``organisation`` by a query in any of the languages.

    ``language`` is the person's own: it decides where several fit. ``allowed`` are the ids of the
    tools that may be shown, such as those that pass a filter, best as a set; None means all. The
    text is kept nowhere but in this process's memory.
    """
    words = query_words(text)
    if not words:
        return Found((), "", {})
    ranking = _ranking(organisation.pk, organisation.content_revision, words, language)
    if allowed is None:
        return ranking.found
    hits = tuple(hit for hit in ranking.found.hits if hit.tool_id in allowed)
    if ranking.is_cut and len(hits) < _FEW and len(allowed) <= BEST:
        hits = tuple(_rank(ranking.lookups, language, ranking.word_count, allowed))
    return Found(hits, ranking.found.instead, ranking.found.marks)


@lru_cache(maxsize=_KEPT)
def _ranking(organisation: int, revision: int, words: tuple[str, ...], language: str) -> _Ranking:
    """Rank everything. Kept by revision: a repeated query costs nothing until content changes."""
    totals = _totals(organisation, revision)
    known = _lookups(organisation, words, totals)
    answered = words
    if missing := unanswered(words, known):
        answered = corrected(
            words, missing, organisation=organisation, revision=revision, language=language
        )
        if answered != words:
            known = _lookups(organisation, answered, totals)
    chosen = within_budget(known, best=BEST, rows=_ROWS)
    count = content_count(answered)
    hits = _rank(chosen, language, count, None)
    instead = " ".join(answered) if answered != words and hits else ""
    return _Ranking(Found(tuple(hits), instead, marks(chosen)), tuple(chosen), count)


@lru_cache(maxsize=64)
def _totals(organisation: int, revision: int) -> dict[str, int]:
    state = IndexState.objects.filter(organisation=organisation).first()
    return state.totals() if state else {}


def _lookups(organisation: int, words: tuple[str, ...], totals: Mapping[str, int]) -> list[Lookup]:
    wanted = probes(words)
    return lookups(wanted, term_statistics(organisation, (p.term for p in wanted)), totals)


def _rank(
    chosen: Collection[Lookup], language: str, word_count: int, allowed: Collection[int] | None
) -> list[Hit]:
    documents = {lookup.term_id: lookup.documents for lookup in chosen}
    postings = best_postings(documents, tools=allowed)
    return rank(chosen, postings, language=language, word_count=word_count, most=_HITS)
