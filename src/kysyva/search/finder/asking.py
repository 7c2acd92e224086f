"""The question to ask back: the one whose answer would tell most about what fits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kysyva.search.finder.corpus import Candidate

MOST = 3
# How much of its weight a tool keeps that does not have the value that was answered.
KEPT = 0.35
_WORTH_ASKING = 0.15
_MINUTES = ("5", "15", "30", "60")
_PEOPLE = {"1": (1, 1), "2": (2, 2), "3-8": (3, 8), "9-20": (9, 20), "21-": (21, 400)}
FACETS = ("people", "settings", "needs", "minutes", "phases")


@dataclass(frozen=True, slots=True)
class Question:
    """A facet to ask about, and the values among which the candidates differ, best first."""

    facet: str
    values: tuple[str, ...]


def values_of(tool: Candidate, facet: str) -> frozenset[str]:
    """Give the values of a facet that a tool has."""
    if facet == "people":
        least, most = tool.people
        return frozenset(k for k, (low, high) in _PEOPLE.items() if least <= high and low <= most)
    if facet == "minutes":
        return frozenset(value for value in _MINUTES if tool.minutes[0] <= int(value))
    return frozenset(getattr(tool, facet))


def factor(tool: Candidate, answers: Mapping[str, str]) -> float:
    """Say how much of its score a tool keeps after the answers. A skipped one is ``""``."""
    kept = 1.0
    for facet, value in answers.items():
        if value and value not in values_of(tool, facet):
            kept *= 0.0 if facet in ("minutes", "people") else KEPT
    return kept


def next_question(
    scored: Sequence[tuple[Candidate, float]], asked: Mapping[str, str]
) -> Question | None:
    """Choose by expected information: what an answer takes from the doubt about which tool fits.

    Nothing more is asked after MOST questions, or when no answer would tell much.
    """
    if len(asked) >= MOST or len(scored) < 2:
        return None
    best: tuple[float, Question] | None = None
    for facet in FACETS:
        if facet in asked:
            continue
        gain, question = _gain(scored, facet)
        if gain >= _WORTH_ASKING and (best is None or gain > best[0]):
            best = (gain, question)
    return best[1] if best else None


def _gain(scored: Sequence[tuple[Candidate, float]], facet: str) -> tuple[float, Question]:
    weights = [score for _, score in scored]
    have = [values_of(tool, facet) for tool, _ in scored]
    mass: dict[str, float] = {}
    for values, weight in zip(have, weights, strict=True):
        for value in values:
            mass[value] = mass.get(value, 0.0) + weight / len(values)
    total = sum(mass.values()) or 1.0
    chosen = sorted(mass, key=lambda value: (-mass[value], value))[:5]
    after = 0.0
    for value in chosen:
        left = [w * (1 if value in v else KEPT) for v, w in zip(have, weights, strict=True)]
        after += mass[value] / total * _doubt(left)
    covered = sum(mass[value] for value in chosen) / total
    gain = covered * _doubt(weights) - after
    order = _MINUTES if facet == "minutes" else tuple(_PEOPLE) if facet == "people" else ()
    shown = [v for v in order if v in chosen] if order else chosen
    return gain, Question(facet, tuple(shown))


def _doubt(weights: Sequence[float]) -> float:
    total = sum(weights)
    shares = [weight / total for weight in weights if weight > 0] if total else []
    return -sum(share * math.log2(share) for share in shares)
