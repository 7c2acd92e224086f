"""The index: terms, their postings, the words of the library, and how it was made.

All of it is derived from the current versions of the tools and can be thrown away and rebuilt.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.db import connection, models
from django.utils import timezone
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation
from kysyva.search.analysis import LONGEST_TERM
from kysyva.search.ranking.impacts import signature
from kysyva.tools.models import LANGUAGES, Tool

# A query reads at most this many postings of a term, the weightiest, however large the library.
BEST = 500


class IndexState(models.Model):
    """How the index of an organisation was made: by which analyser, and of how many documents."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="+"
    )
    signature = models.CharField(max_length=16, blank=True)
    documents = models.JSONField(default=dict)
    built_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["IndexState"]] = ScopedManager(organisation="organisation")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.signature}"

    @property
    def is_current(self) -> bool:
        """Was it made by the analyser and the dictionaries that would read a query now?"""
        return self.signature == signature()

    def totals(self) -> dict[str, int]:
        """Say how many documents there are in each language."""
        return {language: int(self.documents.get(language, 0)) for language in LANGUAGES}


class Term(models.Model):
    """What tools in one language can be found by: a base form, a stem, a part of a word."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False, related_name="+")
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=LONGEST_TERM)
    # In how many tools it stands; kept by the actions so that no query has to count.
    documents = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager["Term"]] = ScopedManager(organisation="organisation")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "language"], name="search_term_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}:{self.text}"


class Posting(models.Model):
    """A term stands in a tool, and weighs this much there. Its tenant is its term's."""

    # Three whole numbers a row and two indexes, one of them the key: there are thousands a tool.
    pk = models.CompositePrimaryKey("tool", "term")
    tool = models.ForeignKey(
        Tool, models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    term = models.ForeignKey(
        Term, models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    impact = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            # Answers "the best of a term" from the index alone.
            models.Index(
                models.F("term"),
                models.F("impact").desc(),
                models.F("tool"),
                name="search_posting_best",
            )
        ]

    def __str__(self) -> str:
        return f"{self.term_id} in {self.tool_id}: {self.impact}"


class VocabularyWord(models.Model):
    """A word that stands in a text of the library: what a mistyped one may have meant."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False, related_name="+")
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=LONGEST_TERM)

    objects: ClassVar[models.Manager["VocabularyWord"]] = ScopedManager(organisation="organisation")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language", "text"], name="search_word_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}:{self.text}"


# Plain SQL: these two answer every search, and building them through the model takes longer than
# the database does.
_TERMS = (
    "SELECT id, language, text, documents FROM search_term"
    " WHERE organisation_id = %s AND text IN (?) AND documents > 0"
)


def term_statistics(
    organisation: int, texts: Iterable[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Give (id, in how many tools) of the terms that an index knows, by (language, text)."""
    wanted = sorted(set(texts))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_TERMS.replace("?", marks), [organisation, *wanted])
        rows = cursor.fetchall()
    return {(language, text): (pk, documents) for pk, language, text, documents in rows}


def best_postings(
    documents: Mapping[int, int], *, tools: Iterable[int] | None = None
) -> list[tuple[int, int, int]]:
    """Give (term id, tool id, impact) of terms: at most BEST a term, the weightiest; in one query.

    ``documents`` says in how many tools each term stands. With ``tools`` only those are read, all
    of them, for the case that a filter leaves few.
    """
    if not documents:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_of_tools(documents, tools) if tools is not None else _weightiest(documents))
        rows: list[tuple[int, int, int]] = cursor.fetchall()
        return rows


# Whole numbers are written out in these statements: so PostgreSQL plans better, and as each of them
# goes through the format "d", none can be anything else.
_SELECT = "SELECT term_id, tool_id, impact FROM search_posting"


def _weightiest(documents: Mapping[int, int]) -> str:
    """Cut the terms that stand nearly everywhere after BEST; read the others whole, together."""
    whole = [term for term, count in documents.items() if count <= BEST]
    selects = [f"{_SELECT} WHERE term_id IN ({_numbers(whole)})"] if whole else []
    for term, count in documents.items():
        if count > BEST:
            best = f"{_SELECT} WHERE term_id = {term:d} ORDER BY impact DESC, tool_id LIMIT {BEST}"
            selects.append(f"SELECT * FROM ({best}) AS best_{term:d}")  # noqa: S608
    return " UNION ALL ".join(selects)


def _of_tools(terms: Iterable[int], tools: Iterable[int]) -> str:
    return f"{_SELECT} WHERE tool_id IN ({_numbers(tools)}) AND term_id IN ({_numbers(terms)})"


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(f"{value:d}" for value in values) or "NULL"
