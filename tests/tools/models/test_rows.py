"""Steps and questions are added, moved, taken away and brought back in every language."""

from hypothesis import given
from hypothesis import strategies as st

from kysyva.tools.models.rows import added, brought_back, keys, moved, removed
from tests import make

DOCUMENT = make.make_document()


def test_a_new_row_stands_last() -> None:
    document, key = added(DOCUMENT, "questions", seed="5.2.0:1")
    assert keys(document, "questions") == ["goal", "reality", "will", key]


def test_pressing_twice_from_the_same_place_means_one_row_and_two_people_mean_two() -> None:
    first = added(DOCUMENT, "steps", seed="5.2.0:1")
    assert added(DOCUMENT, "steps", seed="5.2.0:1") == first
    assert added(DOCUMENT, "steps", seed="5.2.0:2")[1] != first[1]


def test_a_key_is_never_used_twice() -> None:
    document, first = added(DOCUMENT, "steps", seed="same")
    document, second = added(document, "steps", seed="same")
    assert len({first, second, "open", "listen"}) == 4


@given(st.sampled_from(["goal", "reality", "will"]), st.integers(-3, 3))
def test_moving_loses_no_row(key: str, by: int) -> None:
    assert sorted(keys(moved(DOCUMENT, "questions", key, by), "questions")) == [
        "goal",
        "reality",
        "will",
    ]


def test_a_row_at_the_end_stays_there() -> None:
    assert moved(DOCUMENT, "steps", "open", -1) == DOCUMENT
    assert moved(DOCUMENT, "steps", "listen", 1) == DOCUMENT


def test_what_is_taken_away_is_gone_in_every_language_and_can_be_brought_back() -> None:
    for key in ("goal", "reality", "will"):
        document = removed(DOCUMENT, "questions", key)
        assert [language for language in document.texts.values() if key in language.questions] == []
        assert brought_back(document, DOCUMENT, "questions", key) == DOCUMENT


def test_bringing_back_what_is_there_changes_nothing() -> None:
    assert brought_back(DOCUMENT, DOCUMENT, "steps", "open") == DOCUMENT
    assert brought_back(DOCUMENT, DOCUMENT, "steps", "nothing") == DOCUMENT
