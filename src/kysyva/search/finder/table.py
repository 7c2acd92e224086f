"""What was learnt, as numbers that are found by a text: small in memory, quick to keep and to load.

The texts are not in it: each stands there as a fingerprint of 64 bits, in order. That two of a
hundred thousand texts have the same one happens in one of some billion tables.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

_LENGTH = 4  # bytes that say how long the header is


def fingerprint(text: str) -> int:
    """Give the number by which a text is found."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


class Table:
    """Rows that are found by a text, and columns of numbers by name.

    A column need not have one number a row: what a place in it means is between those who fill it
    and those who read it.
    """

    __slots__ = ("_keys", "columns")

    def __init__(self, keys: memoryview, columns: Mapping[str, memoryview]) -> None:
        self._keys, self.columns = keys, columns

    def __len__(self) -> int:
        return len(self._keys)

    def row(self, text: str) -> int | None:
        """Find the row of a text; None if it has none."""
        wanted = fingerprint(text)
        place = bisect_left(self._keys, wanted)
        return place if place < len(self) and self._keys[place] == wanted else None

    def packed(self) -> bytes:
        """Write it down; :meth:`unpacked` reads it, on a machine of the same kind."""
        parts = {"": self._keys, **self.columns}
        header = msgspec.json.encode([(name, p.format, p.nbytes) for name, p in parts.items()])
        return b"".join((len(header).to_bytes(_LENGTH), header, *parts.values()))

    @classmethod
    def unpacked(cls, content: bytes) -> "Table":
        """Read what :meth:`packed` gave; the numbers stay where they are, nothing is copied."""
        start = _LENGTH + int.from_bytes(content[:_LENGTH])
        header = msgspec.json.decode(content[_LENGTH:start], type=list[tuple[str, str, int]])
        parts, view = {}, memoryview(content)
        for name, kind, size in header:
            parts[name] = view[start : start + size].cast(kind)  # type: ignore[call-overload]
            start += size
        return cls(parts.pop(""), parts)


def in_order(texts: Iterable[str]) -> tuple[memoryview, list[str]]:
    """Give the keys of a table to be, and the texts in the order in which their rows must stand."""
    ordered = sorted(texts, key=fingerprint)
    return memoryview(array("Q", map(fingerprint, ordered))), ordered
