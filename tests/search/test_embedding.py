"""The model of the semantic extra: there or not, and asked by several threads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from kysyva.search.finder import embedding


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    embedding.embedder.cache_clear()
    yield
    embedding.embedder.cache_clear()


def processor(folder: Path, flags: str) -> Path:
    path = folder / "cpuinfo"
    path.write_text(f"processor : 0\nflags\t\t: {flags}\n")
    return path


def test_without_the_extra_there_is_no_embedder() -> None:
    with patch.object(embedding, "find_spec", return_value=None):
        assert embedding.embedder() is None


@pytest.mark.parametrize(
    ("flags", "runs"), [("sse2 avx avx2 fma f16c", True), ("sse2 avx f16c fma", False)]
)
def test_a_processor_that_the_engine_would_break_on_is_left_alone(
    flags: str, runs: bool, tmp_path: Path
) -> None:
    with (
        patch.object(embedding, "_PROCESSOR", processor(tmp_path, flags)),
        patch("platform.machine", return_value="x86_64"),
    ):
        assert embedding.can_run() is runs


def test_another_kind_of_machine_is_left_alone() -> None:
    with patch("platform.machine", return_value="aarch64"):
        assert not embedding.can_run()


def test_an_extra_that_cannot_be_loaded_is_no_trouble() -> None:
    with (
        patch.object(embedding, "is_installed", return_value=True),
        patch.object(embedding, "_Model", side_effect=OSError),
    ):
        assert embedding.embedder() is None


def test_threads_that_ask_at_the_same_time_get_the_same() -> None:
    model = embedding.embedder()
    if model is None:
        pytest.skip("the semantic extra is not installed: ./kysyva extra semantic")
    texts = [f"kysymys numero {number}, ja vähän muuta" for number in range(12)]
    alone = model.read(texts)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(model.read, [texts] * 4)) == [alone] * 4
