"""What search costs: the index, a tool published, a query asked first and asked again."""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.pages import prepared
from bench.tables import Table

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "data" / "search-queries.json"
COLUMNS = ["index s", "ms a tool", "one tool ms", "postings"]
COLUMNS += ["first ms", "p95 ms", "misspelt ms", "again µs", "queries"]


def run(words: list[str], *, quiet: bool = False) -> list[Table]:
    """Measure; the table is printed unless ``quiet``."""
    parser = argparse.ArgumentParser(prog="./kysyva bench search_speed")
    parser.add_argument("--tools", default="60,1000", help="sizes of the library")
    parser.add_argument("--databases", default="sqlite,postgresql")
    chosen = parser.parse_args(words)
    table = Table(
        "Search",
        ["database", "tools", *COLUMNS],
        note="three languages a tool; one thread; first and p95: never asked before, well spelt",
    )
    for database in chosen.databases.split(","):
        for size in (int(word) for word in chosen.tools.split(",")):
            with prepared(database, size) as (environment, facts):
                done = subprocess.run(
                    [sys.executable, __file__],
                    env={**os.environ, **environment},
                    capture_output=True,
                    text=True,
                    check=True,
                )
            found = json.loads(done.stdout)
            seconds = float(facts["index"])
            table.add(database, size, seconds, 1000 * seconds / size, *found)
    if not quiet:
        table.show()
    return [table]


def measure() -> list[float]:
    """The columns after the first two, of the database in the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django_scopes import scope

    from kysyva.organisations.models import Organisation
    from kysyva.search.actions import index_tools
    from kysyva.search.models import Posting, find

    organisation = Organisation.objects.get(slug="bench")
    queries = [(row["text"], row["lang"], row["kind"]) for row in json.loads(QUERIES.read_text())]

    def ask(text: str, language: str) -> None:
        find(text, organisation=organisation, language=language)

    with scope(organisation=organisation):
        postings = Posting.objects.filter(term__organisation=organisation).count()
        ask("sana jota ei ole", "fi")  # the dictionary, synonyms and vocabulary are read once
        gc.collect()
        gc.freeze()
        first = [timed(ask, *words) for *words, kind in queries if kind != "typo"]
        misspelt = [timed(ask, *words) for *words, kind in queries if kind == "typo"]
        again = [timed(ask, *words) for *words, kind in queries]
        with CaptureQueriesContext(connection) as captured:
            ask("kuulluksi tuleminen", "fi")
        tool = organisation.tools.select_related("current").first()
        one = timed(index_tools, organisation, [tool])
    mean = statistics.mean
    p95 = sorted(first)[int(0.95 * len(first))]
    return [one, postings, mean(first), p95, mean(misspelt), 1000 * mean(again), len(captured)]


def timed(act: Callable[..., None], *arguments: object) -> float:
    """Milliseconds that it took."""
    started = time.perf_counter()
    act(*arguments)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    print(json.dumps(measure()))
