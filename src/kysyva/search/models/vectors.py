"""Vectors of what the finder has read before, in a file of the data folder.

Of tools and of the shipped situations alone, never of a situation. The file holds no text: each
vector stands beside a digest of what it was made from. It can be thrown away; it is made again.
"""

import hashlib
import os
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from kysyva.search.finder.semantic import Embedder, Group, Space

log = structlog.get_logger(__name__)
_DIGEST = 16
# Between so many texts a reader asks whether the process is ending.
_BATCH = 16
# Above it the oldest go: some 80 MB.
MOST = 100_000
_HOUR = 3600


class Stopped(Exception):
    """The process is ending; there is nothing to go on for."""


class Kept:
    """An embedder that remembers what it has read, from one start to the next."""

    def __init__(self, folder: Path, reader: Embedder) -> None:
        self._reader = reader
        self.signature = reader.signature
        self._path = folder / f"vectors-{reader.signature}"
        self._known = _read(self._path)

    def read(self, texts: Sequence[str]) -> list[bytes]:
        """Give the vectors of texts of ours, never of what somebody asked; new ones are kept."""
        digests = [_digest(text) for text in texts]
        new = {d: t for d, t in zip(digests, texts, strict=True) if d not in self._known}
        waiting = list(new)
        for start in range(0, len(waiting), _BATCH):
            if not threading.main_thread().is_alive():
                raise Stopped
            some = waiting[start : start + _BATCH]
            vectors = self._reader.read([new[digest] for digest in some])
            self._known.update(zip(some, vectors, strict=True))
        if waiting:
            self._keep()
        return [self._known[digest] for digest in digests]

    def space(self, vectors: Sequence[bytes], groups: Sequence[Group]) -> Space:
        """As the embedder does: it compares what is asked, and nothing of that is kept."""
        return self._reader.space(vectors, groups)

    def _keep(self) -> None:
        """Write the file anew and whole; what another process has kept meanwhile stays."""
        rows = {**_read(self._path), **self._known}
        newest = list(rows.items())[-MOST:]
        length = len(newest[0][1])
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            draft.write_bytes(
                length.to_bytes(4) + b"".join(digest + vector for digest, vector in newest)
            )
            draft.replace(self._path)
            self._tidy()
        except OSError:  # a full disk: it is read again at the next start
            log.warning("vectors_not_kept")
            with suppress(OSError):
                draft.unlink()

    def _tidy(self) -> None:
        """Throw away what another version made, and what an interrupted process left."""
        for other in self._path.parent.glob("vectors-*"):
            if other != self._path and time.time() - other.stat().st_mtime > _HOUR:
                other.unlink()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:_DIGEST]


def _read(path: Path) -> dict[bytes, bytes]:
    """Read a file of vectors; one that is not whole is no file."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    size = _DIGEST + int.from_bytes(content[:4])
    if size == _DIGEST or (len(content) - 4) % size:
        return {}
    starts = range(4, len(content), size)
    return {content[at : at + _DIGEST]: content[at + _DIGEST : at + size] for at in starts}
