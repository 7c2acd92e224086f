"""Situations in which the organisation's own procedure comes before any tool.

Two ways are added: signs, which are expressions written by hand, and what was learnt from
situations (``seriousness``), which knows the scenes in which no alarming word stands.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kysyva.search.finder.concepts import concepts, expressions, listed
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.reading import Token
from kysyva.search.finder.seriousness import seriousness
from kysyva.search.finder.situations import HARMLESS, PROCEDURES
from kysyva.search.finder.table import Table

# What must speak for it that a situation is serious, and that it may be: then the page asks.
# Recall goes before precision: a procedure that is named in vain costs a glance.
LINE, PERHAPS = 1.0, 0.0
# What a sign adds to the odds, and what a harmless saying takes away.
SIGN, SAYING = 2.0, 1.5
_HERE = Path(__file__).parent.parent / "safety"


class Procedures(NamedTuple):
    """Procedures, the most urgent first, with tools to prepare by; ``certain`` or only perhaps."""

    tools: Mapping[str, Mapping[str, float]]
    certain: bool


def procedures(tokens: Sequence[Token], language: str, learnt: Table) -> Procedures:
    """Say which procedures a text calls for.

    ``learnt`` is what ``seriousness`` learnt in this language.
    """
    signs, sayings = _signs(tokens, language)
    odds, likeliest = seriousness(tokens, language, learnt)
    in_all = odds + (SIGN if signs else -SAYING if sayings else 0.0)
    if in_all <= PERHAPS:
        return Procedures({}, certain=False)
    if likeliest not in signs and (not signs or odds > LINE):
        signs[likeliest] = _tools(likeliest, "")
    in_order = {name: signs[name] for name in PROCEDURES if name in signs}
    return Procedures(in_order, certain=in_all > LINE)


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
