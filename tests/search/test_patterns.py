"""Expressions found in any order and form."""

from kysyva.search.finder.patterns import compiled
from kysyva.search.finder.reading import read


def owners(text: str, *expressions: str, language: str = "fi") -> list[str]:
    patterns = compiled([(expression, expression) for expression in expressions], language)
    return sorted(match.pattern.owner for match in patterns.find(read(text, language)))


def test_words_are_met_in_another_form_and_order() -> None:
    assert owners("hanskansa hän jätti tiskiin", "hanskat tiskissä")
    assert owners("tiskillä hanskat", "hanskat tiskissä")


def test_words_must_stand_near_one_another() -> None:
    far = "hanskat ovat kadonneet mutta kukaan meistä ei nähnyt niitä missään enää tiskillä"
    assert owners(far, "hanskat tiskissä") == []


def test_a_refusal_is_not_its_opposite() -> None:
    assert owners("hän ei jaksa", "ei jaksa") == ["ei jaksa"]
    assert owners("hän jaksaa hyvin", "ei jaksa") == []
    assert owners("she doesn't listen", "not listen", language="en") == ["not listen"]


def test_a_star_stands_for_any_letters() -> None:
    assert owners("ylikuormituksesta", "ylikuorm*")
    assert owners("viikkopalaveri", "*palaveri")
    assert owners("työpalaverissa", "*palaver*")
    assert owners("kuorma", "ylikuorm*") == []


def test_a_stroke_offers_a_choice() -> None:
    assert owners("liikaa hommaa", "liikaa työtä/hommaa")
    assert owners("liikaa rahaa", "liikaa työtä/hommaa") == []


def test_an_equals_sign_means_just_this_form() -> None:
    assert owners("hearing", "=hearing", language="en")
    assert owners("I hear you", "=hearing", language="en") == []


def test_one_word_of_the_text_is_not_used_twice() -> None:
    assert owners("aina", "aina aina") == []
