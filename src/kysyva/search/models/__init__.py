"""The index, and finding tools by it."""

from kysyva.search.models.finding import Found, find
from kysyva.search.models.gaps import Gap
from kysyva.search.models.index import IndexState, Posting, Term, VocabularyWord

__all__ = [
    "Found",
    "Gap",
    "IndexState",
    "Posting",
    "Term",
    "VocabularyWord",
    "find",
]
