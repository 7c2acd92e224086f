"""Support vectors: as worked out by hand, and the same each time."""

from array import array

import pytest

from kysyva.search.finder.separating import Example, separating, texts_with

NAMES = "abc"


def example(found: dict[str, float], side: int, weight: float = 1.0) -> Example:
    numbers = array("I", map(NAMES.index, found))
    return Example(numbers, array("f", found.values()), side, weight)


def line(examples: list[Example]) -> dict[str, float]:
    return dict(zip(NAMES, separating(examples, texts_with(examples, len(NAMES))), strict=True))


def test_a_line_is_where_mistakes_and_its_steepness_cost_least() -> None:
    # Of w²/2 + weight · n · (1 - w)², n being 2: the least is where w = 2n·weight (1 - w).
    found = line([example({"a": 1}, 1), example({"b": 1}, -1, 2.0), example({"c": 1}, 1)] * 2)
    assert found == pytest.approx({"a": 4 / 5, "b": -8 / 9, "c": 4 / 5}, abs=0.05)


def test_what_stands_on_both_sides_says_little() -> None:
    found = line([example({"a": 1, "b": 1}, 1), example({"a": 1, "c": 1}, -1)] * 3)
    assert abs(found["a"]) < min(found["b"], -found["c"]) / 10


def test_what_stands_in_one_text_alone_says_nothing() -> None:
    found = line([example({"a": 1}, 1), example({"b": 1}, -1), example({}, -1)])
    assert found == {"a": 0, "b": 0, "c": 0}


def test_the_order_is_the_same_each_time() -> None:
    examples = [
        example({NAMES[n % 3]: 1, NAMES[(n + n % 2 + 1) % 3]: 0.5}, 1 if n % 4 else -1)
        for n in range(60)
    ]
    assert line(examples) == line(examples)
