"""The form of a procedure page in one language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kysyva.tools.models.procedure import ProcedureTexts

LINE = 300
LINES = 12


class Lines(forms.CharField):
    """Several lines in one box; each becomes one item of a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, **options)

    def clean(self, value: Any) -> Any:
        """Give the lines that are not empty; say which is too long."""
        lines = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > LINES:
            raise forms.ValidationError(_("At most %(most)d lines are allowed.") % {"most": LINES})
        for line in lines:
            if len(line) > LINE:
                message = _("A line has at most %(most)d characters: “%(start)s…”")
                raise forms.ValidationError(message % {"most": LINE, "start": line[:30]})
        return lines


class ProcedureForm(forms.Form):
    """Everything a procedure page says."""

    name = forms.CharField(label=_("Name"), max_length=90)
    summary = forms.CharField(
        label=_("In short"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Calm words: what this page is for, and that it comes before any tool."),
    )
    signs = Lines(label=_("How it may show"), required=False, help_text=_("One on a line."))
    do_now = Lines(label=_("Do this first"), help_text=_("One on a line, in order."))
    do_not = Lines(label=_("Do not"), required=False, help_text=_("One on a line."))
    contacts = Lines(
        label=_("Whom to contact"),
        required=False,
        help_text=_("Your own people, phone numbers and address of the full instruction."),
    )
    afterwards = forms.CharField(
        label=_("Afterwards"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    law = forms.CharField(
        label=_("Where the duty comes from"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, texts: ProcedureTexts | None, revision: int) -> None:
        initial: dict[str, Any] = {"revision": revision}
        if texts is not None:
            for name in ("name", "summary", "afterwards", "law"):
                initial[name] = getattr(texts, name)
            for name in ("signs", "do_now", "do_not", "contacts"):
                initial[name] = "\n".join(getattr(texts, name))
        super().__init__(data, initial=initial)

    def texts(self) -> ProcedureTexts:
        """Give what was typed, typed."""
        found = {key: value for key, value in self.cleaned_data.items() if key != "revision"}
        return ProcedureTexts(**found)

    def again(self, revision: int) -> dict[str, Any]:
        """Give what was typed, for a form that starts from a newer revision."""
        return {**{key: self.data.get(key) for key in self.fields}, "revision": revision}
