"""Keeping the index up to date with what the tools say; counting what people did not find."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone
from django_scopes import scope

from kysyva.organisations.models import Organisation
from kysyva.search.analysis import term_weights
from kysyva.search.models.corpora import learn_beside
from kysyva.search.models.documents import documents_of
from kysyva.search.models.gaps import Gap
from kysyva.search.models.index import IndexState, Posting, Term, VocabularyWord
from kysyva.search.models.sayings import Saying
from kysyva.search.ranking.impacts import SearchDocument, entry, signature
from kysyva.tools.actions.publishing import raise_content_revision
from kysyva.tools.models import LANGUAGES, Tool

# Tools written together: few enough for memory, many enough for quick writing.
_BATCH = 200
_ROWS = 1000
_VARIABLES = 900
_WORDS = 60_000
# A term of a language: (language, text).
Key = tuple[str, str]
Item = TypeVar("Item")


@transaction.atomic
def index_tools(organisation: Organisation, tools: Sequence[Tool]) -> None:
    """Bring the index up to date with the current versions of ``tools``.

    Publishing calls it inside its own transaction. An index that another analyser made is left
    alone: it has to be rebuilt as a whole.
    """
    state = _locked_state(organisation)
    if not state.signature:
        state.signature = signature()
    if state.is_current:
        _Writing(state).replace(tools)
    transaction.on_commit(partial(learn_beside, organisation, *LANGUAGES))


@transaction.atomic
def rebuild_index(organisation: Organisation) -> int:
    """Make the index of an organisation anew; return how many tools are in it.

    Raises the content revision, since what readers find may have changed.
    """
    raise_content_revision(organisation)
    state = _locked_state(organisation)
    _empty(organisation)
    state.signature, state.documents, state.built_at = signature(), {}, timezone.now()
    tools = Tool.objects.filter(organisation=organisation, current__isnull=False)
    _Writing(state).replace(tools.select_related("current").order_by("pk").iterator(_BATCH))
    if connection.vendor == "postgresql":
        # Its planner would go by the tables as they were before, until it looks at them by itself.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_term, search_posting")
    return tools.count()


def rebuild_indexes(*, also_current: bool = False) -> Iterator[tuple[Organisation, int]]:
    """Rebuild the index of every organisation where the present analyser did not make it.

    Each is rebuilt when it is asked for, in a transaction of its own, and given with the number of
    its tools. With ``also_current`` all are rebuilt.
    """
    for organisation in Organisation.objects.order_by("pk"):
        with scope(organisation=organisation):
            state = IndexState.objects.filter(organisation=organisation).first()
            is_stale = state is None or not state.is_current
            count = rebuild_index(organisation) if is_stale or also_current else 0
        if is_stale or also_current:
            yield organisation, count


@transaction.atomic
def count_gap(organisation: Organisation, *, clicked: Iterable[tuple[str, str]]) -> None:
    """Count one "none of these fit" with the values that were clicked: never what was written.

    Neither who said so nor on which day is known afterwards.
    """
    month = timezone.localdate().replace(day=1)
    for facet, value in sorted({("", ""), *clicked}):
        row, _made = Gap.objects.get_or_create(
            organisation=organisation, month=month, facet=facet, value=value
        )
        Gap.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def keep_saying(organisation: Organisation, *, language: str, said: str, meant: str) -> Saying:
    """Teach the finder an expression of the house, or what a known one means now."""
    raise_content_revision(organisation)
    return Saying.objects.update_or_create(
        organisation=organisation, language=language, said=said, defaults={"meant": meant}
    )[0]


@transaction.atomic
def drop_saying(saying: Saying) -> None:
    """Let the finder forget an expression."""
    raise_content_revision(saying.organisation)
    saying.delete()


def _locked_state(organisation: Organisation) -> IndexState:
    IndexState.objects.get_or_create(organisation=organisation)
    return IndexState.objects.select_for_update().get(organisation=organisation)


def _empty(organisation: Organisation) -> None:
    """Delete in the database: through the models a library's postings would come into memory."""
    with connection.cursor() as cursor:
        for statement in (
            (
                "DELETE FROM search_posting WHERE term_id IN"
                " (SELECT id FROM search_term WHERE organisation_id = %s)"
            ),
            "DELETE FROM search_term WHERE organisation_id = %s",
            "DELETE FROM search_vocabularyword WHERE organisation_id = %s",
        ):
            cursor.execute(statement, [organisation.pk])


