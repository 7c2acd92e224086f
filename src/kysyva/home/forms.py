"""Forms of the pages that read across apps."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Example(forms.Form):
    """One field of each kind, for the showcase of components."""

    name = forms.CharField(label=_("Name"), help_text=_("As people call you."))
    size = forms.ChoiceField(
        label=_("People"), choices=[("one", "1"), ("two", "2")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label=_("I have read this"))
