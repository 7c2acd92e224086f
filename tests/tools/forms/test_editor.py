"""The form of the facts: what is chosen, in which order, within which limits."""

import pytest
from django.http import QueryDict

from kysyva.tools.forms.editor import FactsForm, clean_text
from kysyva.tools.models import ToolDocument
from kysyva.tools.models.document import Range
from tests import make

NAMES = {"next-step": "Seuraava askel", "scaling": "Asteikko"}


def sent(**changes: str | list[str]) -> QueryDict:
    facts: dict[str, str | list[str]] = {
        "settings": ["one_on_one"],
        "needs": ["competence"],
        "phases": ["goal", "reality"],
        "dimensions": ["listening"],
        "licence_class": "generic",
        "minutes_least": "15",
        "minutes_most": "30",
        "people_least": "2",
        "people_most": "2",
        "prepare_minutes": "0",
    }
    data = QueryDict(mutable=True)
    for name, value in {**facts, **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form_of(document: ToolDocument | None = None, **changes: str | list[str]) -> FactsForm:
    return FactsForm(document or make.make_document(), NAMES, sent(**changes))


def test_sending_what_is_there_changes_nothing() -> None:
    form = form_of()
    assert form.is_valid(), form.errors
    assert form.result == make.make_document()


def test_what_was_chosen_keeps_its_order_and_new_choices_come_after_it() -> None:
    document = make.make_document(settings=("recognition", "everyday"))
    form = form_of(document, settings=["one_on_one", "everyday", "recognition"])
    assert form.is_valid()
    assert form.result.facts.settings == ("recognition", "everyday", "one_on_one")


def test_the_first_one_is_chosen_even_if_its_box_was_not() -> None:
    form = form_of(first_setting="remote", first_phase="reality")
    assert form.is_valid()
    assert form.result.facts.settings == ("remote", "one_on_one")
    assert form.result.facts.phases == ("reality", "goal")


@pytest.mark.parametrize("typed", ["Seuraava askel", "next-step", "seuraava ASKEL"])
def test_a_related_tool_is_found_by_either_name(typed: str) -> None:
    form = form_of(add_related=typed)
    assert form.is_valid()
    assert form.result.facts.related == ("next-step",)


def test_a_tool_that_is_not_there_is_told_and_stays_typed() -> None:
    form = form_of(add_related="Olematon")
    assert not form.is_valid()
    assert form["add_related"].value() == "Olematon"


def test_a_related_tool_that_this_library_lacks_is_kept() -> None:
    document = make.make_document(related=("elsewhere",))
    form = form_of(document, related=["elsewhere"])
    assert form.is_valid()
    assert form.result.facts.related == ("elsewhere",)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes_least", "ten"),
        ("minutes_least", ""),
        ("minutes_least", "40"),
        ("people_most", "100000"),
        ("prepare_minutes", "-1"),
        ("settings", "the-moon"),
        ("related", "not-in-the-library"),
        ("licence_class", "stolen"),
    ],
)
def test_what_is_outside_the_limits_is_told_beside_a_field(field: str, value: str) -> None:
    form = form_of(None, **{field: value})
    assert not form.is_valid()
    assert form.result == make.make_document()
    assert next(form.summary())[0]


def test_numbers_are_taken() -> None:
    form = form_of(minutes_least="5", minutes_most=" 9 ", people_least="1", prepare_minutes="3")
    assert form.is_valid()
    facts = form.result.facts
    assert (facts.minutes, facts.people, facts.prepare_minutes) == (Range(5, 9), Range(1, 2), 3)


def test_a_draft_needs_no_setting() -> None:
    form = form_of(settings=[])
    assert form.is_valid()
    assert form.result.facts.settings == ()


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  yksi \r\nkaksi\r", "yksi \nkaksi"),
        ("nolla\x00merkki", "nollamerkki"),
        ("kään\u202eetty", "käänetty"),
        ("sarkain\ttässä", "sarkain tässä"),
    ],
)
def test_pasted_text_is_cleaned(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean
