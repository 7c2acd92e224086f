"""The finder as one call: a situation in, tools with their reasons out. Pure and deterministic."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kysyva.search.finder import asking, safety
from kysyva.search.finder.asking import Question
from kysyva.search.finder.constraints import Constraints, detected
from kysyva.search.finder.corpus import Candidate, Corpus, meant_in_house, understood
from kysyva.search.finder.reading import Token
from kysyva.search.finder.scoring import Scored, score
from kysyva.search.finder.semantic import Near

# Below these nothing is said to fit: tried on small talk and nonsense, not tuned on cases.
SURE_CONCEPT, SURE_LIKENESS = 0.45, 0.30
_DOUBTED = 12


@dataclass(frozen=True, slots=True)
class Situation:
    """What somebody asks: the text, what they chose themselves, and what they took off again."""

    text: str
    language: str
    chosen: Constraints = field(default_factory=Constraints)
    dropped: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tool, its score, and why: the words of the tool that say so ("" if only the facets do)."""

    tool: Candidate
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the finder says. ``left`` counts the tools that still come into question."""

    procedures: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    fits: bool
    constraints: Constraints
    question: Question | None
    left: int


def answer(situation: Situation, made: Corpus, *, allowed: Collection[int] | None = None) -> Answer:
    """Find tools for a situation in the language of the corpus.

    ``allowed`` are the ids of the tools that may be shown; None means all.
    """
    tokens = understood(situation.text, made)
    meant = _meant(situation.text, tokens, made)
    found = safety.procedures(tokens, made.language)
    preparation: dict[str, float] = {}
    for tools in found.values():
        for slug, weight in tools.items():
            preparation[slug] = max(weight, preparation.get(slug, 0.0))
    scored = [
        item
        for item in score(tokens, made, preparation=preparation, meant=meant)
        if allowed is None or made.tools[item.tool].tool_id in allowed
    ]
    # Before a procedure a supervisor prepares alone: how many were there says nothing about that.
    limits = situation.chosen if found else _limits(situation)
    ranked = _ranked(scored, made, limits, situation.answers)
    surest = sorted(scored, key=lambda item: (-item.by_words, made.tools[item.tool].slug))[:3]
    fits = bool(found) or any(
        item.parts[0] >= SURE_CONCEPT or item.likeness >= SURE_LIKENESS for item in surest
    )
    doubted = [(made.tools[item.tool], value) for item, value in ranked[:_DOUBTED]]
    return Answer(
        tuple(found),
        tuple(Proposal(made.tools[i.tool], v, _reason(i, made)) for i, v in ranked),
        fits,
        limits,
        None if found else asking.next_question(_sharpened(doubted), situation.answers),
        len(ranked),
    )


def _meant(text: str, tokens: Sequence[Token], made: Corpus) -> Near | None:
    """Say how near a text is in meaning, with what the house's own words in it mean."""
    if made.meaning is None:
        return None
    return made.meaning.near(" ".join([text, *meant_in_house(tokens, made)]))


def _limits(situation: Situation) -> Constraints:
    """What was chosen goes before what was read; what was taken off is off."""
    said, chosen = detected(situation.text).without(situation.dropped), situation.chosen
    return Constraints(
        chosen.minutes or said.minutes,
        chosen.people or said.people,
        chosen.setting or said.setting,
        chosen.remote or said.remote,
    )


def _ranked(
    scored: list[Scored], made: Corpus, limits: Constraints, answers: Mapping[str, str]
) -> list[tuple[Scored, float]]:
    values = []
    for item in scored:
        tool = made.tools[item.tool]
        value = item.score * limits.favour(tool) * asking.factor(tool, answers)
        if value > 0 and limits.admits(tool):
            values.append((item, value))
    return sorted(values, key=lambda pair: (-pair[1], made.tools[pair[0].tool].slug))


def _sharpened(doubted: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Weigh the best more: the question is about them."""
    best = doubted[0][1] if doubted else 1.0
    return [(tool, (value / best) ** 3) for tool, value in doubted]


def _reason(item: Scored, made: Corpus) -> str:
    return "" if item.phrase is None else made.phrases[item.phrase].text
