"""The form of a procedure page."""

import pytest

from kysyva.tools.forms.procedure import LINE, LINES, ProcedureForm

TYPED = {
    "name": "Häirintä",
    "summary": "Toimi.",
    "do_now": "Kuuntele.\n\n  Ilmoita. ",
    "revision": 1,
}


def form_of(**changes: object) -> ProcedureForm:
    return ProcedureForm({**TYPED, **changes}, texts=None, revision=1)


def test_each_line_becomes_one_item() -> None:
    form = form_of()
    assert form.is_valid(), form.errors
    assert form.texts().do_now == ("Kuuntele.", "Ilmoita.")
    assert form.texts().signs == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("do_now", " \n "),
        ("do_now", "x" * (LINE + 1)),
        ("contacts", "x\n" * (LINES + 1)),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(field: str, value: str) -> None:
    form = form_of(**{field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_what_was_typed_comes_back_on_a_newer_revision() -> None:
    form = form_of(summary="Omat sanani.")
    again = form.again(7)
    assert (again["summary"], again["revision"]) == ("Omat sanani.", 7)
