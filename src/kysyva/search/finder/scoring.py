"""How well each tool answers a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from kysyva.search.finder.corpus import Corpus, Vector, activations, vector
from kysyva.search.finder.reading import Token

# What each way of comparing counts: found by cross-validation, and kept round.
CONCEPTS, PHRASES, WORDS = 1.0, 1.0, 0.5
_SECOND = 0.3


@dataclass(frozen=True, slots=True)
class Scored:
    """A tool's number in the corpus, its score, its parts, and the phrase that fits best."""

    tool: int
    score: float
    parts: tuple[float, float, float]
    phrase: int | None
    likeness: float


def score(tokens: Sequence[Token], made: Corpus) -> list[Scored]:
    """Compare a text with every tool, best first; equal ones by their place in the toolkit."""
    active = activations(tokens, made)
    concept = _by_concepts(active, made)
    best, phrase = _by_phrases(vector(tokens, active, made), made)
    words = _by_words(tokens, made)
    scored = [
        Scored(
            number,
            CONCEPTS * concept[number] + PHRASES * best[number] + WORDS * words[number],
            (concept[number], best[number], words[number]),
            *phrase.get(number, (None, 0.0)),
        )
        for number in range(len(made.tools))
    ]
    return sorted(scored, key=lambda item: (-item.score, made.tools[item.tool].slug))


def _by_concepts(active: Vector, made: Corpus) -> list[float]:
    sums = [0.0] * len(made.tools)
    for key, strength in active.items():
        for number, affinity in enumerate(made.affinity.get(key, ())):
            sums[number] += strength * affinity
    return sums


def _by_phrases(wanted: Vector, made: Corpus) -> tuple[list[float], dict[int, tuple[int, float]]]:
    likeness: dict[int, float] = {}
    for term, weight in wanted.items():
        for number, other in made.in_phrases.get(term, ()):
            likeness[number] = likeness.get(number, 0.0) + weight * other
    of_tools: dict[int, list[tuple[float, int]]] = {}
    for number, value in likeness.items():
        of_tools.setdefault(made.phrases[number].tool, []).append((value, number))
    sums, best = [0.0] * len(made.tools), {}
    for tool, values in of_tools.items():
        values.sort(key=lambda item: (-item[0], item[1]))
        best[tool] = (values[0][1], values[0][0])
        sums[tool] = values[0][0] + _SECOND * (values[1][0] if len(values) > 1 else 0.0)
    return sums, best


def _by_words(tokens: Sequence[Token], made: Corpus) -> list[float]:
    sums = [0.0] * len(made.tools)
    for term, weight in {pair for token in tokens for pair in token.terms}:
        worth = weight * made.idf.get(term, made.unknown) ** 2 * (0.2 if term[0] == "#" else 1.0)
        for number, impact in made.in_tools.get(term, ()):
            sums[number] += worth * impact
    most = max(sums, default=0.0)
    return [value / most for value in sums] if most else sums
