"""What a word that nothing is found for may have meant."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kysyva.search.analysis import fold

_ONE_SLIP, _TWO_SLIPS = 4, 8
_LIMIT = 3


class Guess(NamedTuple):
    """A word of the library, and how many slips of the finger it is away."""

    word: str
    distance: int


class Vocabulary:
    """The words of a library in one language, ready for comparing.

    Never changed once made, so threads may share it.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        pairs = sorted((fold(word), word) for word in self._words)
        self._folded = [folded for folded, _ in pairs]
        self._shown = [word for _, word in pairs]
        # Folded and shown words by length, then by first letter.
        self._groups: dict[int, dict[str, tuple[list[str], list[str]]]] = {}
        for folded, word in pairs:
            group = self._groups.setdefault(len(folded), {}).setdefault(folded[:1], ([], []))
            group[0].append(folded)
            group[1].append(word)

    def extended(self, words: Iterable[str]) -> "Vocabulary":
        """Give a vocabulary that has these words as well."""
        new = frozenset(words) - self._words
        return Vocabulary(self._words | new) if new else self

    def nearest(self, word: str) -> list[Guess]:
        """Give the few words nearest to a lowered word, nearest first.

        A swap of two letters counts as one slip, dots and accents do not count. Words of up to
        three letters are not guessed at, those of seven or less may differ by one slip, longer
        ones by two. Where nothing is as near, a word that begins so is taken: the last word of a
        query may not be typed to its end.
        """
        folded = fold(word)
        allowed = (len(folded) >= _ONE_SLIP) + (len(folded) >= _TWO_SLIPS)
        if not allowed:
            return []
        # Few people mistype a first letter: words that begin otherwise are compared only where none
        # of the others is one slip away, since they might be.
        found = self._compared(folded, allowed, folded[:1])
        if not found or found[0].distance > 1:
            found = self._compared(folded, allowed, "")
        return found or self._beginning_with(folded, allowed + 1)

    def _compared(self, folded: str, allowed: int, initial: str) -> list[Guess]:
        """Give the nearest words, of those that begin with ``initial`` if it is not empty."""
        found: list[tuple[int, bool, int, str]] = []
        for length in range(len(folded) - allowed, len(folded) + allowed + 1):
            groups = self._groups.get(length, {})
            for choices, shown in [groups.get(initial, ([], []))] if initial else groups.values():
                near = process.extract(
                    folded, choices, scorer=OSA.distance, score_cutoff=allowed, limit=_LIMIT
                )
                for other, distance, place in near:
                    begins_otherwise = other[:1] != folded[:1]
                    change = abs(length - len(folded))
                    found.append((int(distance), begins_otherwise, change, shown[place]))
        return [Guess(word, distance) for distance, _, _, word in sorted(found)[:_LIMIT]]

    def _beginning_with(self, folded: str, distance: int) -> list[Guess]:
        start = bisect_left(self._folded, folded)
        end = bisect_left(self._folded, folded + "\U0010ffff", start)
        longer = sorted(range(start, end), key=lambda place: (len(self._folded[place]), place))
        return [Guess(self._shown[place], distance) for place in longer[:_LIMIT]]
