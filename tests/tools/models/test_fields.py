"""A document and its flat fields say the same."""

from datetime import date

import pytest
from msgspec.structs import replace

from kysyva.tools.models.document import StepText, Texts, ToolDocument
from kysyva.tools.models.fields import EMPTY, PATH, built, flattened, row_of
from tests import make


def test_fields_give_the_document_back() -> None:
    document = make.make_document(texts={"checked": date(2026, 11, 23)}, related=("next-step",))
    assert built(flattened(document)) == document


def test_an_empty_card_comes_back_empty() -> None:
    assert built(flattened(EMPTY)) == EMPTY


def test_every_field_has_a_path_that_can_be_sent() -> None:
    document = make.make_document(texts={"checked": date(2026, 11, 23)}, related=("next-step",))
    assert [path for path in flattened(document) if not PATH.fullmatch(path)] == []


@pytest.mark.parametrize("path", ["fi.steps", "fi.nothing", "de.name", "facts.steps.a b.minutes"])
def test_a_field_that_no_document_has_is_no_path(path: str) -> None:
    assert not PATH.fullmatch(path)


def test_a_language_without_words_is_left_out() -> None:
    document = make.make_document(languages=("fi",))
    emptied = replace(document, texts={**document.texts, "sv": Texts("", checked=date(2026, 1, 1))})
    assert built(flattened(emptied)) == document


def test_words_of_a_row_that_is_gone_are_passed_over() -> None:
    fields = flattened(make.make_document(languages=("fi",)))
    fields["fi.steps.gone.title"] = "Poissa"
    assert "gone" not in built(fields).texts["fi"].steps


def test_a_line_break_within_a_line_of_a_list_becomes_a_space() -> None:
    document = make.make_document(languages=("fi",), texts={"when": ("Aamulla\nvarhain.",)})
    assert built(flattened(document)).texts["fi"].when == ("Aamulla varhain.",)


def test_a_range_that_is_none_is_refused() -> None:
    fields = flattened(make.make_document())
    with pytest.raises(ValueError, match="invalid literal"):
        built({**fields, "facts.minutes": "ten"})


def test_a_field_knows_its_row() -> None:
    assert row_of("sv.steps.open.title") == ("steps", "open")
    assert row_of("facts.questions.goal.phase") == ("questions", "goal")
    assert row_of("facts.steps") is None
    assert row_of("fi.purpose") is None


def test_steps_without_words_are_the_same_as_none() -> None:
    document = make.make_document(languages=("fi",))
    words = replace(document.texts["fi"], steps={"open": StepText(""), "listen": StepText("Ole")})
    fields = flattened(ToolDocument(document.facts, {"fi": words}))
    assert set(built(fields).texts["fi"].steps) == {"listen"}
