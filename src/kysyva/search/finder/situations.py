"""What people say at work and what answers it: the shipped examples that the finder learns from.

``search/situations/tools.fi.txt`` has a section for each tool of the starter toolkit,
``serious.fi.txt`` one for each procedure and one of harmless sayings; a line is one situation in
somebody's own words. They are plain text, for people who know better to correct.
"""

from collections.abc import Iterator
from pathlib import Path

# The most urgent first.
PROCEDURES = (
    "acute-crisis",
    "threat-or-violence",
    "harassment",
    "substance-misuse",
    "work-ability",
    "formal-process",
)
HARMLESS = "harmless"
_HERE = Path(__file__).parent.parent / "situations"


def answered_by_tools(language: str) -> Iterator[tuple[str, str]]:
    """Give the slug of a tool and a situation that it answers; a tool's follow one another."""
    return _lines(_HERE / f"tools.{language}.txt")


def serious(language: str) -> Iterator[tuple[str, str]]:
    """Give a procedure and a situation in which it comes first; or HARMLESS and one that is not."""
    return _lines(_HERE / f"serious.{language}.txt")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    owner = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            owner = line.strip("[]")
        elif line and not line.startswith("#"):
            yield owner, line
