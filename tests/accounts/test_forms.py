"""Forms of one's account, in our words."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kysyva.accounts.forms import (
    ChangePasswordForm,
    LongEnough,
    PreferencesForm,
    ResetPasswordForm,
    SignInForm,
)
from kysyva.accounts.models import Person


def test_a_password_that_is_too_short_is_told_how_long_it_must_be() -> None:
    with pytest.raises(ValidationError, match="12"):
        LongEnough(12).validate("x" * 11)
    LongEnough(12).validate("x" * 12)


@pytest.mark.parametrize("form", [SignInForm, ResetPasswordForm])
def test_a_label_is_a_label_and_not_a_placeholder(form: type[forms.Form]) -> None:
    for field in form().fields.values():
        assert field.label
        assert "placeholder" not in field.widget.attrs


def test_browsers_are_told_which_password_is_which(bo: Person) -> None:
    fields = ChangePasswordForm(user=bo).fields
    kinds = {name: field.widget.attrs.get("autocomplete") for name, field in fields.items()}
    assert kinds["oldpassword"] == "current-password"
    assert kinds["password1"] == kinds["password2"] == "new-password"


@pytest.mark.parametrize(
    ("field", "value"), [("language", "de"), ("theme", "purple"), ("name", "x" * 121)]
)
def test_preferences_take_only_what_there_is(field: str, value: str, bo: Person) -> None:
    typed = {"name": "Bo", "language": "sv", "theme": "auto", field: value}
    form = PreferencesForm(typed, instance=bo)
    assert not form.is_valid()
    assert list(form.errors) == [field]
