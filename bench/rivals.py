"""What databases have built in, to compare our search with: SQLite and PostgreSQL."""

# ruff: noqa: S608 - the statements are put together from names in this file

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kysyva.search.ranking.impacts import SearchDocument

# Finds the ids of tools by a query and its language, best first.
Engine = Callable[[str, str], list[int]]
FIELDS = ("name", "purpose", "phrases", "when", "questions", "steps", "text")
COLUMNS = [f'"{field}"' for field in FIELDS]
WEIGHTS = (8.0, 3.0, 2.5, 2.0, 1.5, 1.0, 0.7)
CONFIGURATIONS = {"fi": "finnish", "sv": "swedish", "en": "english"}
# PostgreSQL has four weights.
LETTERS = {"name": "A", "purpose": "B", "phrases": "B", "when": "B", "questions": "C"}


def fts5(documents: Sequence["SearchDocument"], tokenizer: str) -> Engine:
    """Any of the words (with trigrams: of their pieces), ordered by BM25 with our field weights."""
    database = sqlite3.connect(":memory:")
    for language in CONFIGURATIONS:
        columns = ", ".join((*COLUMNS, f"tokenize='{tokenizer}'"))
        database.execute(f"CREATE VIRTUAL TABLE {language} USING fts5({columns})")
    for document in documents:
        texts = [" ".join(document.fields[field]) for field in FIELDS]
        marks = ", ".join("?" * len(FIELDS))
        database.execute(
            f"INSERT INTO {document.language} (rowid, {', '.join(COLUMNS)}) VALUES (?, {marks})",
            [document.tool_id, *texts],
        )
    weights = ", ".join(map(str, WEIGHTS))

    def ask(text: str, language: str) -> list[int]:
        pieces = _words(text)
        if tokenizer == "trigram":
            pieces = [word[i : i + 3] for word in pieces for i in range(len(word) - 2)]
        if not pieces:
            return []
        rows = database.execute(
            f"SELECT rowid FROM {language} WHERE {language} MATCH ? "
            f"ORDER BY bm25({language}, {weights}), rowid LIMIT 50",
            [" OR ".join(f'"{piece}"' for piece in pieces)],
        )
        return [row[0] for row in rows]

    return ask


@contextmanager
def postgresql(documents: Sequence["SearchDocument"]) -> Iterator[Engine]:
    """Any of the words under PostgreSQL's configuration for the language, ordered by ts_rank."""
    import psycopg

    from bin.postgres import cluster

    with cluster() as url, psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE document (tool int, language text, words tsvector)")
        for document in documents:
            parts = " || ".join(
                f"setweight(to_tsvector('{CONFIGURATIONS[document.language]}', %s), "
                f"'{LETTERS.get(field, 'D')}')"
                for field in FIELDS
            )
            texts = [" ".join(document.fields[field]) for field in FIELDS]
            database.execute(
                f"INSERT INTO document VALUES (%s, %s, {parts})",
                [document.tool_id, document.language, *texts],
            )
        database.execute("CREATE INDEX ON document USING gin (words)")

        def ask(text: str, language: str) -> list[int]:
            rows = database.execute(
                "SELECT tool FROM document, to_tsquery(%s::regconfig, %s) asked "
                "WHERE language = %s AND words @@ asked "
                "ORDER BY ts_rank(words, asked, 1) DESC, tool LIMIT 50",
                [CONFIGURATIONS[language], " | ".join(_words(text)), language],
            )
            return [row[0] for row in rows.fetchall()]

        yield ask


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
