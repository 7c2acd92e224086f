"""The finder as one call: a situation in, tools with their reasons out. Pure and deterministic."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kysyva.search.finder import asking, safety
from kysyva.search.finder.asking import Question
from kysyva.search.finder.constraints import Constraints, detected
from kysyva.search.finder.corpus import Candidate, Corpus, understood
from kysyva.search.finder.features import concepts_in
from kysyva.search.finder.scoring import Scored, reason, score, vector
from kysyva.search.finder.semantic import Near

# Nothing is said to fit when less speaks for every tool, and the text speaks of none of the things
# that happen in working life: a few words such as "she is overloaded" are enough, "the sun shines"
# is not.
SURE = 0.95
_DOUBTED = 12
# Of what would fit but for time or people, only what is as good as the third is named.
_COMPARED, _TOLD = 3, 2
# A tool still comes into question with this share of the score of the best.
_LEFT = 0.55


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
    """A tool and its score; ``reason`` chooses of its own phrases the one that fits best, or ""."""

    tool: Candidate
    score: float
    reason: Callable[[Sequence[str]], str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the finder says.

    ``procedures``, the most urgent first, come before any tool. When it is ``certain`` that they
    are called for, the tools only help to prepare; otherwise the page asks. ``left`` counts the
    tools that still come into question; ``left_out`` are tools that would be among the first, but
    for what the text says of time or people.
    """

    procedures: tuple[str, ...]
    certain: bool
    proposals: tuple[Proposal, ...]
    left_out: tuple[Candidate, ...]
    fits: bool
    constraints: Constraints
    question: Question | None
    left: int


def answer(situation: Situation, made: Corpus, *, allowed: Collection[int] | None = None) -> Answer:
    """Find tools for a situation in the language of the corpus.

    ``allowed`` are the ids of the tools that may be shown; None means all.
    """
    tokens, meanings = understood(situation.text, made)
    asked, meant = vector(tokens, made), _meant(situation.text, meanings, made)
    procedures, certain = safety.procedures(tokens, made.language, made.serious)
    found = procedures if certain else {}
    speaks_of = concepts_in(tokens, made.language)
    scored = [
        item
        for item in score(asked, made, preparation=_preparation(found), meant=meant)
        if allowed is None or made.tools[item.tool].tool_id in allowed
    ]
    # Before a procedure a supervisor prepares alone: how many were there says nothing about that.
    limits = situation.chosen if found else _limits(situation)
    ranked = _ranked(scored, made, limits, situation.answers)
    left = sum(value >= _LEFT * ranked[0][1] for _, value in ranked)
    question = None
    if left > 1 and not found:  # where one tool stands out there is nothing to ask back
        doubted = [(made.tools[item.tool], value) for item, value in ranked[:_DOUBTED]]
        question = asking.next_question(_sharpened(doubted), situation.answers)
    return Answer(
        procedures=tuple(procedures),
        certain=certain,
        proposals=tuple(
            Proposal(
                made.tools[item.tool],
                value,
                partial(reason, tool=item.tool, asked=asked, made=made, meant=meant),
            )
            for item, value in ranked
        ),
        left_out=_left_out(scored, ranked, made, limits, situation),
        fits=bool(procedures or speaks_of) or any(item.evidence >= SURE for item in scored),
        constraints=limits,
        question=question,
        left=left,
    )


def _preparation(found: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for tools in found.values():
        for slug, weight in tools.items():
            best[slug] = max(weight, best.get(slug, 0.0))
    return best


def _meant(text: str, meanings: Sequence[str], made: Corpus) -> Near | None:
    """Say how near a text is in meaning, with what the house's own words in it mean."""
    if made.meaning is None:
        return None
    return made.meaning.near(" ".join([text, *meanings]))


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


def _left_out(
    scored: list[Scored],
    ranked: list[tuple[Scored, float]],
    made: Corpus,
    limits: Constraints,
    situation: Situation,
) -> tuple[Candidate, ...]:
    """Name what was read out of the text wrongly, perhaps: what was chosen needs no excuse."""
    unread = replace(limits, minutes=situation.chosen.minutes, people=situation.chosen.people)
    if unread == limits:
        return ()
    admitted = {item.tool for item, _ in ranked}
    first = _ranked(scored, made, unread, situation.answers)[:_COMPARED]
    return tuple(made.tools[item.tool] for item, _ in first if item.tool not in admitted)[:_TOLD]


def _sharpened(doubted: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Weigh the best more: the question is about them."""
    best = doubted[0][1] if doubted else 1.0
    return [(tool, (value / best) ** 4) for tool, value in doubted]
