"""What was read is kept from one start to the next, without a word of it."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from kysyva.search.finder.semantic import Group, Space
from kysyva.search.models import vectors
from kysyva.search.models.vectors import Kept, Stopped


class Lengths:
    """Reads the length of a text, and counts what it read."""

    signature = "lengths-1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read(self, texts: Sequence[str]) -> list[bytes]:
        self.seen += texts
        return [len(text).to_bytes(4) for text in texts]

    def space(self, vectors: Sequence[bytes], groups: Sequence[Group]) -> Space:
        return lambda _: ([float(len(group)) for group in groups], [0.0 for _ in vectors])


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    first = Kept(tmp_path, Lengths()).read(["yksi", "kolme", "yksi"])
    reader = Lengths()
    assert Kept(tmp_path, reader).read(["yksi", "kolme", "yksi"]) == first
    assert reader.seen == []


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    Kept(tmp_path, Lengths()).read(["yksi"])
    reader = Lengths()
    Kept(tmp_path, reader).read(["yksi", "uusi"])
    assert reader.seen == ["uusi"]


def test_the_file_holds_no_text(tmp_path: Path) -> None:
    Kept(tmp_path, Lengths()).read(["kanarialintu"])
    (path,) = tmp_path.iterdir()
    assert b"kanarialintu" not in path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"\0\0\0\4half", b"\0\0\0\0" + b"x" * 16])
def test_a_file_that_is_not_whole_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "vectors-lengths-1").write_bytes(content)
    assert Kept(tmp_path, Lengths()).read(["yksi"]) == [b"\0\0\0\4"]
    assert (tmp_path / "vectors-lengths-1").stat().st_size == 4 + 16 + 4


def test_two_processes_keep_what_both_have_read(tmp_path: Path) -> None:
    one, other = Kept(tmp_path, Lengths()), Kept(tmp_path, Lengths())
    one.read(["yksi"])
    other.read(["kaksi"])
    reader = Lengths()
    Kept(tmp_path, reader).read(["yksi", "kaksi"])
    assert reader.seen == []


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path) -> None:
    with patch.object(vectors, "MOST", 2):
        Kept(tmp_path, Lengths()).read(["yksi", "kaksi", "kolme"])
    reader = Lengths()
    Kept(tmp_path, reader).read(["kolme", "kaksi", "yksi"])
    assert reader.seen == ["yksi"]


def test_what_another_version_made_is_thrown_away(tmp_path: Path) -> None:
    old = tmp_path / "vectors-lengths-0"
    old.touch()
    os.utime(old, (0, 0))
    Kept(tmp_path, Lengths()).read(["yksi"])
    assert [path.name for path in tmp_path.iterdir()] == ["vectors-lengths-1"]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "missing", Lengths())
    assert kept.read(["yksi"]) == [b"\0\0\0\4"]


def test_reading_ends_with_the_process(tmp_path: Path) -> None:
    kept = Kept(tmp_path, Lengths())
    with (
        patch.object(threading.main_thread(), "is_alive", return_value=False),
        pytest.raises(Stopped),
    ):
        kept.read(["yksi"])


def test_comparing_is_the_readers_own(tmp_path: Path) -> None:
    space = Kept(tmp_path, Lengths()).space([b"a", b"b"], [[0], [0, 1]])
    assert space("x") == ([1.0, 2.0], [0.0, 0.0])
