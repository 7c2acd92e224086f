"""What a document is worth under each of its terms: BM25F, computed when the document is indexed.

Field lengths are compared with the length a card usually has, not with the average of the library.
So the impact of a document never depends on other documents: indexing one by one gives exactly what
a rebuild gives.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from kysyva.search.analysis import LONGEST_WORD, dictionary, lowered_words, term_weights

IMPACT_MAX = 1000
_SATURATION = 7.5


class Field(NamedTuple):
    """How much a field counts, and how many words it usually has."""

    weight: float
    usual: int
    # 4-grams are kept only for fields that say what the tool is for: there are many of them.
    grams: bool = False


FIELDS: Mapping[str, Field] = {
    "name": Field(8.0, 4, grams=True),
    "purpose": Field(3.0, 18, grams=True),
    "phrases": Field(2.5, 120, grams=True),
    "when": Field(2.0, 40, grams=True),
    "questions": Field(1.5, 70),
    "steps": Field(1.0, 170),
    "text": Field(0.7, 300),
}
_LENGTH_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One tool in one language, as search sees it.

    ``fields`` has keys of FIELDS, each with any number of texts.
    """

    tool_id: int
    language: str
    fields: Mapping[str, Sequence[str]]


# From a lowered word and its language to its weighted terms.
Weigh = Callable[[str, str], tuple[tuple[str, float], ...]]


class Entry(NamedTuple):
    """What the index keeps of a document: impacts of terms, 1 to IMPACT_MAX, and lowered words."""

    impacts: dict[str, int]
    words: frozenset[str]


def entry(document: SearchDocument, weigh: Weigh = term_weights) -> Entry:
    """Compute what the index keeps of a document; ``weigh`` may remember more words."""
    frequency: dict[str, float] = {}
    seen: set[str] = set()
    for name, texts in document.fields.items():
        field = FIELDS[name]
        counts = Counter(word for text in texts for word in lowered_words(text))
        seen.update(word for word in counts if len(word) <= LONGEST_WORD)
        length = counts.total() / field.usual
        share = field.weight / (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
        for word, count in counts.items():
            for term, weight in weigh(word, document.language):
                if field.grams or not term.startswith("#"):
                    frequency[term] = frequency.get(term, 0.0) + weight * share * count
    impacts = {
        term: max(1, round(IMPACT_MAX * found / (_SATURATION + found)))
        for term, found in frequency.items()
    }
    return Entry(impacts, frozenset(seen))


@cache
def signature() -> str:
    """Name what makes entries: an index made under another name must be rebuilt.

    It changes with any change of the source of the analysis and of this module, with Snowball, and
    with Voikko and its dictionary; nobody has to remember to raise a number.
    """
    here = Path(__file__).resolve()
    made_of = hashlib.sha256(f"{version('snowballstemmer')} {dictionary()}".encode())
    for source in (here, *sorted((here.parent.parent / "analysis").glob("*.py"))):
        made_of.update(source.read_bytes())
    return made_of.hexdigest()[:16]
