"""Situations in which the organisation's own procedure comes before any tool.

Two ways are added. Signs are expressions written by hand. What was learnt are the odds of each
feature in shipped situations that are serious against those that are not (naive Bayes on vectors
of length one, with smoothing after Lidstone): it knows the scenes in which no alarming word stands.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kysyva.search.finder.concepts import concepts, expressions, listed
from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.situations import HARMLESS, answered_by_tools, serious

PROCEDURES = (
    "acute-crisis",
    "threat-or-violence",
    "harassment",
    "substance-misuse",
    "work-ability",
    "formal-process",
)
# Odds from which on a situation is serious, what a sign adds to them, and what a harmless saying
# takes away. Recall goes before precision: a procedure that is shown in vain costs a glance.
LINE, SIGN, SAYING = 0.1, 2.0, 1.0
_SMOOTHING, _FORM = 0.01, 0.5
# A text shorter than this is not stretched: one rare word alone says little.
_SHORT = 3.5
# Whether to ask or to tell: its situations are serious as often as not, and teach nothing here.
_EITHER = "coach-or-direct"
_HERE = Path(__file__).parent.parent / "safety"
Features = Mapping[str, float]


def procedures(tokens: Sequence[Token], language: str) -> dict[str, Mapping[str, float]]:
    """Say which procedures a text calls for, the most urgent first, with tools to prepare by."""
    signs, sayings = _signs(tokens, language)
    found = _features(tokens, language)
    seriousness = _total(_serious_odds(language), found)
    if seriousness + (SIGN if signs else -SAYING if sayings else 0.0) <= LINE:
        return {}
    likeliest = _likeliest(found, language)
    if likeliest not in signs and (not signs or seriousness > LINE):
        signs[likeliest] = _tools(likeliest, "")
    return {name: signs[name] for name in PROCEDURES if name in signs}


# --- Signs --------------------------------------------------------------------------------------


@cache
def patterns(language: str) -> Patterns:
    """Read the shipped signs of a language."""
    return compiled(expressions(_HERE / f"{language}.txt"), language)


def _signs(tokens: Sequence[Token], language: str) -> tuple[dict[str, Mapping[str, float]], bool]:
    """Give the procedures whose signs stand in a text, and whether a harmless saying does.

    Words that stand in a harmless saying are no sign, unless the sign is longer than the saying.
    """
    matches = list(patterns(language).find(tokens))
    harmless = [match for match in matches if match.pattern.owner == HARMLESS]
    found: dict[str, Mapping[str, float]] = {}
    for match in matches:
        excused = any(
            set(match.words) & set(saying.words) and len(match.words) <= len(saying.words)
            for saying in harmless
        )
        if match.pattern.owner != HARMLESS and not excused:
            procedure, _, concept = match.pattern.owner.partition(" ")
            found[procedure] = _tools(procedure, concept)
    return found, bool(harmless)


@cache
def _tools(procedure: str, concept: str) -> Mapping[str, float]:
    known = concepts()[concept] if concept else listed(_HERE / "preparation.txt")[procedure]
    return {slug: weight / 3 for slug, weight in known.tools.items()}


# --- What was learnt ----------------------------------------------------------------------------


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


def _total(odds: Features, found: Features) -> float:
    return sum(value * odds.get(key, 0.0) for key, value in found.items())
