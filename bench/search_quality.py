"""How well search finds: recall@5, mean reciprocal rank, ms a query, beside what databases offer.

The queries in ``bench/data/search-queries.json`` were written before the tools' texts were seen,
and judged against 20 tools of the starter toolkit. Our engine searches all languages at once; the
others are helped: they search only the texts in the query's own language.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from bench.rivals import Engine, fts5, postgresql
from bench.tables import Table

if TYPE_CHECKING:
    from kysyva.organisations.models import Organisation
    from kysyva.tools.models import Tool

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "data" / "search-queries.json"


class Query(NamedTuple):
    """What somebody wrote, in which language, of what kind, and the tools that answer it."""

    lang: str
    text: str
    kind: str
    relevant: list[str]


def run(words: list[str], *, quiet: bool = False) -> list[Table]:
    """Measure; tables are printed unless ``quiet``."""
    parser = argparse.ArgumentParser(prog="./kysyva bench search_quality")
    parser.add_argument(
        "--library",
        dest="tools",
        choices=("judged", "all"),
        default="judged",
        help="with all tools of the starter toolkit, those that nobody judged count as wrong",
    )
    parser.add_argument("--no-postgresql", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--misses", action="store_true", help="print what ours does not find")
    chosen = parser.parse_args(words)
    queries = [Query(**row) for row in json.loads(QUERIES.read_text("utf-8"))]
    quality = Table(
        "Search quality",
        ["engine", "language", "queries", "recall@5", "MRR", "ms"],
        note=f"tools: {chosen.tools}; ms is the mean of every query asked for the first time",
    )
    kinds = Table("Ours, by kind", ["language", "kind", "queries", "recall@5", "MRR"])
    with ExitStack() as stack:
        organisation, tools = stack.enter_context(
            library(queries, judged_only=chosen.tools == "judged")
        )
        slugs = {tool.pk: tool.slug for tool in tools}
        for name, engine in engines(organisation, tools, with_postgresql=not chosen.no_postgresql):
            found = [asked(engine, query, slugs) for query in queries]
            add(quality, kinds, name, queries, found)
            if chosen.misses and name == "ours":
                print_misses(queries, found)
    if not quiet:
        quality.show()
        kinds.show()
    return [quality, kinds]


@contextmanager
def library(
    queries: list[Query], *, judged_only: bool
) -> Iterator[tuple["Organisation", list["Tool"]]]:
    """The starter toolkit in a database of its own, with its index."""
    with tempfile.TemporaryDirectory(prefix="kysyva-bench-") as folder:
        os.environ.update(KYSYVA_DATA=folder, DATABASE_URL="", KYSYVA_DEMO="false")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections
        from django_scopes import scope

        from bench.starter import starter_tools
        from kysyva.organisations.models import Organisation
        from kysyva.tools.actions.publishing import Edition, publish

        call_command("migrate", verbosity=0)
        judged = {slug for query in queries for slug in query.relevant}
        editions = [
            Edition(slug, document, "in_use")
            for slug, document in starter_tools().items()
            if slug in judged or not judged_only
        ]
        organisation = Organisation.objects.create(slug="bench", name_fi="Mittauskaupunki")
        with scope(organisation=organisation):
            tools = publish(editions, organisation=organisation, by=None)
            yield organisation, tools
        connections.close_all()


def engines(
    organisation: "Organisation", tools: list["Tool"], *, with_postgresql: bool
) -> Iterator[tuple[str, Engine]]:
    """Every engine with its name; each is to be used before the next one is asked for."""
    from kysyva.search.models import finding
    from kysyva.search.models.documents import documents_of
    from kysyva.search.ranking.query import probes

    yield "ours", ours(organisation)
    only_literal = mock.patch.object(finding, "probes", lambda q: probes(q, with_synonyms=False))
    with only_literal:
        yield "ours, no synonyms", ours(organisation)
    with mock.patch.object(finding, "unanswered", return_value=[]):
        yield "ours, no spelling", ours(organisation)
    with without_voikko(organisation):
        yield "ours, no Voikko", ours(organisation)
        with only_literal:
            yield "ours, no Voikko, no synonyms", ours(organisation)
    documents = [document for tool in tools for document in documents_of(tool)]
    yield "SQLite FTS5 unicode61", fts5(documents, "unicode61 remove_diacritics 2")
    yield "SQLite FTS5 trigram", fts5(documents, "trigram")
    if with_postgresql:
        with postgresql(documents) as engine:
            yield "PostgreSQL, its language", engine


def ours(organisation: "Organisation") -> Engine:
    """Our engine, with nothing kept from before."""
    from kysyva.search.models import find

    forget()

    def ask(text: str, language: str) -> list[int]:
        found = find(text, organisation=organisation, language=language)
        return [hit.tool_id for hit in found.hits]

    ask("sana jota ei ole", "fi")  # the dictionary, the synonyms and the vocabulary are read once
    return ask


@contextmanager
def without_voikko(organisation: "Organisation") -> Iterator[None]:
    """As on a machine that has no Voikko."""
    from kysyva.search.actions import rebuild_index
    from kysyva.search.analysis import voikko

    with mock.patch.object(voikko, "version", return_value=""):
        forget()
        rebuild_index(organisation)
        yield
    forget()
    rebuild_index(organisation)


def forget() -> None:
    """Drop all that search keeps in memory."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kysyva.search."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


class Answer(NamedTuple):
    """What came for a query, best first, and how good that is."""

    slugs: list[str]
    recall: float
    rank: float
    ms: float


def asked(engine: Engine, query: Query, slugs: dict[int, str]) -> Answer:
    """Ask once, and compare with the judgement."""
    started = time.perf_counter()
    found = [slugs[tool] for tool in engine(query.text, query.lang)]
    ms = 1000 * (time.perf_counter() - started)
    right = set(query.relevant)
    first = next((place for place, slug in enumerate(found, 1) if slug in right), 0)
    recall = len(right & set(found[:5])) / min(5, len(right))
    return Answer(found[:5], recall, 1 / first if first else 0.0, ms)


def add(quality: Table, kinds: Table, name: str, queries: list[Query], found: list[Answer]) -> None:
    """Rows for each language, and for our own engine for each kind of query."""
    pairs = list(zip(queries, found, strict=True))

    def mean(language: str, kind: str = "") -> list[float]:
        chosen = [
            answer for query, answer in pairs if query.lang == language and kind in ("", query.kind)
        ]
        return [
            len(chosen),
            statistics.mean(answer.recall for answer in chosen),
            statistics.mean(answer.rank for answer in chosen),
            statistics.mean(answer.ms for answer in chosen),
        ]

    for language in dict.fromkeys(query.lang for query in queries):
        quality.add(name, language, *mean(language))
        for kind in dict.fromkeys(q.kind for q in queries) if name == "ours" else ():
            kinds.add(language, kind, *mean(language, kind)[:3])


def print_misses(queries: list[Query], found: list[Answer]) -> None:
    """Say what was wanted and did not come among the first five."""
    for query, answer in zip(queries, found, strict=True):
        missing = [slug for slug in query.relevant if slug not in answer.slugs]
        if missing:
            print(f"{query.lang} {query.kind:10} {query.text}: {missing} missing in {answer.slugs}")
