"""Characters that deceive."""

import pytest

from kysyva.tools.models.characters import FORBIDDEN, visible


@pytest.mark.parametrize("character", "\0\x07\x1b\x7f\x85\u202e\u2066\ufffe")
def test_what_deceives_is_forbidden(character: str) -> None:
    assert FORBIDDEN.search(f"a{character}b")


@pytest.mark.parametrize(
    "text", ["a\tb\nc\r", "👩‍👩‍👧", "עברית ערבית", "a\u200eb", "Å ä ö š ž", "”…–"]
)
def test_what_people_write_is_allowed(text: str) -> None:
    assert not FORBIDDEN.search(text)


def test_a_strangers_words_become_visible_and_short() -> None:
    assert visible("paketti\u202egnp.exe\n\x1b[31m") == "paketti·gnp.exe ·[31m"
    assert len(visible("x" * 500)) == 120
