"""Django's own texts in our words."""

from datetime import timedelta

import pytest
from django import forms
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone
from django.utils.translation import override


@pytest.mark.parametrize(("days", "words"), [(1, "1 päivä"), (40, "1 kuukausi"), (400, "1 vuosi")])
def test_a_number_and_its_word_stand_apart_in_finnish(days: int, words: str) -> None:
    with override("fi"):
        said = str(naturaltime(timezone.now() - timedelta(days=days, hours=1)))
    assert said.replace("\N{NO-BREAK SPACE}", " ").startswith(words)


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Täytä tämä kohta."), ("sv", "Fyll i det här fältet.")]
)
def test_an_empty_field_says_what_to_do(language: str, words: str) -> None:
    class Form(forms.Form):
        name = forms.CharField()

    with override(language):
        assert Form({}).errors["name"] == [words]
