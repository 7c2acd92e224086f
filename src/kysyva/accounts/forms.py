"""What people type about their account. allauth's forms in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext_lazy as _

from kysyva.accounts.models import Person

PASSWORD_HINT = _("At least 12 characters. A few words in a row are easy to remember.")


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its sentence is not there in Finnish yet."""

    def get_error_message(self) -> str:
        """How long a password is at least."""
        text = _("The password is too short. It has at least %(least)d characters.")
        return text % {"least": self.min_length}


class PlainWordsMixin:
    """Labels and hints in our words, and no placeholder that repeats the label."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, form_field in fields.items():
            form_field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                form_field.label, form_field.help_text = self.words[name]


NEW_PASSWORD = {
    "password1": (_("New password"), PASSWORD_HINT),
    "password2": (_("New password again"), ""),
}


class SignInForm(PlainWordsMixin, allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    words = {
        "login": (_("E-mail address"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Stay signed in on this device for two weeks"), ""),
    }


class ChangePasswordForm(PlainWordsMixin, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one."""

    words = {"oldpassword": (_("Present password"), ""), **NEW_PASSWORD}


class SetPasswordForm(PlainWordsMixin, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for somebody who has none."""

    words = {
        "password1": (_("Password"), PASSWORD_HINT),
        "password2": (_("Password again"), ""),
    }


class ResetPasswordForm(PlainWordsMixin, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to which the link goes."""

    words = {"email": (_("E-mail address"), _("The one you sign in with."))}


class ResetPasswordKeyForm(PlainWordsMixin, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password after the link."""

    words = NEW_PASSWORD


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and theme."""

    class Meta:
        model = Person
        fields = ("name", "language", "theme")
        labels = {"theme": _("Appearance")}
        help_texts = {"language": _("Pages and e-mails will be in this language.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "language": forms.RadioSelect,
            "theme": forms.RadioSelect,
        }
