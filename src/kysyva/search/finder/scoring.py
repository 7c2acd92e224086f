"""How well each tool answers a text."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kysyva.search.finder.corpus import Corpus, Vector
from kysyva.search.finder.features import features
from kysyva.search.finder.reading import Token
from kysyva.search.finder.semantic import Near

# What nearness of meaning counts beside nearness of words, where the extra is installed; and what
# it counts that a tool helps to prepare where a procedure comes first.
MEANING, PREPARATION = 0.7, 6.0
# Where no word says much, the little by which tools differ is not taken for more than that.
_LITTLE = 0.25
# A phrase with less than this in common says why less well than the one nearest in meaning, and
# with less than that it says nothing.
_IN_COMMON, _SAYS_WHY = 0.3, 0.12


@dataclass(frozen=True, slots=True)
class Scored:
    """A tool's number in the corpus, its score, and how much in the text's words speaks for it."""

    tool: int
    score: float
    evidence: float


def score(
    asked: Vector,
    made: Corpus,
    *,
    preparation: Mapping[str, float] | None = None,
    meant: Near | None = None,
) -> list[Scored]:
    """Compare a text with every tool, best first; equal ones by their name.

    ``preparation`` says by slug which tools help to prepare where a procedure comes first;
    ``meant`` how near the text is in meaning, if that is known.
    """
    evidence = made.evidence(asked)
    totals = _in_spreads(evidence, at_least=_LITTLE)
    if meant:
        # Everything means a little of everything: more than usual speaks for, less against.
        usual = sum(meant.tools) / (len(meant.tools) or 1)
        more = _in_spreads([value - usual for value in meant.tools])
        totals = [max(0.0, a + MEANING * b) for a, b in zip(totals, more, strict=True)]
    scored = []
    for number, tool in enumerate(made.tools):
        total = totals[number] + PREPARATION * (preparation or {}).get(tool.slug, 0.0)
        scored.append(Scored(number, total, evidence[number]))
    return sorted(scored, key=lambda item: (-item.score, made.tools[item.tool].slug))


def vector(tokens: Sequence[Token], made: Corpus) -> Vector:
    """What of a text can be compared with the tools."""
    return made.weighed(features(tokens, made.language))


def reason(
    phrases: Sequence[str], tool: int, asked: Vector, made: Corpus, meant: Near | None
) -> str:
    """Give that of the tool's own phrases that fits best; "" if none of them does."""
    best, likeness = made.nearest(phrases, asked)
    if meant and likeness < _IN_COMMON:
        best = meant.phrases.get(tool, best)
    elif likeness < _SAYS_WHY:
        best = None
    # What was read of the meaning may be of the version before.
    return "" if best is None or best >= len(phrases) else phrases[best]


def _in_spreads(values: Sequence[float], at_least: float = 0.0) -> list[float]:
    """Measure values by how much they usually differ, so that two ways can be added."""
    mean = sum(values) / (len(values) or 1)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) or 1))
    return [value / (max(spread, at_least) or 1.0) for value in values]
