"""Every field has a name, and every value a form that people read."""

import pytest
from django.utils import translation

from kysyva.tools.forms.labels import hint_of, label_of, shown_value
from kysyva.tools.models.fields import flattened
from kysyva.tools.models.rows import removed
from tests import make

DOCUMENT = make.make_document(related=("next-step",))


@pytest.fixture(autouse=True)
def english() -> None:
    translation.activate("en")


def test_every_field_has_a_name() -> None:
    assert all(label_of(path, DOCUMENT) for path in flattened(DOCUMENT))


def test_rows_are_counted_as_they_stand() -> None:
    assert label_of("fi.steps.listen.title", DOCUMENT) == "Step 2, title"
    assert label_of("fi.questions.will", DOCUMENT) == "Question 3"


def test_a_row_that_is_gone_is_counted_as_it_stood() -> None:
    now = removed(DOCUMENT, "questions", "will")
    assert label_of("fi.questions.will", now, DOCUMENT) == "Question 3"


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("facts.settings", "one_on_one\nremote", "One-to-one\nRemote and hybrid work"),
        ("facts.minutes", "5-10", "5–10"),
        ("facts.steps", "listen\nopen", "Kuuntele\nAvaa"),
        ("facts.steps", "unknown", "unknown"),
        ("facts.questions.goal.phase", "goal", "Direction"),
        ("facts.licence_class", "generic", "Common practice"),
        ("fi.purpose", "goal", "goal"),
        ("fi.checked", "2026-11-23", "23 November 2026"),
        ("fi.checked", "", ""),
    ],
)
def test_a_value_is_shown_in_words(path: str, value: str, shown: str) -> None:
    assert shown_value(path, value, DOCUMENT, "fi") == shown


def test_a_hint_tells_the_limit() -> None:
    assert hint_of("purpose").endswith("At most 220 characters.")
    assert hint_of("when").endswith("At most 6 lines of 200 characters.")
