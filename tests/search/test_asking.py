"""The question that is asked back."""

from kysyva.search.finder.asking import MOST, factor, next_question, values_of
from kysyva.search.finder.corpus import Candidate


def tool(
    slug: str,
    *,
    settings: str = "one_on_one",
    needs: str = "clarity",
    minutes: tuple[int, int] = (5, 10),
    people: tuple[int, int] = (2, 2),
) -> Candidate:
    return Candidate(
        hash(slug),
        slug,
        frozenset(needs.split()),
        frozenset(settings.split()),
        frozenset({"goal"}),
        minutes,
        people,
    )


PAIR = tool("pair")
GROUP = tool("group", people=(3, 20), minutes=(5, 60))


def test_it_asks_where_the_candidates_differ() -> None:
    question = next_question([(PAIR, 1.0), (GROUP, 0.9)], {})
    assert question is not None
    assert question.facet == "people"
    assert question.values == ("2", "3-8", "9-20")


def test_it_does_not_ask_where_they_are_alike() -> None:
    assert next_question([(PAIR, 1.0), (tool("other"), 1.0)], {}) is None


def test_it_does_not_ask_twice_nor_more_than_three_times() -> None:
    scored = [(PAIR, 1.0), (GROUP, 1.0)]
    question = next_question(scored, {"people": ""})
    assert question is None or question.facet != "people"
    assert next_question(scored, dict.fromkeys("abc"[:MOST], "")) is None


def test_it_asks_nothing_about_one_tool() -> None:
    assert next_question([(PAIR, 1.0)], {}) is None


def test_an_answer_keeps_what_fits_and_a_skipped_one_keeps_all() -> None:
    assert factor(PAIR, {"people": "2"}) == 1
    assert factor(GROUP, {"people": "2"}) == 0
    assert factor(GROUP, {"people": ""}) == 1
    assert 0 < factor(PAIR, {"needs": "safety"}) < 1


def test_minutes_are_the_least_that_a_tool_needs() -> None:
    assert values_of(tool("long", minutes=(20, 60)), "minutes") == {"30", "60"}
