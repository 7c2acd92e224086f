"""Pages a second, their p50 and p95, queries, memory and start, beside a plain Django hello."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.server import free_port, kysyva, load, memory_mb, serving, settle
from bench.tables import Table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LOAD = ["database", "tools", "page", "who", "clients", "per s", "p50 ms", "p95 ms", "errors"]


def run(words: list[str], *, quiet: bool = False) -> list[Table]:
    """Measure; tables are printed as they come unless ``quiet``."""
    parser = argparse.ArgumentParser(prog="./kysyva bench pages")
    parser.add_argument("--tools", default="60,1000,10000", help="sizes of the library")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--clients", default="1,16,64")
    parser.add_argument("--seconds", type=float, default=4, help="length of each measurement")
    chosen = parser.parse_args(words)
    clients = [int(word) for word in chosen.clients.split(",")]
    tables = [hello(clients, chosen.seconds)]
    pages = Table("Pages", LOAD, note="clients and server share the machine's cores")
    costs = Table(
        "Cost",
        [
            *("database", "tools", "publish s", "index s", "database MB", "start s", "memory MB"),
            *("queries library", "tool", "search", "signed in: library", "tool", "search "),
        ],
    )
    for database in chosen.databases.split(","):
        for size in (int(word) for word in chosen.tools.split(",")):
            with prepared(database, size) as (environment, facts):
                measure(database, size, environment, facts, clients, chosen.seconds, pages, costs)
    tables += [pages, costs]
    if not quiet:
        for table in tables:
            table.show()
    return tables


def hello(clients: list[int], seconds: float) -> Table:
    """The floor: Django that says hello, on the same server."""
    table = Table("Plain Django hello, same server", ["clients", "per s", "p50 ms", "p95 ms"])
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "2"]
    command += ["--log-level", "warning", "bench.hello:application"]
    with serving({"PYTHONPATH": str(ROOT)}, command, port):
        for number in clients:
            found = load(port, ["/"], clients=number, seconds=seconds)
            table.add(number, found.per_second, found.p50_ms, found.p95_ms)
    return table


@contextmanager
def prepared(database: str, size: int) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """A data folder and database with ``size`` tools; facts of how long that took."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kysyva-bench-"))
        environment = {
            "KYSYVA_DATA": folder,
            "KYSYVA_DEMO": "false",
            "DATABASE_URL": "",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        if database == "postgresql":
            from bin.postgres import cluster

            environment["DATABASE_URL"] = stack.enter_context(cluster())
        command = [sys.executable, str(HERE / "library.py"), str(size)]
        done = subprocess.run(
            command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"kysyva bench: the data could not be made:\n{done.stderr[-3000:]}")
        facts = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
        yield environment, facts


def measure(
    database: str,
    size: int,
    environment: dict[str, str],
    facts: dict[str, str],
    clients: list[int],
    seconds: float,
    pages: Table,
    costs: Table,
) -> None:
    """All figures of one database at one size."""
    port = free_port()
    words = facts["words"].split("|")
    paths = {
        "library": ["/fi/bench/tools/"],
        "tool": [f"/fi/bench/tools/{slug}/" for slug in facts["slugs"].split("|")],
        "search": [f"/fi/bench/search/?q={word}" for word in words],
    }
    with serving(environment, kysyva(port), port) as (pid, started):
        settle(pid)
        for page, addresses in paths.items():
            for who, cookie in (("signed out", ""), ("signed in", facts["cookie"])):
                for number in clients:
                    found = load(port, addresses, clients=number, seconds=seconds, cookie=cookie)
                    pages.add(
                        database, size, page, who, number,
                        found.per_second, found.p50_ms, found.p95_ms, found.errors,
                    )  # fmt: skip
        memory = memory_mb(pid)
    costs.add(
        database, size, float(facts["publish"]), float(facts["index"]), float(facts["megabytes"]),
        started, memory, *(int(word) for word in facts["queries"].split("|")),
    )  # fmt: skip
