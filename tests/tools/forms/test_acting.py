"""What the buttons of the editor do."""

from datetime import date

import pytest
from django.utils import timezone

from kysyva.tools.forms.acting import Act, acted
from kysyva.tools.models.rows import keys, removed
from tests import make

DOCUMENT = make.make_document()


@pytest.mark.parametrize(
    "value",
    ["up:steps:open", "back:steps:open:5.2.0", "add:questions", "part:sv", "check", "preview"],
)
def test_a_button_reads_what_it_wrote(value: str) -> None:
    assert Act.read(value).value == value


@pytest.mark.parametrize("value", ["", "nonsense", "up", "up:steps", "part", "save:x", "x" * 5000])
def test_what_means_nothing_is_a_plain_save(value: str) -> None:
    assert Act.read(value).word == "save"
    assert acted(DOCUMENT, Act.read(value), "fi")[0] == DOCUMENT


def test_the_cursor_follows_a_row_and_leaves_a_button_that_is_off() -> None:
    document, focus = acted(DOCUMENT, Act.read("down:questions:goal"), "fi")
    assert keys(document, "questions") == ["reality", "goal", "will"]
    assert focus == "down:questions:goal"
    document, focus = acted(document, Act.read("down:questions:goal"), "fi")
    assert focus == "up:questions:goal"


def test_a_new_row_has_the_cursor() -> None:
    document, focus = acted(DOCUMENT, Act.read("add:steps"), "fi", seed="x")
    assert focus == f"steps.{keys(document, 'steps')[-1]}"


def test_taking_away_leads_to_the_button_that_brings_back() -> None:
    document, focus = acted(DOCUMENT, Act.read("remove:steps:open"), "fi")
    assert focus == "undo"
    back = Act.read("back:steps:open:5.2.0")
    assert acted(document, back, "fi", source=DOCUMENT) == (DOCUMENT, "steps.open")


@pytest.mark.parametrize("value", ["up:steps:gone", "down:facts:open", "add:facts", "remove:x:y"])
def test_what_is_not_there_is_left_alone(value: str) -> None:
    assert acted(DOCUMENT, Act.read(value), "fi")[0] == DOCUMENT


def test_bringing_back_from_nowhere_changes_nothing() -> None:
    document = removed(DOCUMENT, "steps", "open")
    assert acted(document, Act.read("back:steps:open:1.1.0"), "fi")[0] == document


def test_a_reader_marks_one_language_with_the_day() -> None:
    document, _focus = acted(DOCUMENT, Act.read("check"), "sv")
    assert document.texts["sv"].checked == timezone.localdate()
    assert document.texts["fi"].checked is None
    checked = make.make_document(texts={"checked": date(2026, 1, 1)})
    assert acted(checked, Act.read("uncheck"), "sv")[0].texts["sv"].checked is None


def test_nobody_marks_a_language_that_is_not_written() -> None:
    document = make.make_document(languages=("fi",))
    assert acted(document, Act.read("check"), "sv")[0] == document
    assert acted(document, Act.read("check"), "facts")[0] == document
