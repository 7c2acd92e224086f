"""The showcase has one field of each kind, and shows what is wrong beside it."""

from django import forms

from kysyva.home.forms import Example


def test_the_example_has_a_field_of_each_kind() -> None:
    widgets = {type(field.widget) for field in Example().fields.values()}
    assert {forms.TextInput, forms.RadioSelect, forms.CheckboxInput} <= widgets


def test_an_empty_example_says_what_is_missing() -> None:
    form = Example({})
    assert not form.is_valid()
    assert set(form.errors) == set(form.fields)
