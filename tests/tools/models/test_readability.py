"""Figures of how a text reads."""

import pytest

from kysyva.tools.models.readability import figures, running_text
from tests import make


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    found = figures(["Kysy ensin. Kuuntele sitten rauhassa!"])
    assert found.words == 5
    assert found.sentence == 2.5
    assert found.long == pytest.approx(2 / 5)
    assert found.lix == pytest.approx(42.5)


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("Hän sanoi: ”Onko näin?” Niin on.", 6, 3),
        ("Klo 9.30 palaveri", 2, 1),
        ("työ- ja don't esihenkilö", 4, 1),
        ("", 0, 0),
        ("…", 0, 0),
    ],
)
def test_what_counts_as_word_and_sentence(text: str, words: int, sentences: int) -> None:
    found = figures([text])
    assert found.words == words
    assert found.sentence == (words / sentences if sentences else 0)


def test_names_titles_and_phrases_are_not_running_text() -> None:
    texts = make.make_texts()
    found = running_text(texts)
    assert texts.purpose in found
    assert texts.steps["open"].text in found
    assert not {texts.name, texts.origin, texts.steps["open"].title, *texts.phrases} & set(found)
