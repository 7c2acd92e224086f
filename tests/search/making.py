"""Corpora for tests of the finder."""

from collections.abc import Iterable, Mapping, Sequence

from kysyva.search.finder.answering import Answer
from kysyva.search.finder.corpus import Candidate, Corpus
from kysyva.search.finder.learning import learn
from kysyva.search.finder.patterns import compiled
from kysyva.search.finder.seriousness import learn_seriousness

# A tool with its own phrases.
Told = tuple[Candidate, Sequence[str]]


def tool(
    number: int,
    slug: str,
    *phrases: str,
    minutes: tuple[int, int] = (5, 30),
    people: tuple[int, int] = (2, 2),
) -> Told:
    """Make a tool for clarity in a conversation between two, unless it is said otherwise."""
    facets = ("clarity",), ("one_on_one",), ("goal",)
    return Candidate(number, slug, *facets, minutes, people), phrases


def own_phrases(tools: Iterable[Told]) -> list[tuple[int, str]]:
    """Give the phrases of tools, each with its tool's place."""
    return [(place, phrase) for place, (_, said) in enumerate(tools) for phrase in said]


def corpus(
    tools: Sequence[Told], language: str = "fi", sayings: Mapping[str, str] | None = None
) -> Corpus:
    """Learn tools in a language; ``sayings`` are what the house says and what it means."""
    candidates = [candidate for candidate, _ in tools]
    learnt = learn(candidates, own_phrases(tools), language)
    made = Corpus(language, candidates, learnt, learn_seriousness(language))
    made.sayings = compiled(((meant, said) for said, meant in (sayings or {}).items()), language)
    return made


def reason(found: Answer, tools: Iterable[Told]) -> str:
    """Give what is said of why the first proposal fits."""
    said = {candidate.slug: phrases for candidate, phrases in tools}
    first = found.proposals[0]
    return first.reason(said[first.tool.slug])
