"""How serious a situation is, learnt from situations that are and from others.

Two judges on features of length one, added: naive Bayes, smoothed after Lidstone, the odds of each
feature in serious situations against those in all others; and support vectors, which weigh features
against each other at the border.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kysyva.search.finder.features import features, is_pair
from kysyva.search.finder.reading import Token, read
from kysyva.search.finder.separating import Example, separating
from kysyva.search.finder.situations import HARMLESS, PROCEDURES, answered_by_tools, serious
from kysyva.search.finder.table import Table, in_order

_SMOOTHING, _FORM = 0.01, 0.5
# The side of each kind of situation, and its weight: what is harmless and only sounds serious
# teaches as much as two of every day.
_SERIOUS, _EVERYDAY, _BORDER = (1, 1.0), (-1, 1.0), (-1, 2.0)
_SIDES = {**dict.fromkeys(PROCEDURES, _SERIOUS), HARMLESS: _BORDER}
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
        return sum(value * column[row] for row, value in known) + length * unknown

    return sum(value * odds[row] for row, value in known), max(PROCEDURES, key=likelihood)


@cache
def learn_seriousness(language: str) -> Table:
    """Learn what stands in serious situations of a language and not in others.

    A row is a feature: ``odds`` is how much it speaks for seriousness, and a column for each
    procedure how much more likely it is there than what was never met, which ``unknown`` tells.
    """
    told = [(kind, _learnt_from(text, language)) for kind, text in _situations(language)]
    examples = [Example(found, *_SIDES.get(kind, _EVERYDAY)) for kind, found in told]
    odds = _odds(examples)
    for key, worth in separating(examples).items():
        odds[key] = odds[key] + worth
    keys, names = in_order(odds)
    columns = {"odds": array("f", (odds[name] for name in names)), "unknown": array("f")}
    for procedure in PROCEDURES:
        sums = _summed(Example(found, *_SERIOUS) for kind, found in told if kind == procedure)
        columns["unknown"].append(math.log(_SMOOTHING / (sums.total() + 1)))
        columns[procedure] = array("f", (math.log1p(sums[name] / _SMOOTHING) for name in names))
    return Table(keys, {name: memoryview(column) for name, column in columns.items()})


def _situations(language: str) -> Iterator[tuple[str, str]]:
    """Give all that is learnt from: a procedure, HARMLESS or a tool, and what it answers."""
    yield from serious(language)
    yield from (pair for pair in answered_by_tools(language) if pair[0] != _EITHER)


def _learnt_from(text: str, language: str) -> Features:
    return _features(read(text, language, keep=True), language)


def _features(tokens: Sequence[Token], language: str) -> Features:
    """What is compared, and beside it each word as it stands; of length one at most."""
    found = features(tokens, language)
    for token in tokens:
        found.setdefault("=" + token.folded, _FORM)
    length = max(_SHORT, math.sqrt(sum(value * value for value in found.values())))
    return {key: value / length for key, value in found.items()}


def _odds(examples: Sequence[Example]) -> dict[str, float]:
    """Compare the two sides; what stood in one text alone is believed half."""
    texts = Counter(key for example in examples for key in example.found)
    sums = [_summed(example for example in examples if example.side == side) for side in (1, -1)]
    totals = [side.total() + _SMOOTHING * len(texts) for side in sums]
    return {
        key: math.log(
            (sums[0][key] + _SMOOTHING) / totals[0] * totals[1] / (sums[1][key] + _SMOOTHING)
        )
        * (count / (count + 1))
        for key, count in texts.items()
        if count > 1 or not is_pair(key)  # a pair that was met once is chance
    }


def _summed(examples: Iterable[Example]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for example in examples:
        for key, value in example.found.items():
            sums[key] += value * example.weight  # type: ignore[assignment]
    return sums
