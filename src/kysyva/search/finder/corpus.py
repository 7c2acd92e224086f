"""An organisation's tools, prepared for the finder: made once for each revision of the content."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kysyva.search.analysis import WHOLE
from kysyva.search.finder.concepts import Concept, concepts, patterns
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.reading import Token, read
from kysyva.search.ranking.impacts import SearchDocument, entry

if TYPE_CHECKING:
    from kysyva.search.finder.semantic import Meaning

_GRAM, _CONCEPT = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool as the finder needs it. ``documents`` has one entry a language."""

    tool_id: int
    slug: str
    needs: frozenset[str]
    settings: frozenset[str]
    phases: frozenset[str]
    minutes: tuple[int, int]
    people: tuple[int, int]
    documents: Mapping[str, SearchDocument]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of a tool that says when it is for."""

    tool: int
    text: str


Vector = dict[str, float]
_APART = Token("", frozenset(), ())


@dataclass(slots=True)
class Corpus:
    """The tools in one language: what is needed to compare a text with each of them."""

    language: str
    tools: list[Candidate]
    phrases: list[Phrase] = field(default_factory=list)
    idf: Vector = field(default_factory=dict)
    # By term: the phrases with it, and the tools with it.
    in_phrases: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    in_tools: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    # How rare each expression is among the phrases, and each concept's worth for each tool.
    worth: dict[int, float] = field(default_factory=dict)
    affinity: dict[str, list[float]] = field(default_factory=dict)
    # The same, by tool and of length one: tools that answer the same things lie near one another.
    bearings: list[dict[str, float]] = field(default_factory=list)
    sayings: Patterns | None = None
    unknown: float = 1.0
    # What it means, where the extra is installed and has read it.
    meaning: "Meaning | None" = None


def corpus(
    tools: Sequence[Candidate], language: str, sayings: Iterable[tuple[str, str]] = ()
) -> Corpus:
    """Prepare the tools in a language; those that lack it are there without any words.

    ``sayings`` are expressions of the house, each with what it means.
    """
    made = Corpus(language, list(tools))
    made.sayings = compiled(((meant, said) for said, meant in sayings), language)
    read_phrases = _phrases(made)
    _weigh_expressions(made, read_phrases)
    active = [activations(tokens, made) for tokens in read_phrases]
    _weigh_terms(made, read_phrases)
    for number, tokens in enumerate(read_phrases):
        for term, weight in vector(tokens, active[number], made).items():
            made.in_phrases.setdefault(term, []).append((number, weight))
    _weigh_tools(made)
    _learn_affinity(made, active)
    return made


def understood(text: str, made: Corpus) -> list[Token]:
    """Read a text, and after it what the house's own expressions in it mean."""
    tokens = read(text, made.language)
    for meant in meant_in_house(tokens, made):
        tokens += [_APART] * 4 + read(meant, made.language, keep=True)
    return tokens


def meant_in_house(tokens: Sequence[Token], made: Corpus) -> list[str]:
    """Say what the house's own expressions in a text mean."""
    return sorted({m.pattern.owner for m in made.sayings.find(tokens)}) if made.sayings else []


def _phrases(made: Corpus) -> list[list[Token]]:
    found = []
    for number, tool in enumerate(made.tools):
        document = tool.documents.get(made.language)
        fields = document.fields if document else {}
        for name in ("phrases", "when"):
            for text in fields.get(name, ()):
                made.phrases.append(Phrase(number, text))
                found.append(read(text, made.language, keep=True))
    return found


def _weigh_expressions(made: Corpus, phrases: Iterable[list[Token]]) -> None:
    counts: Counter[int] = Counter()
    total = 1
    for tokens in phrases:
        total += 1
        counts.update({match.pattern.number for match in patterns(made.language).find(tokens)})
    most = math.log(total + 1)
    for pattern in patterns(made.language).patterns:
        rare = math.log((total + 1) / (1 + counts[pattern.number])) / most if most else 1.0
        made.worth[pattern.number] = pattern.weight * rare


def activations(tokens: Sequence[Token], made: Corpus) -> Vector:
    """Say how strongly a text speaks of each concept: the best expression, and a little of more.

    Words that a longer expression has used say nothing more in a shorter one of the same concept.
    """
    found: dict[str, list[tuple[float, tuple[int, ...]]]] = {}
    for match in patterns(made.language).find(tokens):
        worth = made.worth.get(match.pattern.number, match.pattern.weight)
        found.setdefault(match.pattern.owner, []).append((worth, match.words))
    result: Vector = {}
    for owner, hits in found.items():
        used: set[int] = set()
        total, share = 0.0, 1.0
        for worth, words in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
            if used.isdisjoint(words):
                total += share * worth
                share *= 0.5
            used.update(words)
        result[owner] = total
    return result


def _weigh_terms(made: Corpus, phrases: Iterable[Sequence[Token]]) -> None:
    counts: Counter[str] = Counter()
    total = 0
    for tokens in phrases:
        total += 1
        counts.update({term for token in tokens for term, _ in token.terms})
    made.unknown = math.log(total + 1) if total else 1.0
    made.idf = {t: math.log((total + 1) / (count + 0.5)) for t, count in counts.items()}


def vector(tokens: Sequence[Token], active: Vector, made: Corpus) -> Vector:
    """Give the weighted terms of a text, of length one; concepts are among them."""
    found: Vector = {}
    for token in tokens:
        for term, weight in token.terms:
            share = weight * (_GRAM if term.startswith("#") else 1.0)
            value = share * made.idf.get(term, made.unknown if weight >= WHOLE else 0.0)
            found[term] = max(found.get(term, 0.0), value)
    for concept, strength in active.items():
        found["@" + concept] = _CONCEPT * made.unknown * min(1.0, strength)
    return _unit(found)


def _unit(values: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in values.values()))
    return {key: value / length for key, value in values.items() if value > 0} if length else {}


def _weigh_tools(made: Corpus) -> None:
    for number, tool in enumerate(made.tools):
        if made.language in tool.documents:
            for term, impact in entry(tool.documents[made.language]).impacts.items():
                made.in_tools.setdefault(term, []).append((number, impact / 1000))


def _learn_affinity(made: Corpus, active: Sequence[Vector]) -> None:
    """Say how well each tool answers each concept.

    By the shipped list; by how often the tool's own phrases speak of it; and, for a tool that the
    list does not know, by the needs and settings they share.
    """
    listed = {slug for concept in concepts().values() for slug in concept.tools}
    said: dict[str, Counter[int]] = {}
    for phrase, strengths in zip(made.phrases, active, strict=True):
        for name, strength in strengths.items():
            said.setdefault(name, Counter())[phrase.tool] += strength  # type: ignore[assignment]
    for key, concept in concepts().items():
        counts = said.get(key, Counter())
        most = max(counts.values(), default=0)
        made.affinity[key] = [
            _affinity(
                concept.tools.get(tool.slug, 0) / 3,
                counts[number] / most if most else 0.0,
                0.0 if tool.slug in listed else _shared(concept, tool),
            )
            for number, tool in enumerate(made.tools)
        ]

    made.bearings = [
        _unit({key: values[number] for key, values in made.affinity.items() if values[number]})
        for number in range(len(made.tools))
    ]


LISTED, LEARNT, SHARED = 1.0, 0.3, 0.1


def _shared(concept: Concept, tool: Candidate) -> float:
    return (bool(concept.needs & tool.needs) + bool(concept.settings & tool.settings)) / 2


def _affinity(listed: float, learnt: float, shared: float) -> float:
    return LISTED * listed + LEARNT * learnt + SHARED * shared
