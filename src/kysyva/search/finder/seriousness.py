"""How serious a situation is, learnt from situations that are and from others.

Naive Bayes on features of length one, smoothed after Lidstone: the odds of each feature in serious
situations against those in all others.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.situations import HARMLESS, PROCEDURES, answered_by_tools, serious

_SMOOTHING, _FORM = 0.01, 0.5
# A text shorter than this is not stretched: one rare word alone says little.
_SHORT = 3.5
# Whether to ask or to tell: its situations are serious as often as not, and teach nothing here.
_EITHER = "coach-or-direct"
Features = Mapping[str, float]


def seriousness(tokens: Sequence[Token], language: str) -> tuple[float, str]:
    """Give the odds (as a logarithm) that a situation is serious, and the likeliest procedure."""
    found = _features(tokens, language)
    odds = _serious_odds(language)
    return sum(value * odds.get(key, 0.0) for key, value in found.items()), _likeliest(
        found, language
    )


@cache
def _serious_odds(language: str) -> Features:
    """Learn what stands in serious situations and not in others."""
    others = [text for kind, text in serious(language) if kind == HARMLESS]
    others += [text for slug, text in answered_by_tools(language) if slug != _EITHER]
    return _odds(
        _read((text for _, text in _procedures(language)), language), _read(others, language)
    )


@cache
def _kinds(language: str) -> Mapping[str, tuple[Features, float]]:
    """Learn what stands in each kind of serious situation: by feature, and in all."""
    learnt = {}
    for kind in PROCEDURES:
        sums: Counter[str] = Counter()
        for found in _read((t for k, t in _procedures(language) if k == kind), language):
            _add(sums, found)
        learnt[kind] = dict(sums), sum(sums.values())
    return learnt


def _likeliest(found: Features, language: str) -> str:
    def likelihood(kind: str) -> float:
        known, total = _kinds(language)[kind]
        return sum(
            value * math.log((known.get(key, 0.0) + _SMOOTHING) / (total + 1))
            for key, value in found.items()
        )

    return max(PROCEDURES, key=likelihood)


def _procedures(language: str) -> Iterator[tuple[str, str]]:
    return ((kind, text) for kind, text in serious(language) if kind != HARMLESS)


def _read(texts: Iterable[str], language: str) -> Iterator[Features]:
    return (_features(read(text, language, keep=True), language) for text in texts)


def _features(tokens: Sequence[Token], language: str) -> Features:
    """What is compared, and beside it each word as it stands; of length one at most."""
    found = features(tokens, language)
    for token in tokens:
        found["=" + token.folded] = _FORM
    length = max(_SHORT, math.sqrt(sum(value * value for value in found.values())))
    return {key: value / length for key, value in found.items()}


def _odds(those: Iterable[Features], others: Iterable[Features]) -> Features:
    """Compare two sides; what stood in one text alone is believed half."""
    sums: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    texts: Counter[str] = Counter()
    for side, rows in zip(sums, (those, others), strict=True):
        for found in rows:
            texts.update(found.keys())
            _add(side, found)
    totals = [sum(side.values()) + _SMOOTHING * len(texts) for side in sums]
    return {
        key: math.log(
            (sums[0][key] + _SMOOTHING) / totals[0] * totals[1] / (sums[1][key] + _SMOOTHING)
        )
        * (count / (count + 1))
        for key, count in texts.items()
        if count > 1 or not is_pair(key)  # a pair that was met once is chance
    }


def _add(sums: Counter[str], found: Features) -> None:
    for key, value in found.items():
        sums[key] += value  # type: ignore[assignment]
