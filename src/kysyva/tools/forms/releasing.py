"""Forms around a text: a new tool, publishing, status, and who looks after it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kysyva.accounts.models import Language, Person
from kysyva.organisations.models import Organisation
from kysyva.tools.forms.editor import clean_text
from kysyva.tools.models import Status, Tool
from kysyva.tools.models.life import PUBLISHABLE, Evidence, missing_evidence, next_statuses
from kysyva.tools.models.rules import TEXT_LIMITS

NOTE_MOST = 1000
STATUS_WORDS = {
    Status.IDEA: gettext_lazy("Idea: facilitators see it"),
    Status.DRAFT: gettext_lazy("Draft: facilitators see it"),
    Status.IN_TRIAL: gettext_lazy("In trial: members try it in real work"),
    Status.REFINING: gettext_lazy("Being refined: members see it, the words are changing"),
    Status.READY: gettext_lazy("Ready: tried and checked"),
    Status.IN_USE: gettext_lazy("In use: everybody may use it"),
    Status.RETIRED: gettext_lazy("Retired: out of the library, kept in the records"),
}
EVIDENCE_WORDS = {
    Evidence.TRIALS: gettext_lazy("3 trials in 2 settings by 2 supervisors"),
    Evidence.PRESENTATION: gettext_lazy("a presentation to the personnel representatives"),
}


class LongField(forms.CharField):
    """A few sentences."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(max_length=NOTE_MOST, strip=False, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """Clean words."""
        return clean_text(str(value or ""))


class NewToolForm(forms.Form):
    """A name to begin with, and the language it is in."""

    name = forms.CharField(
        label=pgettext_lazy("tool", "Name"),
        help_text=gettext_lazy(
            "What people will look for. You can change it later; the address keeps the first one."
        ),
        max_length=TEXT_LIMITS["name"],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language you write first"),
        choices=Language.choices,
        widget=forms.RadioSelect,
    )

    def clean_name(self) -> str:
        """One line."""
        name = " ".join(clean_text(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Give the tool a name."))
        return name


class StatusForm(forms.Form):
    """Where a tool goes, and why, if its evidence is not recorded."""

    status = forms.ChoiceField(label=gettext_lazy("New status"), widget=forms.RadioSelect)
    reason = LongField(label=gettext_lazy("Reason"), required=False)

    def __init__(self, tool: Tool, data: Any = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        self.tool = tool
        self.choose(next_statuses(tool.status, has_version=tool.current_id is not None))
        self.fields["reason"].help_text = _(
            "“Ready” needs %(trials)s, “In use” also %(presentation)s. Nobody has recorded"
            " them here, so write what the step rests on. Everybody can read it in the history."
        ) % {
            "trials": EVIDENCE_WORDS[Evidence.TRIALS],
            "presentation": EVIDENCE_WORDS[Evidence.PRESENTATION],
        }

    def choose(self, statuses: tuple[Status, ...]) -> None:
        """Offer these."""
        field = cast(forms.ChoiceField, self.fields["status"])
        field.choices = [(status.value, STATUS_WORDS[status]) for status in statuses]

    def clean(self) -> dict[str, Any]:
        """A step forward without its evidence has a reason."""
        status = self.cleaned_data.get("status")
        if status and not self.cleaned_data.get("reason"):
            missing = missing_evidence(before=self.tool.status, after=status)
            if missing:
                words = _(" and ").join(str(EVIDENCE_WORDS[evidence]) for evidence in missing)
                message = _("This step needs %(evidence)s. Write why it is taken without.")
                self.add_error("reason", message % {"evidence": words})
        return self.cleaned_data


class PublishForm(StatusForm):
    """What changed and why, and the status of the new version."""

    note = LongField(
        label=gettext_lazy("What changed, and why"),
        help_text=gettext_lazy("Kept in the history with this version."),
    )
    field_order = ("note", "status", "reason")

    def __init__(self, tool: Tool, data: Any = None) -> None:
        now = Status(tool.status)
        first = now if now in PUBLISHABLE else Status.IN_TRIAL
        super().__init__(tool, data, initial={"status": first.value})
        self.choose(PUBLISHABLE)
        self.fields["status"].label = _("Status of the new version")
        if not any(missing_evidence(before=now, after=status) for status in PUBLISHABLE):
            del self.fields["reason"]


class CareForm(forms.Form):
    """Who looks after a tool, and when it is looked at again."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Looked after by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    review_on = forms.DateField(
        label=gettext_lazy("To be reviewed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=gettext_lazy("Once a year is a good rhythm. Nothing here is ever finished."),
    )

    def __init__(self, tool: Tool, organisation: Organisation, data: Any = None) -> None:
        initial = {"owner": tool.owner_id, "review_on": tool.review_on}
        super().__init__(data, initial=initial, label_suffix="", prefix="care")
        current = organisation.memberships.current()
        people = Person.objects.filter(pk__in=current.values("person"))
        cast("forms.ModelChoiceField[Person]", self.fields["owner"]).queryset = people.order_by(
            "name"
        )
