"""Words that mean the same."""

from pathlib import Path

import pytest

from kysyva.search import synonyms
from kysyva.search.analysis import LANGUAGES, base_terms
from kysyva.search.synonyms import groups, matches, single_words


def others(query: str, language: str) -> set[str]:
    terms = [found for word in query.split() if (found := base_terms(word, language))]
    return {
        term
        for match in matches(terms, language)
        for expression in match.others
        for word in expression
        for term in word
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_list_of_useful_size(language: str) -> None:
    assert 80 <= len(groups(language)) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_group(language: str) -> None:
    for group in groups(language):
        assert len(set(group)) == len(group), group


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_looked_up(language: str) -> None:
    for group in groups(language):
        for entry in group:
            words = entry.replace("-", " ").split()
            assert any(base_terms(word, language) for word in words), entry


@pytest.mark.usefixtures("dictionary")
def test_old_and_spoken_words_for_a_supervisor_find_the_present_one() -> None:
    assert "esihenkilo" in others("esimiehen", "fi")
    assert "esihenkilo" in others("pomolle", "fi")


@pytest.mark.usefixtures("dictionary")
def test_an_idiom_is_known_only_as_a_whole() -> None:
    assert "ristiriita" in others("sukset ristissä", "fi")
    assert "ristiriita" not in others("sukset", "fi")


def test_stop_words_in_between_do_not_hide_an_idiom() -> None:
    assert "burnout" in others("running on empty", "en")


def test_a_single_word_can_be_what_a_mistyped_one_meant() -> None:
    assert "utvecklingssamtal" in single_words("sv")
    assert "på tumanhand" not in single_words("sv")


def test_remarks_and_lonely_words_make_no_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.txt").write_text("# a remark, with a comma\n\nalone\none, two\n", "utf-8")
    monkeypatch.setattr(synonyms, "_HERE", tmp_path)
    assert groups("en") == (("one", "two"),)
