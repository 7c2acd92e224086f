"""How serious a situation is, learnt from situations that are and from others.

Two judges on features of length one, added: naive Bayes, smoothed after Lidstone, the odds of each
feature in serious situations against those in all others; and support vectors, which weigh features
against each other at the border.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.separating import Example, separating, texts_with
from kysyva.search.finder.situations import HARMLESS, PROCEDURES, answered_by_tools, serious
from kysyva.search.finder.table import Table, in_order

_SMOOTHING, _FORM = 0.01, 0.5
# The side of each kind of situation, and its weight: what is harmless and only sounds serious
# teaches as much as two of every day.
_SERIOUS, _EVERYDAY, _BORDER = (1, 1.0), (-1, 1.0), (-1, 2.0)
_SIDES = {**dict.fromkeys(PROCEDURES, _SERIOUS), HARMLESS: _BORDER}
# How likely a feature is with a procedure is kept as a logarithm in so many steps to one: a byte,
# which holds twelve and more than any text brings together.
_STEPS = 20
# A text shorter than this is not stretched: one rare word alone says little.
_SHORT = 4.5
# Whether to ask or to tell: its situations are serious as often as not, and teach nothing here.
_EITHER = "coach-or-direct"
Features = Mapping[str, float]


def seriousness(tokens: Sequence[Token], language: str, learnt: Table) -> tuple[float, str]:
    """Give the odds (as a logarithm) that a situation is serious, and the likeliest procedure."""
    found = _features(tokens, language)
    known = [(row, v) for key, v in found.items() if (row := learnt.row(key)) is not None]
    odds = learnt.columns["odds"]
    length = sum(found.values())

    def likelihood(kind: str) -> float:
        column = learnt.columns[kind]
        unknown = learnt.columns["unknown"][PROCEDURES.index(kind)]
        return sum(value * column[row] for row, value in known) / _STEPS + length * unknown

    return sum(value * odds[row] for row, value in known), max(PROCEDURES, key=likelihood)


@cache
def learn_seriousness(language: str) -> Table:
    """Learn what stands in serious situations of a language and not in others.

    A row is a feature: ``odds`` is how much it speaks for seriousness, and a column for each
    procedure how much more likely it is there than what was never met, which ``unknown`` tells, in
    parts of ``_STEPS``.
    """
    numbers: dict[str, int] = {}
    told = [(kind, _example(kind, text, language, numbers)) for kind, text in _situations(language)]
    examples = [example for _, example in told]
    texts = texts_with(examples, len(numbers))
    odds, line = _odds(examples, texts), separating(examples, texts)
    # A pair that was met once is chance.
    keys, names = in_order(key for key, n in numbers.items() if texts[n] > 1 or not is_pair(key))
    rows = [numbers[name] for name in names]
    unknown = array("f")
    columns = {"odds": memoryview(array("f", (odds[n] + line[n] for n in rows)))}
    for procedure in PROCEDURES:
        sums = _summed((found for kind, found in told if kind == procedure), len(numbers))
        unknown.append(math.log(_SMOOTHING / (sum(sums) + 1)))
        columns[procedure] = memoryview(array("B", (_in_steps(sums[n]) for n in rows)))
    return Table(keys, {**columns, "unknown": memoryview(unknown)})


def _in_steps(amount: float) -> int:
    return min(255, round(math.log1p(amount / _SMOOTHING) * _STEPS))


def _situations(language: str) -> Iterator[tuple[str, str]]:
    """Give all that is learnt from: a procedure, HARMLESS or a tool, and what it answers."""
    yield from serious(language)
    yield from (pair for pair in answered_by_tools(language) if pair[0] != _EITHER)


def _example(kind: str, text: str, language: str, numbers: dict[str, int]) -> Example:
    """Read a situation of ours; a feature that ``numbers`` does not know gets the next one."""
    found = _features(read(text, language, keep=True), language)
    those = array("I", (numbers.setdefault(key, len(numbers)) for key in found))
    return Example(those, array("f", found.values()), *_SIDES.get(kind, _EVERYDAY))


def _features(tokens: Sequence[Token], language: str) -> Features:
    """What is compared, and beside it each word as it stands; of length one at most."""
    found = features(tokens, language)
    for token in tokens:
        found.setdefault("=" + token.folded, _FORM)
    length = max(_SHORT, math.sqrt(sum(value * value for value in found.values())))
    return {key: value / length for key, value in found.items()}


def _odds(examples: Sequence[Example], texts: Sequence[int]) -> list[float]:
    """Compare the two sides; what stood in one text alone is believed half."""
    sides = [_summed((one for one in examples if one.side == side), len(texts)) for side in (1, -1)]
    totals = [sum(side) + _SMOOTHING * len(texts) for side in sides]
    apart = math.log(totals[1] / totals[0])
    return [
        (math.log((those + _SMOOTHING) / (others + _SMOOTHING)) + apart) * (count / (count + 1))
        for those, others, count in zip(*sides, texts, strict=True)
    ]


def _summed(examples: Iterable[Example], size: int) -> "array[float]":
    sums = array("d", bytes(8 * size))
    for example in examples:
        weight = example.weight
        for number, value in zip(example.numbers, example.values, strict=True):
            sums[number] += value * weight
    return sums