class _Writing:
    """One run of writing: remembers the terms and words it has met, to ask for each only once."""

    def __init__(self, state: IndexState) -> None:
        self.state = state
        self.totals = Counter(state.totals())
        # A library has more words than are worth remembering between searches.
        self.weigh = lru_cache(_WORDS)(term_weights.__wrapped__)
        self.terms: dict[Key, int] = {}
        self.words: set[Key] = set()

    def replace(self, tools: Iterable[Tool]) -> None:
        """Take the tools out of the index as they were, put them in as they are."""
        for batch in _batches(tools, _BATCH):
            changes = self._take_out([tool.pk for tool in batch])
            changes.update(self._put_in([d for tool in batch for d in documents_of(tool)]))
            self._count(changes)
        self.state.documents = dict(self.totals)
        self.state.save()

    def _take_out(self, tools: list[int]) -> Counter[int]:
        postings = Posting.objects.filter(tool_id__in=tools)
        languages = postings.values("tool_id", "term__language").distinct()
        self.totals.subtract(row["term__language"] for row in languages)
        counts = postings.order_by().values_list("term_id").annotate(Count("tool_id"))
        changes = Counter({term: -count for term, count in counts})
        if changes:
            postings.delete()
        return changes

    def _put_in(self, documents: Sequence[SearchDocument]) -> Counter[int]:
        entries = [(document, entry(document, self.weigh)) for document in documents]
        self._know_terms({(d.language, text) for d, found in entries for text in found.impacts})
        self._know_words({(d.language, word) for d, found in entries for word in found.words})
        self.totals.update(document.language for document in documents)
        rows = sorted(
            (document.tool_id, self.terms[document.language, text], impact)
            for document, found in entries
            for text, impact in found.impacts.items()
        )
        _insert(rows)
        return Counter(term for _, term, _ in rows)

    def _know_terms(self, keys: set[Key]) -> None:
        """Look up the ids of terms not met before in this run; make those that are new."""
        texts = sorted({text for language, text in keys - self.terms.keys()})
        for some in _batches(texts, _VARIABLES):
            found = Term.objects.filter(organisation=self.state.organisation_id, text__in=some)
            for pk, language, text in found.values_list("pk", "language", "text"):
                self.terms[language, text] = pk
        new = [
            Term(organisation_id=self.state.organisation_id, language=language, text=text)
            for language, text in sorted(keys - self.terms.keys())
        ]
        for term in Term.objects.bulk_create(new, batch_size=_VARIABLES):
            self.terms[term.language, term.text] = term.pk

    def _know_words(self, keys: set[Key]) -> None:
        new = [
            VocabularyWord(organisation_id=self.state.organisation_id, language=language, text=text)
            for language, text in sorted(keys - self.words)
        ]
        VocabularyWord.objects.bulk_create(new, batch_size=_VARIABLES, ignore_conflicts=True)
        self.words |= keys

    def _count(self, changes: Counter[int]) -> None:
        """Bring the terms' document counts up to date: one statement for each size of change."""
        by_size: dict[int, list[int]] = {}
        for term, change in changes.items():
            if change:
                by_size.setdefault(change, []).append(term)
        for change, terms in by_size.items():
            for some in _batches(terms, _VARIABLES):
                Term.objects.filter(pk__in=some).update(documents=F("documents") + change)


def _insert(rows: Sequence[tuple[int, int, int]]) -> None:
    """Write postings, many to a statement: much faster than through the model, on both databases.

    The values are whole numbers written out, so that nothing in them can be SQL.
    """
    with connection.cursor() as cursor:
        for some in _batches(rows, _ROWS):
            values = ", ".join(f"({tool:d}, {term:d}, {impact:d})" for tool, term, impact in some)
            columns = "tool_id, term_id, impact"
            cursor.execute(f"INSERT INTO search_posting ({columns}) VALUES {values}")  # noqa: S608


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
