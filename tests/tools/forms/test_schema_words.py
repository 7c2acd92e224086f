"""Every field of a package is explained."""

from typing import Any

import pytest

from kysyva.tools.forms.package import Manifest
from kysyva.tools.forms.schema_words import MEANING, TITLES
from kysyva.tools.models.document import Facts, Texts
from kysyva.tools.models.procedure import ProcedureTexts
from kysyva.tools.models.question_bank import QuestionBank
from kysyva.tools.models.recipe import RecipeFacts, RecipeTexts


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [
        ("toolkit", Manifest, set()),
        ("tool", Facts, {"status"}),
        ("tool-front-matter", Texts, set()),
        ("recipe", RecipeFacts, set()),
        ("recipe-front-matter", RecipeTexts, set()),
        ("procedure-front-matter", ProcedureTexts, set()),
        ("questions", QuestionBank, set()),
    ],
)
def test_there_are_words_for_every_field_and_for_nothing_else(
    name: str, kind: Any, more: set[str]
) -> None:
    assert set(MEANING[name]) == set(kind.__struct_fields__) | more
    assert TITLES[name]
