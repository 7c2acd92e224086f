"""A line between two sides, drawn by the texts that lie nearest to it (support vectors)."""

import random
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul

# How much it costs that a text lies on the wrong side, and how often all texts are gone through:
# more of either changes the last digits alone.
_COST, _ROUNDS = 1.0, 4


@dataclass(slots=True)
class Example:
    """A text: its features by number, on which side it lies (1 or -1), and for how many it counts.

    There are tens of thousands, so numbers stand close together.
    """

    numbers: "array[int]"
    values: "array[float]"
    side: int
    weight: float


@dataclass(slots=True)
class _Pull:
    """An example as it pulls at the line: how much it gives way, and how hard it pulls."""

    numbers: "array[int]"
    values: "array[float]"
    # Takes what the line says of the features all at once, many times faster than one by one.
    taken: Callable[[Sequence[float]], tuple[float, ...]]
    side: int
    give: float
    square: float
    force: float = 0.0


def separating(examples: Sequence[Example], texts: Sequence[int]) -> list[float]:
    """Give for each feature how much it speaks for side 1.

    ``texts`` counts the texts of each feature; what stands in one alone says nothing. Linear
    support vectors with squared hinge loss, found by dual coordinate descent (Hsieh and others,
    2008). The order is shuffled the same way each time, so the outcome is, too.
    """
    pulls = [_pull(example, texts) for example in examples]
    line = [0.0] * len(texts)
    shuffled = random.Random(0)  # noqa: S311
    for _ in range(_ROUNDS):
        shuffled.shuffle(pulls)
        for pull in pulls:
            at = sum(map(mul, pull.taken(line), pull.values))
            wrong = pull.side * at - 1 + pull.give * pull.force
            force = max(0.0, pull.force - wrong / pull.square)
            if change := (force - pull.force) * pull.side:
                pull.force = force
                for number, value in zip(pull.numbers, pull.values, strict=True):
                    line[number] += change * value
    return line


def texts_with(examples: Sequence[Example], size: int) -> "array[int]":
    """Count for each of ``size`` features the texts in which it stands."""
    texts = array("I", bytes(4 * size))
    for example in examples:
        for number in example.numbers:
            texts[number] += 1
    return texts


def _pull(example: Example, texts: Sequence[int]) -> _Pull:
    numbers, values = array("I"), array("f")
    for number, value in zip(example.numbers, example.values, strict=True):
        if texts[number] > 1:
            numbers.append(number)
            values.append(value)
    give = 1 / (2 * _COST * example.weight)
    square = sum(value * value for value in values) + give
    # Two places more, which no value meets: with fewer than two there would be no tuple to take.
    taken = itemgetter(*numbers, 0, 0)
    return _Pull(numbers, values, taken, example.side, give, square)
