"""From words to an order, without a database."""

import pytest

from kysyva.search.analysis import voikko
from kysyva.search.ranking.highlight import best_line, highlighted, marks
from kysyva.search.ranking.impacts import IMPACT_MAX, SearchDocument, entry, signature
from kysyva.search.ranking.query import MAX_WORDS, Probe, probes, query_words
from kysyva.search.ranking.scoring import (
    Lookup,
    content_count,
    lookups,
    rank,
    unanswered,
    within_budget,
)
from kysyva.search.ranking.spelling import Vocabulary


def lookup(
    term_id: int,
    worth: int = 1000,
    *,
    documents: int = 1,
    language: str = "en",
    word: int = 0,
    slot: int = 0,
) -> Lookup:
    return Lookup(term_id, documents, worth, Probe("term", language, word, slot, 1.0, literal=True))


def order(
    found: list[Lookup], postings: list[tuple[int, int, int]], *, word_count: int = 1
) -> list[int]:
    return [h.tool_id for h in rank(found, postings, language="en", word_count=word_count)]


def test_a_word_in_the_name_weighs_more_than_the_same_word_in_the_text() -> None:
    named = entry(SearchDocument(1, "en", {"name": ["Thanks"]})).impacts["thank"]
    told = entry(SearchDocument(2, "en", {"text": ["Thanks"]})).impacts["thank"]
    assert told < named <= IMPACT_MAX


def test_a_word_weighs_less_in_a_long_field() -> None:
    short = entry(SearchDocument(1, "en", {"steps": ["thanks"]})).impacts["thank"]
    long = entry(SearchDocument(1, "en", {"steps": ["thanks" + " more words" * 200]})).impacts
    assert long["thank"] < short


def test_pieces_of_words_are_kept_only_for_what_says_what_a_tool_is_for() -> None:
    assert "#sams" not in entry(SearchDocument(1, "sv", {"text": ["samspel"]})).impacts
    assert "#sams" in entry(SearchDocument(1, "sv", {"purpose": ["samspel"]})).impacts


def test_the_vocabulary_of_a_document_is_its_lowered_words() -> None:
    assert entry(SearchDocument(1, "fi", {"name": ["Hyvä Tiimi"]})).words == {"hyvä", "tiimi"}


def test_another_dictionary_gives_another_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signature()
    monkeypatch.setattr(voikko, "version", lambda: "another dictionary")
    signature.cache_clear()
    assert signature() != before


def test_a_long_query_is_cut() -> None:
    assert len(query_words("word " * 50)) == MAX_WORDS


def test_a_query_is_looked_up_in_every_language() -> None:
    assert {probe.language for probe in probes(("feedback",))} == {"fi", "sv", "en"}


def test_a_synonym_competes_with_the_word_at_a_lower_weight() -> None:
    found = {probe.term: probe for probe in probes(("boss",)) if probe.language == "en"}
    assert found["boss"].slot == found["supervisor"].slot
    assert found["supervisor"].weight < found["boss"].weight


def test_a_rare_term_is_worth_more_than_a_common_one() -> None:
    wanted = [Probe(term, "en", 0, 0, 1.0, literal=True) for term in ("rare", "common")]
    known = {("en", "rare"): (1, 1), ("en", "common"): (2, 90)}
    rare, common = lookups(wanted, known, {"en": 100})
    assert rare.worth > common.worth


def test_pieces_of_a_word_that_another_language_knows_are_left_out() -> None:
    wanted = [
        Probe("feedback", "en", 0, 0, 1.0, literal=True),
        Probe("#feed", "sv", 0, 5, 0.3, literal=True),
    ]
    known = {("en", "feedback"): (1, 1), ("sv", "#feed"): (2, 1)}
    assert [found.probe.term for found in lookups(wanted, known, {})] == ["feedback"]
    del known["en", "feedback"]
    assert [found.probe.term for found in lookups(wanted, known, {})] == ["#feed"]


def test_a_word_is_unanswered_if_only_pieces_of_it_are_known() -> None:
    pieces = lookup(1)._replace(probe=Probe("#conc", "sv", 1, 9, 0.3, literal=True))
    assert unanswered(("the", "concern"), [pieces]) == [1]
    assert unanswered(("the", "concern"), [pieces, lookup(2, word=1)]) == []


def test_stop_words_do_not_count_as_words_of_a_query() -> None:
    assert content_count(("the", "concern")) == 1
    assert content_count(("the",)) == 1


def test_the_budget_keeps_what_tells_most_and_counts_a_term_once() -> None:
    common = lookup(1, worth=10, documents=900)
    telling = lookup(2, worth=99, documents=300)
    again = lookup(2, worth=50, documents=300, word=1)
    assert within_budget([common, telling, again], best=500, rows=700) == [telling, again]
    assert within_budget([common, telling, again], best=500, rows=800) == [telling, again, common]


