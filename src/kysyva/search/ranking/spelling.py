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
        self._by_length: dict[int, tuple[list[str], list[str]]] = {}
        for folded, word in pairs:
            lists = self._by_length.setdefault(len(folded), ([], []))
            lists[0].append(folded)
            lists[1].append(word)

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
        found: list[tuple[int, bool, int, Guess]] = []
        for length in range(len(folded) - allowed, len(folded) + allowed + 1) if allowed else ():
            choices, shown = self._by_length.get(length, ([], []))
            near = process.extract(
                folded, choices, scorer=OSA.distance, score_cutoff=allowed, limit=_LIMIT
            )
            for other, distance, place in near:
                guess = Guess(shown[place], int(distance))
                found.append(
                    (guess.distance, other[0] != folded[0], abs(length - len(folded)), guess)
                )
        if found or not allowed:
            return [guess for *_, guess in sorted(found)[:_LIMIT]]
        return self._beginning_with(folded, allowed + 1)

    def _beginning_with(self, folded: str, distance: int) -> list[Guess]:
        start = bisect_left(self._folded, folded)
        end = bisect_left(self._folded, folded + "\U0010ffff", start)
        longer = sorted(range(start, end), key=lambda place: (len(self._folded[place]), place))
        return [Guess(self._shown[place], distance) for place in longer[:_LIMIT]]
