"""How well each tool answers a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kysyva.search.finder.corpus import Corpus, Vector, activations, vector
from kysyva.search.finder.reading import Token
from kysyva.search.finder.semantic import Near

# What each way of comparing counts: found by cross-validation, and kept round.
CONCEPTS, PHRASES, WORDS, NEAR, PREPARATION = 1.0, 1.0, 1.0, 0.2, 4.0
# The same for nearness of meaning, where the extra is installed.
MEANT_TEXTS, MEANT_CONCEPTS = 1.0, 1.5
_SECOND = 0.3
# A phrase with less than this in common says why less well than the one nearest in meaning.
_IN_COMMON = 0.3


@dataclass(frozen=True, slots=True)
class Scored:
    """A tool's number in the corpus, its score, its parts, and the phrase that fits best.

    ``by_words`` is the score without nearness of meaning, which everything has to something.
    """

    tool: int
    score: float
    by_words: float
    parts: tuple[float, float, float]
    phrase: int | None
    likeness: float


def score(
    tokens: Sequence[Token],
    made: Corpus,
    *,
    preparation: Mapping[str, float] | None = None,
    meant: Near | None = None,
) -> list[Scored]:
    """Compare a text with every tool, best first; equal ones by their place in the toolkit.

    ``preparation`` says by slug which tools help to prepare where a procedure comes first;
    ``meant`` how near the text is in meaning, if that is known.
    """
    active = activations(tokens, made)
    concept = _by_concepts(active, made)
    best, phrase = _by_phrases(vector(tokens, active, made), made)
    words = _by_words(tokens, made)
    parts = list(zip(_even(concept), _even(best), _even(words), strict=True))
    sums = [CONCEPTS * a + PHRASES * b + WORDS * c for a, b, c in parts]
    by_words = _whole(sums, made, preparation or {})
    totals = _whole(_with_meaning(sums, meant), made, preparation or {}) if meant else by_words
    scored = []
    for number in range(len(made.tools)):
        found, likeness = phrase.get(number, (None, 0.0))
        if meant and likeness < _IN_COMMON:
            found = meant.phrases.get(number, found)
        raw = (concept[number], best[number], words[number])
        scored.append(Scored(number, totals[number], by_words[number], raw, found, likeness))
    return sorted(scored, key=lambda item: (-item.score, made.tools[item.tool].slug))


def _with_meaning(sums: Sequence[float], meant: Near) -> list[float]:
    both = zip(sums, _even(meant.texts), _even(meant.concepts), strict=True)
    return [said + MEANT_TEXTS * a + MEANT_CONCEPTS * b for said, a, b in both]


def _whole(sums: Sequence[float], made: Corpus, preparation: Mapping[str, float]) -> list[float]:
    """Add what tools get from those they are near to, and what prepares for a procedure."""
    near = _near(sums, made)
    return [
        sums[number] + NEAR * near[number] + PREPARATION * preparation.get(tool.slug, 0.0)
        for number, tool in enumerate(made.tools)
    ]


def _even(values: Sequence[float]) -> list[float]:
    """Bring the best to one, so that the three ways can be added."""
    most = max(values, default=0.0)
    return [value / most for value in values] if most else list(values)


def _near(sums: Sequence[float], made: Corpus) -> list[float]:
    """Say how near each tool lies to those that answer: what they are for is often shared."""
    drawn: dict[str, float] = {}
    for number, bearing in enumerate(made.bearings):
        if sums[number]:
            for key, value in bearing.items():
                drawn[key] = drawn.get(key, 0.0) + sums[number] * value
    return [
        sum(value * drawn.get(key, 0.0) for key, value in bearing.items())
        for bearing in made.bearings
    ]


def _by_concepts(active: Vector, made: Corpus) -> list[float]:
    """Add up what concepts speak for; one half as strong as the best counts a quarter."""
    sums = [0.0] * len(made.tools)
    most = max(active.values(), default=1.0)
    for key, strength in active.items():
        for number, affinity in enumerate(made.affinity.get(key, ())):
            sums[number] += strength * strength / most * affinity
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
    return sums
