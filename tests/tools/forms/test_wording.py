"""The form of one language: words, rows, limits, the mark of a reader."""

from datetime import date

import pytest
from django.http import QueryDict
from msgspec.structs import replace

from kysyva.tools.forms.wording import TextsForm
from kysyva.tools.models import ToolDocument
from kysyva.tools.models.document import StepText
from kysyva.tools.models.rows import added, keys
from kysyva.tools.models.rules import incomplete
from tests import make


def sent(document: ToolDocument, language: str = "fi", **changes: str) -> QueryDict:
    """What the page sends when nothing was changed, and the changes."""
    form = TextsForm(document, language)
    data = QueryDict(mutable=True)
    for rows in ("steps", "questions"):
        data.setlist(rows, form.keys[rows])
    for name in form.fields:
        data[name] = str(form[name].value())
    for name, value in changes.items():
        data[name.replace("__", ".")] = value
    return data


def form_of(document: ToolDocument, language: str = "fi", **changes: str) -> TextsForm:
    return TextsForm(document, language, sent(document, language, **changes))


def test_sending_what_is_there_changes_nothing() -> None:
    document = make.make_document(texts={"checked": date(2026, 11, 23)})
    form = form_of(document)
    assert form.is_valid(), form.errors
    assert form.result == document


def test_white_space_around_an_imported_text_is_no_change() -> None:
    document = make.make_document(texts={"purpose": "Auttaa.\n", "when": (" Aamulla. ",)})
    form = form_of(document)
    assert form.is_valid()
    assert form.result == document


def test_words_change_in_one_language_alone() -> None:
    document = make.make_document()
    form = form_of(document, "sv", purpose="Nytt syfte.", when="Ett\n\n  Två  \n")
    assert form.is_valid()
    assert form.result.texts["sv"].purpose == "Nytt syfte."
    assert form.result.texts["sv"].when == ("Ett", "Två")
    assert form.result.texts["fi"] == document.texts["fi"]


def test_a_new_language_is_begun_with_its_first_word() -> None:
    form = form_of(make.make_document(languages=("fi",)), "en", name="Open questions")
    assert form.is_valid()
    assert form.result.texts["en"].name == "Open questions"


def test_a_language_without_a_word_is_not_there() -> None:
    document = make.make_document(languages=("fi",))
    form = form_of(document, "en")
    assert form.is_valid()
    assert form.result == document


def test_minutes_phase_and_type_count_in_every_language() -> None:
    form = form_of(
        make.make_document(),
        "sv",
        steps__open__minutes="7",
        questions__goal__phase="will",
        questions__goal__type="scaling",
    )
    assert form.is_valid()
    assert form.result.facts.steps[0].minutes == 7
    question = form.result.facts.questions[0]
    assert (question.phase, question.type) == ("will", "scaling")


def test_changing_a_text_takes_the_mark_of_its_reader_away() -> None:
    document = make.make_document(texts={"checked": date(2026, 11, 23)})
    form = form_of(document, purpose="Toinen tarkoitus.")
    assert form.is_valid()
    assert form.result.texts["fi"].checked is None
    assert form.result.texts["sv"].checked == date(2026, 11, 23)


def test_moving_a_row_leaves_the_mark() -> None:
    document = make.make_document(texts={"checked": date(2026, 11, 23)})
    data = sent(document)
    data.setlist("steps", ["listen", "open"])
    form = TextsForm(document, "fi", data)
    assert form.is_valid()
    assert keys(form.result, "steps") == ["listen", "open"]
    assert form.result.texts["fi"].checked == date(2026, 11, 23)


def test_a_row_that_is_not_sent_goes_in_every_language() -> None:
    data = sent(make.make_document())
    data.setlist("steps", ["listen"])
    form = TextsForm(make.make_document(), "fi", data)
    assert form.is_valid()
    assert [set(texts.steps) for texts in form.result.texts.values()] == [{"listen"}] * 3


def test_an_empty_row_is_kept_for_later() -> None:
    document, key = added(make.make_document(), "steps", seed="x")
    form = form_of(document)
    assert form.is_valid()
    assert key in keys(form.result, "steps")
    assert key not in form.result.texts["fi"].steps


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("name", "x" * 81, "name"),
        ("when", "x" * 201, "when"),
        ("when", "x\n" * 7, "when"),
        ("steps__open__title", "x" * 81, "steps.open.title"),
        ("steps__open__minutes", "soon", "steps.open.minutes"),
        ("steps__open__minutes", "9999", "steps.open.minutes"),
        ("questions__goal", "x" * 161, "questions.goal"),
        ("questions__goal__phase", "lunch", "questions.goal.phase"),
    ],
)
def test_what_is_outside_the_limits_is_told_beside_its_field_and_stays_typed(
    field: str, value: str, name: str
) -> None:
    form = form_of(make.make_document(), **{field: value})
    assert not form.is_valid()
    assert list(form.errors) == [name]
    assert form[name].value() == value
    assert next(form.summary())[0] == f"id_{name}"


def test_a_row_is_named_where_its_error_stands_alone() -> None:
    form = form_of(make.make_document(), steps__listen__title="x" * 81)
    assert not form.is_valid()
    # Finnish and untranslated text alike: the number of the step is told.
    assert "2" in next(form.summary())[1].split(":")[0]


def test_too_many_rows_are_told() -> None:
    document = make.make_document()
    for number in range(12):
        document, _key = added(document, "steps", seed=str(number))
    form = form_of(document)
    assert not form.is_valid()
    assert form.non_field_errors()


def test_keys_that_are_none_are_passed_over() -> None:
    data = sent(make.make_document())
    data.setlist("steps", ["open", "../x", "A B", "open", "x" * 61, "listen"])
    form = TextsForm(make.make_document(), "fi", data)
    assert form.keys["steps"] == ["open", "listen"]


def test_what_is_missing_before_publishing_can_be_shown_beside_the_fields() -> None:
    document = make.make_document(texts={"origin": "", "steps": {"open": StepText("Avaa")}})
    form = TextsForm(document, "fi")
    form.cleaned_data = {}
    form.show(incomplete(document))
    assert set(form.errors) == {"origin", "steps.listen.title"}


def test_another_language_stands_beside_the_fields() -> None:
    document = make.make_document()
    texts = {**document.texts, "sv": replace(document.texts["sv"], purpose="Svenskt syfte.")}
    form = TextsForm(replace(document, texts=texts), "fi", beside="sv")
    shown = {bound.name: beside for part in form.sections() for bound, beside in part.fields}
    assert shown["purpose"] == "Svenskt syfte."
