"""Figures of how a text reads: LIX (Björnsson 1968) and what it is made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kysyva.tools.models.document import Texts
from kysyva.tools.models.rules import words

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…:](?=\W|$)|\n")
LONG = 7


@dataclass(frozen=True)
class Readability:
    """``sentence`` is words a sentence, ``long`` the share of words of seven letters or more."""

    words: int
    sentence: float
    long: float

    @property
    def lix(self) -> float:
        """Below 30 very easy, 40 as in newspapers, above 50 official."""
        return self.sentence + 100 * self.long


def figures(texts: Iterable[str]) -> Readability:
    """The figures of some texts together; each ends a sentence."""
    count = sentences = long = 0
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            found = WORD.findall(sentence)
            count += len(found)
            long += sum(len(word) >= LONG for word in found)
            sentences += bool(found)
    return Readability(count, count / sentences if sentences else 0, long / count if count else 0)


def running_text(texts: Texts) -> list[str]:
    """What is read as sentences: everything but the name, titles, phrases and the origin."""
    left_out = re.compile(r"name|origin|materials|phrases\..*|steps\..*\.title")
    return [text for field, text, _most in words(texts) if text and not left_out.fullmatch(field)]
