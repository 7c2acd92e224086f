"""What happens in working life: the shipped concepts, their expressions and what they speak for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kysyva.search.finder.patterns import Patterns, compiled

_HERE = Path(__file__).parent.parent / "concepts"


@dataclass(frozen=True, slots=True)
class Concept:
    """How well tools of the starter toolkit answer it (3 best), and which needs and settings do."""

    key: str
    tools: Mapping[str, int]
    needs: frozenset[str]
    settings: frozenset[str]


@cache
def concepts() -> Mapping[str, Concept]:
    """Read the shipped concepts."""
    return listed(_HERE / "concepts.txt")


def listed(path: Path) -> Mapping[str, Concept]:
    """Read what tools, needs and settings each line of a file names."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, rest = line.partition(":")
            tools, needs, settings = (part.split() for part in rest.split("|"))
            weights = dict(zip(tools[::2], map(int, tools[1::2]), strict=True))
            found[key] = Concept(key, weights, frozenset(needs), frozenset(settings))
    return found


@cache
def patterns(language: str) -> Patterns:
    """Read the shipped expressions of a language."""
    return compiled(expressions(_HERE / f"{language}.txt"), language)


def expressions(path: Path) -> Iterator[tuple[str, str]]:
    """Give the expressions of a file with the name of the section each stands in."""
    owner = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            owner = line.strip("[]")
        elif line and not line.startswith("#"):
            for expression in line.split(","):
                if expression.strip():
                    yield owner, expression.strip()
