"""The index, and finding tools by it."""

from kysyva.search.models.finding import Found, find
from kysyva.search.models.gaps import Gap
from kysyva.search.models.index import IndexState, Posting, Term, VocabularyWord
from kysyva.search.models.learnt import Learnt, LearntSeriousness
from kysyva.search.models.sayings import Saying

__all__ = [
    "Found",
    "Gap",
    "IndexState",
    "Learnt",
    "LearntSeriousness",
    "Posting",
    "Saying",
    "Term",
    "VocabularyWord",
    "find",
]
