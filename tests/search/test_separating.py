"""Support vectors: as worked out by hand, and the same each time."""

import pytest

from kysyva.search.finder.separating import Example, separating


def test_a_line_is_where_mistakes_and_its_steepness_cost_least() -> None:
    # Of w²/2 + weight · n · (1 - w)², n being 2: the least is where w = 2n·weight (1 - w).
    found = separating(
        [Example({"a": 1.0}, 1, 1.0), Example({"b": 1.0}, -1, 2.0), Example({"c": 1.0}, 1, 1.0)] * 2
    )
    assert found == pytest.approx({"a": 4 / 5, "b": -8 / 9, "c": 4 / 5}, abs=0.05)


def test_what_stands_on_both_sides_says_little() -> None:
    both = [Example({"a": 1.0, "b": 1.0}, 1, 1.0), Example({"a": 1.0, "c": 1.0}, -1, 1.0)] * 3
    found = separating(both)
    assert abs(found["a"]) < min(found["b"], -found["c"]) / 10


def test_what_stands_in_one_text_alone_says_nothing() -> None:
    assert separating([Example({"a": 1.0}, 1, 1.0), Example({"b": 1.0}, -1, 1.0)]) == {}


def test_the_order_is_the_same_each_time() -> None:
    examples = [
        Example({f"{n % 7}": 1.0, f"x{n % 5}": 0.5}, 1 if n % 3 else -1, 1.0) for n in range(60)
    ]
    assert separating(examples) == separating(examples)
