"""Cutting text into words, and writing words so that they can be compared."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Letters and digits, with the marks and soft hyphens that may stand inside a word. Hyphens cut
# words: "one-to-one" and "one to one" must find the same.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad]|['’](?=[\u0300-\u036f\u00ad]*[^\W_]))*")
_LETTERS = str.maketrans("äåàáâãæöøòóôõéèêëüùúûíìîïçñšž", "aaaaaaaooooooeeeeuuuuiiiicnsz")


class Word(NamedTuple):
    """A word where it stands in a text: the reader sees ``text[start:end]``."""

    lowered: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Give the words of a text in order, with offsets into exactly the text that was given."""
    plain = lowered(text)
    if len(plain) == len(text) and "\u00ad" not in text and unicodedata.is_normalized("NFC", text):
        # Nothing moved: most texts can be lowered as a whole, which is much quicker.
        for match in _WORD.finditer(plain):
            yield Word(match.group(), match.start(), match.end())
    else:
        for match in _WORD.finditer(text):
            yield Word(lowered(match.group()), match.start(), match.end())


def lowered_words(text: str) -> list[str]:
    """Give only the lowered words of a text: what ``words`` gives, faster."""
    return _WORD.findall(lowered(text))


def lowered(word: str) -> str:
    """Write it in small composed letters, without soft hyphens and with one kind of apostrophe."""
    return unicodedata.normalize("NFC", word).replace("\u00ad", "").replace("’", "'").lower()


def fold(word: str) -> str:
    """Write a lowered word without dots and accents, as on a foreign keyboard."""
    return word.translate(_LETTERS)


def grams(folded: str, size: int = 4) -> tuple[str, ...]:
    """Give the distinct pieces of ``size`` letters of a folded word; none of a shorter one."""
    return tuple(dict.fromkeys(folded[i : i + size] for i in range(len(folded) - size + 1)))
