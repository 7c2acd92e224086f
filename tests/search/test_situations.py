"""The shipped situations: whole, in their places, and alike in the three languages."""

from collections import Counter

import pytest

from kysyva.search.finder.concepts import concepts
from kysyva.search.finder.situations import answered_by_tools, serious

LANGUAGES = ("fi", "sv", "en")
LONGEST = 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tool_of_the_starter_toolkit_has_many(language: str) -> None:
    counts = Counter(slug for slug, _ in answered_by_tools(language))
    assert set(counts) == {slug for concept in concepts().values() for slug in concept.tools}
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_stands_twice_or_is_too_long_for_a_person_to_have_typed(language: str) -> None:
    for lines in (answered_by_tools(language), serious(language)):
        texts = [text.casefold() for _, text in lines]
        assert len(set(texts)) == len(texts)
        assert max(map(len, texts)) <= LONGEST