def test_of_one_slot_only_the_best_counts_and_slots_add_up() -> None:
    same = [lookup(1), lookup(2)]
    apart = [lookup(1), lookup(2, slot=1)]
    postings = [(1, 7, 500), (2, 7, 500), (1, 8, 600)]
    assert order(same, postings) == [8, 7]
    assert order(apart, postings) == [7, 8]


def test_answering_more_words_of_a_query_counts() -> None:
    found = [lookup(1), lookup(2, slot=1), lookup(3, slot=2, word=1)]
    postings = [(1, 7, 500), (2, 7, 510), (1, 8, 500), (3, 8, 500)]
    assert order(found, postings, word_count=2) == [8, 7]


def test_a_tool_is_shown_in_the_language_it_fits_best_and_the_persons_own_goes_first() -> None:
    found = [lookup(1, language="sv"), lookup(2, language="en")]
    postings = [(1, 7, 500), (2, 7, 500)]
    assert rank(found, postings, language="sv", word_count=1)[0].language == "sv"
    assert rank(found, postings, language="en", word_count=1)[0].language == "en"
    postings = [(1, 7, 900), (2, 7, 500)]
    assert rank(found, postings, language="en", word_count=1)[0].language == "sv"


def test_what_fits_much_less_than_the_best_is_left_out() -> None:
    assert order([lookup(1)], [(1, 7, 900), (1, 8, 300), (1, 9, 20)]) == [7, 8]


def test_equal_tools_keep_one_order() -> None:
    assert order([lookup(1)], [(1, 9, 500), (1, 7, 500), (1, 8, 500)]) == [7, 8, 9]


def test_nothing_found_is_no_error() -> None:
    assert order([], []) == []


def test_swapped_letters_are_one_slip() -> None:
    assert Vocabulary(["tuki", "tupa"]).nearest("tkui")[0] == ("tuki", 1)


def test_dots_are_no_slip_and_words_are_given_as_they_are_written() -> None:
    assert Vocabulary(["työkyky"]).nearest("tyokyky")[0] == ("työkyky", 0)


@pytest.mark.parametrize(("typed", "found"), [("tue", False), ("tukk", True), ("taukko", False)])
def test_a_short_word_may_differ_by_little(typed: str, found: bool) -> None:
    assert bool(Vocabulary(["tuki", "tuo"]).nearest(typed)) is found


def test_a_long_word_may_differ_by_two_slips_and_no_more() -> None:
    words = Vocabulary(["kehityskeskustelu"])
    assert words.nearest("kehtyskeskutelu")
    assert not words.nearest("kehtskeskutelu")


def test_a_wrong_first_letter_is_a_slip_like_any_other() -> None:
    words = Vocabulary(["palaute", "kalastaa"])
    assert words.nearest("kalaute") == [("palaute", 1)]


def test_of_words_as_near_the_one_that_begins_alike_is_meant() -> None:
    assert Vocabulary(["palaute", "kalaute"]).nearest("kalaudte")[0].word == "kalaute"


def test_a_word_that_is_not_typed_to_its_end_means_the_shortest_that_begins_so() -> None:
    words = Vocabulary(["perehdytyspäivä", "perehdytys", "palaute"])
    assert words.nearest("perehdy")[0].word == "perehdytys"


def test_a_vocabulary_grows_without_changing() -> None:
    before = Vocabulary(["kiitos"])
    after = before.extended(["palaute"])
    assert after.nearest("palaut")
    assert after.nearest("kiitoss")
    assert not before.nearest("palaut")


def wanted(query: str, language: str, known: dict[str, int]) -> dict[str, dict[str, float]]:
    ids = {(language, term): (number, 1) for term, number in known.items()}
    return marks(lookups(probes(query_words(query)), ids, {language: 10}))


def test_the_words_that_answer_are_marked_and_nothing_is_lost() -> None:
    found = wanted("thanking", "en", {"thank": 1})
    text = "Give thanks — and thank again."
    pieces = highlighted(text, "en", found)
    assert [piece.text for piece in pieces if piece.marked] == ["thanks", "thank"]
    assert "".join(piece.text for piece in pieces) == text


def test_a_text_in_another_language_is_not_marked() -> None:
    found = wanted("thanking", "en", {"thank": 1})
    assert not any(piece.marked for piece in highlighted("thanks", "sv", found))


@pytest.mark.usefixtures("dictionary")
def test_a_part_of_a_compound_is_marked_but_two_strangers_with_a_common_part_are_not() -> None:
    found = wanted("palaveri", "fi", {"palaveri": 1})
    assert highlighted("viikkopalaverimme", "fi", found)[0].marked
    found = wanted("kehityskeskustelupohja", "fi", {"pohja": 1})
    assert not highlighted("pohjatyö", "fi", found)[0].marked


def test_the_line_that_answers_best_is_given() -> None:
    found = wanted("thanking the team", "en", {"thank": 1, "team": 2})
    lines = ["Something else.", "The team waits.", "Thank the team."]
    assert best_line(lines, "en", found) == "Thank the team."
    assert best_line(lines[:1], "en", found) == ""
