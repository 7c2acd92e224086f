"""Starting the product: pulled out at any moment, it starts again; a second start has little to do.

The whole of a new machine, its virtual environment too, is tried with ``python -m tests.fresh``.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.fresh.product import ROOT, Product, free_port

START_MOST = 120.0
KILLS = 10


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product, started after it was pulled out ten times, at any moment of its first start."""
    product = Product(tmp_path_factory.mktemp("fresh") / "data", free_port())
    started = time.monotonic()
    product.start()
    product.wait_until_it_answers(START_MOST)
    whole = time.monotonic() - started
    product.kill()
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        if number % 3 == 0:
            product.empty()
        kill_within(product, chance.uniform(0.2, whole))
    product.start()
    product.wait_until_it_answers(START_MOST)
    yield product
    product.stop()


def kill_within(product: Product, seconds: float) -> None:
    """Start, and pull the plug; sooner if it answers sooner."""
    until = time.monotonic() + seconds
    product.start()
    while time.monotonic() < until and not product.answers():
        time.sleep(0.05)
    product.kill()


def test_it_starts_again_whatever_was_interrupted(product: Product) -> None:
    assert "tool-card" in product.get("/fi/koivuranta/tools/")


def test_nothing_is_half_there(product: Product) -> None:
    with closing(sqlite3.connect(product.data / "kysyva.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        organisations = database.execute("SELECT count(*) FROM organisations_organisation")
        assert organisations.fetchone() == (1,)
    assert not list(product.data.glob("*.new*"))


def test_a_taken_port_is_said_in_one_sentence(product: Product) -> None:
    other = Product(product.data, product.port).start(output=subprocess.PIPE)
    _out, error = other.communicate(timeout=60)
    assert other.returncode == 2
    assert error.decode().strip().endswith(f"./kysyva run --port {product.port + 1}")
    assert len(error.decode().strip().splitlines()) == 1


def test_a_killed_server_leaves_nobody_on_its_port(product: Product) -> None:
    product.kill()
    assert not product.answers()


def test_a_second_start_leaves_what_is_whole_alone(product: Product) -> None:
    stamp = (product.data / "prepared").stat().st_mtime_ns
    product.start()
    product.wait_until_it_answers(START_MOST)
    assert (product.data / "prepared").stat().st_mtime_ns == stamp


WORDS = [
    ([], 2),
    (["rnu"], 2),
    (["run", "--port", "x"], 2),
    (["run", "--port", "0"], 2),
    (["run", "--prot", "1"], 2),
    (["check", "everything"], 2),
    (["extra"], 2),
    (["extra", "semantics"], 2),
]


@pytest.mark.parametrize(("words", "code"), WORDS, ids=lambda value: " ".join(map(str, [value])))
def test_a_wrong_word_gets_one_sentence(words: list[str], code: int) -> None:
    done = launch(*words)
    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("kysyva: ")


@pytest.mark.parametrize("words", [["--help"], ["help"], ["run", "--help"], ["test", "--help"]])
def test_help_is_given_everywhere(words: list[str]) -> None:
    done = launch(*words)
    assert done.returncode == 0
    assert "./kysyva" in done.stdout
    assert done.stderr == ""


def launch(*words: str) -> "subprocess.CompletedProcess[str]":
    """``./kysyva …`` as a newcomer types it."""
    environment = {**os.environ, "PYTHON": sys.executable}
    return subprocess.run(
        ["./kysyva", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
