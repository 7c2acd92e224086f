"""Situations in which the organisation's own procedure comes before any tool."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kysyva.search.finder.concepts import concepts, expressions, listed
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.reading import Token

PROCEDURES = (
    "acute-crisis",
    "threat-or-violence",
    "harassment",
    "substance-misuse",
    "work-ability",
    "formal-process",
)
_HERE = Path(__file__).parent.parent / "safety"
_HARMLESS = "harmless"


@cache
def patterns(language: str) -> Patterns:
    """Read the shipped signs of a language."""
    return compiled(expressions(_HERE / f"{language}.txt"), language)


def procedures(tokens: Sequence[Token], language: str) -> dict[str, Mapping[str, float]]:
    """Say which procedures a text calls for, the most urgent first, with tools to prepare by.

    Words that stand in a harmless saying are no sign, unless the sign is longer than the saying.
    """
    matches = list(patterns(language).find(tokens))
    harmless = [match for match in matches if match.pattern.owner == _HARMLESS]
    found: dict[str, Mapping[str, float]] = {}
    for match in matches:
        excused = any(
            set(match.words) & set(saying.words) and len(match.words) <= len(saying.words)
            for saying in harmless
        )
        if match.pattern.owner != _HARMLESS and not excused:
            procedure, _, concept = match.pattern.owner.partition(" ")
            found[procedure] = _tools(procedure, concept)
    return {name: found[name] for name in PROCEDURES if name in found}


@cache
def _tools(procedure: str, concept: str) -> Mapping[str, float]:
    known = concepts()[concept] if concept else listed(_HERE / "preparation.txt")[procedure]
    return {slug: weight / 3 for slug, weight in known.tools.items()}
