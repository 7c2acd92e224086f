"""Text analysis: what words are found by."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kysyva.search.analysis import (
    analyse,
    base_terms,
    fold,
    lowered_words,
    term_weights,
    words,
)


def terms(word: str, language: str) -> dict[str, float]:
    return dict(term_weights(word, language))


@given(st.text())
def test_a_token_is_exactly_what_stands_at_its_place(text: str) -> None:
    for token in analyse(text, "sv"):
        assert text[token.start : token.end] == token.surface


@given(st.text(alphabet="aäöå'’-\u00ad\u0308 Bé1._"))
def test_both_ways_of_cutting_give_the_same_words(text: str) -> None:
    assert lowered_words(text) == [word.lowered for word in words(text)]


def test_decomposed_letters_and_soft_hyphens_make_no_other_word() -> None:
    decomposed = unicodedata.normalize("NFD", "työyhteisö")
    assert lowered_words(decomposed) == lowered_words("työ\u00adyhteisö") == ["työyhteisö"]


def test_hyphens_cut_words_and_apostrophes_do_not() -> None:
    assert lowered_words("One-to-one, I’d say") == ["one", "to", "one", "i'd", "say"]


def test_folding_takes_dots_and_accents_away() -> None:
    assert fold("työkyvystä idén å") == "tyokyvysta iden a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kiitoksen", "kiitosta"),
        ("palautteenkin", "palaute"),
        ("tiimeissämmekin", "tiimi"),
        ("kuuntelemisesta", "kuunnella"),
        ("asteikoilla", "asteikko"),
    ],
)
@pytest.mark.usefixtures("dictionary")
def test_finnish_inflections_meet_in_a_base_form(one: str, other: str) -> None:
    assert base_terms(one, "fi") & base_terms(other, "fi")


@pytest.mark.usefixtures("dictionary")
def test_a_finnish_compound_is_found_by_its_parts_at_a_lower_weight() -> None:
    found = terms("kehityskeskustelupohja", "fi")
    assert found["kehityskeskustelupohja"] == 1.0
    assert 0 < found["keskustelu"] < 1.0
    assert 0 < found["pohja"] < 1.0


@pytest.mark.usefixtures("dictionary")
def test_of_two_ways_to_cut_a_compound_the_plainer_one_is_taken() -> None:
    found = terms("viikkopalaveri", "fi")
    assert "palaveri" in found
    assert "veri" not in found


@pytest.mark.usefixtures("dictionary")
def test_a_compound_that_the_dictionary_has_not_is_cut_into_words_it_has() -> None:
    assert terms("puheeksiotto", "fi")["puhe"] < 1.0
    assert "kahdenkeskinen" in terms("kahdenkeskiskeskustelut", "fi")
    assert set(terms("palauteen", "fi")) == {"palauteen", "~palaut"}


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("tiiän", "tiedän"),
        ("puheeks", "puheeksi"),
        ("palaveris", "palaverissa"),
        ("kysyyn", "kysymään"),
        ("vaikee", "vaikea"),
        ("tarttis", "tarvitsee"),
        ("lähe", "lähteä"),
    ],
)
@pytest.mark.usefixtures("dictionary")
def test_spoken_finnish_meets_the_written(spoken: str, written: str) -> None:
    assert base_terms(spoken, "fi") & base_terms(written, "fi")


@pytest.mark.usefixtures("dictionary")
def test_spoken_rules_do_not_make_nonsense_of_a_mistyped_word() -> None:
    assert "maa" not in terms("palauteen", "fi")


@pytest.mark.usefixtures("dictionary")
def test_missing_dots_still_find_the_base_form() -> None:
    assert base_terms("tyokyky", "fi") & base_terms("työkyky", "fi")


@pytest.mark.parametrize(
    ("word", "language"),
    [("mä", "fi"), ("oo", "fi"), ("pitäs", "fi"), ("inte", "sv"), ("int", "sv"), ("they're", "en")],
)
@pytest.mark.usefixtures("dictionary")
def test_a_stop_word_has_no_terms(word: str, language: str) -> None:
    assert term_weights(word, language) == ()


@pytest.mark.usefixtures("no_dictionary")
def test_without_voikko_finnish_has_stems_and_pieces() -> None:
    assert base_terms("kiitoksella", "fi") == base_terms("kiitoksen", "fi") == {"~kiitoks"}
    assert set(terms("tiimipalaveri", "fi")) & set(terms("palaveri", "fi")) >= {"#pala", "#veri"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("målen", "mål"), ("frågan", "fråga"), ("lösningar", "lösning"), ("samtalet", "samtal")],
)
def test_swedish_inflections_meet_in_a_stem(one: str, other: str) -> None:
    assert base_terms(one, "sv") == base_terms(other, "sv")


@pytest.mark.parametrize(
    ("compound", "halves"),
    [
        ("utvecklingssamtalen", {"utveckling", "samtal"}),
        ("mötesrutiner", {"mot", "rutin"}),
        ("arbetshälsa", {"arbet", "hals"}),
    ],
)
def test_swedish_compounds_are_found_by_their_halves(compound: str, halves: set[str]) -> None:
    found = terms(compound, "sv")
    assert all(0 < found[half] < 1 for half in halves)


def test_a_word_is_no_compound_because_of_a_chance_ending() -> None:
    assert {term for term in terms("normal", "sv") if not term.startswith("#")} == {"normal"}


def test_english_inflections_meet_in_a_stem() -> None:
    assert base_terms("listening", "en") == base_terms("listened", "en") == {"listen"}


def test_what_is_too_long_for_a_word_is_found_by_nothing() -> None:
    assert term_weights("a" * 61, "en") == ()
    assert term_weights("a" * 60, "en") != ()


def test_threads_analyse_as_one_does() -> None:
    texts = [f"tiimeissämme{ending} frågan listening" for ending in ("", "kin", "kaan", "ko")] * 20
    alone = [analyse(text, language) for text in texts for language in ("fi", "sv", "en")]

    def anew(text: str) -> list[object]:
        term_weights.cache_clear()
        return [analyse(text, language) for language in ("fi", "sv", "en")]

    with ThreadPoolExecutor(8) as pool:
        together = [tokens for three in pool.map(anew, texts) for tokens in three]
    assert together == alone
