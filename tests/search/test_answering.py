"""The finder as a whole, on the starter toolkit."""

import pytest

from kysyva.search.analysis import base_terms, term_weights
from kysyva.search.finder.answering import Answer, Situation, answer
from kysyva.search.finder.concepts import concepts, patterns
from kysyva.search.finder.constraints import Constraints
from kysyva.search.finder.corpus import Corpus
from kysyva.search.finder.reading import language_of
from tests.search.making import corpus, reason, tool

TOOLS = [
    tool(1, "load-map", "kaikki kaatuu niskaan", "liikaa rautoja tulessa"),
    tool(2, "alone-pairs-all", "kukaan ei avaa suutaan", people=(4, 30)),
    tool(3, "coach-or-direct", "kysynkö vai käskenkö", minutes=(1, 5)),
    tool(4, "our-own-game", "mennään pingispöydän ääreen kun ajatus jumittaa", minutes=(60, 90)),
]


@pytest.fixture
def made() -> Corpus:
    return corpus(TOOLS)


def ask(made: Corpus, text: str, **situation: object) -> Answer:
    return answer(Situation(text, "fi", **situation), made)  # type: ignore[arg-type]


def slugs(found: Answer) -> list[str]:
    return [item.tool.slug for item in found.proposals]


def test_everyday_words_lead_to_the_tool(made: Corpus) -> None:
    assert slugs(ask(made, "Hän on hukkunut töihin eikä ehdi edes syödä"))[0] == "load-map"
    assert slugs(ask(made, "palaverissa ollaan hiljaa"))[0] == "alone-pairs-all"


def test_a_tool_of_the_organisations_own_is_found_by_its_own_words(made: Corpus) -> None:
    found = ask(made, "ajatus jumittaa, mentäiskö pingispöydän ääreen")
    assert slugs(found)[0] == "our-own-game"
    assert reason(found, TOOLS) == "mennään pingispöydän ääreen kun ajatus jumittaa"


def test_the_same_question_gets_the_same_answer(made: Corpus) -> None:
    text = "liikaa töitä ja palaverit hiljaisia"
    assert ask(made, text) == ask(made, text)


def test_where_a_procedure_comes_first_tools_prepare_for_it(made: Corpus) -> None:
    found = ask(made, "hän haisee viinalle ja on hukkunut töihin")
    assert found.procedures == ("substance-misuse",)
    assert slugs(found)[0] == "coach-or-direct"
    assert found.question is None


def test_nothing_fits_is_said(made: Corpus) -> None:
    for text in ("qwerty zxcvb", "aurinko paistaa", "sataa vettä ja tuulee"):
        assert not ask(made, text).fits
    assert ask(made, "hän on ylikuormittunut").fits


def test_time_in_the_text_narrows_until_it_is_taken_off(made: Corpus) -> None:
    text = "10 minuuttia aikaa pingispöydän ääressä"
    assert "our-own-game" not in slugs(ask(made, text))
    assert "our-own-game" in slugs(ask(made, text, dropped=frozenset({"minutes"})))


def test_what_would_fit_but_for_the_time_in_the_text_is_named(made: Corpus) -> None:
    text = "10 minuuttia aikaa pingispöydän ääressä"
    assert [tool.slug for tool in ask(made, text).left_out] == ["our-own-game"]
    assert not ask(made, text, dropped=frozenset({"minutes"})).left_out
    assert not ask(made, "pingispöydän ääressä", chosen=Constraints(minutes=10)).left_out


def test_what_is_clicked_goes_before_what_was_written(made: Corpus) -> None:
    found = ask(made, "10 minuuttia pingispöydän ääressä", chosen=Constraints(minutes=60))
    assert found.constraints.minutes == 60
    assert "our-own-game" in slugs(found)


def test_only_allowed_tools_are_proposed(made: Corpus) -> None:
    found = answer(Situation("pingispöydän ääressä liikaa töitä", "fi"), made, allowed={1})
    assert slugs(found) == ["load-map"]


def test_the_language_of_the_text_wins_where_it_is_plain() -> None:
    assert language_of("I do not know what to do with them", "fi") == "en"
    assert language_of("jag vet inte vad jag ska göra med det", "fi") == "sv"
    assert language_of("palaveri", "fi") == "fi"
    assert language_of("palaveri", "sv") == "sv"


def test_every_concept_has_expressions_in_every_language() -> None:
    for language in ("fi", "sv", "en"):
        owners = [pattern.owner for pattern in patterns(language).patterns]
        assert set(owners) == set(concepts())
        assert min(owners.count(concept) for concept in concepts()) >= 8


def test_no_word_of_the_text_stays_in_memory(made: Corpus) -> None:
    ask(made, "Meillä on hiljaista")
    kept = [term_weights.cache_info().currsize, base_terms.cache_info().currsize]
    ask(made, "Kanarialintunen lauloi aamulla harvinaisen epävireisesti")
    assert [term_weights.cache_info().currsize, base_terms.cache_info().currsize] == kept
