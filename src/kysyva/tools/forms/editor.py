"""The editor's forms: what they share, and the one for what is true in every language.

A form is built over a whole document and gives a whole document back, in which only its own part is
changed. A draft may be incomplete, but what it says is within the limits of ``tools.models.rules``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from kysyva.tools.forms.labels import LABELS, hint_of
from kysyva.tools.models.characters import FORBIDDEN
from kysyva.tools.models.document import Range, ToolDocument
from kysyva.tools.models.facets import (
    Dimension,
    LicenceClass,
    Need,
    Phase,
    Setting,
)
from kysyva.tools.models.fields import ROWS
from kysyva.tools.models.rules import Problem, limits


def clean_text(text: str) -> str:
    """Typed or pasted text without control characters or anything around it, lines by \\n."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return FORBIDDEN.sub("", lines).strip()


class WordsField(forms.CharField):
    """A text; on one line, unless it has a text area."""

    def __init__(self, *, rows: int = 0, required: bool = False, **options: Any) -> None:
        """``required`` to publish: the page then does not call it optional."""
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(required=required, strip=False, widget=widget, **options)
        self.rows = rows

    def to_python(self, value: Any) -> str:
        """Clean words; null characters go too, instead of being refused."""
        text = clean_text(str(value or ""))
        return text if self.rows else " ".join(text.split("\n"))

    def validate(self, value: Any) -> None:
        """A draft may leave empty what a published tool must say."""

    def run_validators(self, value: Any) -> None:
        """Length is judged with all other limits, in :mod:`kysyva.tools.models.rules`."""


class LinesField(WordsField):
    """Several short texts, one a line."""

    def prepare_value(self, value: Any) -> Any:
        """A text area shows lines."""
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line.strip() for line in self.to_python(value).split("\n") if line.strip())


class SettingsField(forms.MultipleChoiceField):
    """Settings: needed to publish, not for a draft."""

    def validate(self, value: Any) -> None:
        """What is chosen is in the list."""
        self.required = False
        super().validate(value)
        self.required = True


def number_field(label: Any) -> forms.IntegerField:
    """A whole number, typed."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, widget=widget)


def in_old_order(chosen: Iterable[str], old: tuple[str, ...], first: str) -> tuple[str, ...]:
    """What was chosen, ``first`` first, then as before: a card shows the first ones."""
    wanted = set(chosen) | ({first} if first else set())
    order = [first, *old, *chosen] if first else [*old, *chosen]
    return tuple(value for value in dict.fromkeys(order) if value in wanted)


class PartForm(forms.Form):
    """What both parts of the editor share: a document in, a document out, problems by field."""

    part: str
    # A field that must be filled before publishing may be empty in a draft; the page marks none.
    use_required_attribute = False

    def __init__(self, document: ToolDocument, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.source = document
        self.result = document

    def build(self) -> ToolDocument:
        """The document with what was typed in this part."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Hold what was typed to the limits of a draft."""
        if not self.errors:
            result = self.build()
            self.show(limits(result))
            if not self.errors:
                self.result = result
        return self.cleaned_data

    def show(self, problems: Iterable[Problem]) -> None:
        """Put problems of this part beside their fields; those of other parts are passed over."""
        for problem in problems:
            if not self.has(problem):
                continue
            name = self.field_of(problem)
            if name in self.fields:
                self.add_error(name, problem.message)
            else:
                self.add_error(None, problem.message)

    def has(self, problem: Problem) -> bool:
        """Can this problem be mended in this part?"""
        return problem.part == self.part

    def field_of(self, problem: Problem) -> str:
        """The field in which a problem can be mended."""
        if problem.field in self.fields:
            return problem.field
        return problem.field.rsplit(".", 1)[0]

    def summary(self) -> Iterator[tuple[str, str]]:
        """What is wrong, each with the id of its field."""
        for name, errors in self.errors.items():
            for error in errors:
                if name in self.fields:
                    yield self[name].auto_id, f"{self.name_of(name)}: {error}"
                else:
                    yield "", str(error)

    def name_of(self, field: str) -> str:
        """What a field is called where it stands alone."""
        return str(self.fields[field].label)

    def ask_focus(self, name: str) -> None:
        """Let the page open with the cursor in this field, or in the first one of this row."""
        for field in (name, f"{name}.title"):
            if field in self.fields:
                self.fields[field].widget.attrs["autofocus"] = True


class FactsForm(PartForm):
    """What is true in every language."""

    part = "facts"
    settings = SettingsField(
        label=LABELS["settings"], choices=Setting.choices, widget=forms.CheckboxSelectMultiple
    )
    first_setting = forms.ChoiceField(
        label=gettext_lazy("Setting that the card shows first"), required=False
    )
    needs = forms.MultipleChoiceField(
        label=LABELS["needs"],
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phases = forms.MultipleChoiceField(
        label=LABELS["phases"],
        choices=Phase.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    first_phase = forms.ChoiceField(
        label=gettext_lazy("Phase that gives the card its colour"), required=False
    )
    dimensions = forms.MultipleChoiceField(
        label=LABELS["dimensions"],
        choices=Dimension.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    licence_class = forms.ChoiceField(
        label=LABELS["licence_class"], choices=LicenceClass.choices, widget=forms.RadioSelect
    )
    minutes_least = number_field(gettext_lazy("Minutes at least"))
    minutes_most = number_field(gettext_lazy("Minutes at most"))
    people_least = number_field(gettext_lazy("People at least"))
    people_most = number_field(gettext_lazy("People at most"))
    prepare_minutes = number_field(LABELS["prepare_minutes"])
    related = forms.MultipleChoiceField(
        label=LABELS["related"], widget=forms.CheckboxSelectMultiple, required=False
    )
    add_related = WordsField(
        label=gettext_lazy("Add a tool that goes well with this"),
        help_text=gettext_lazy("Type its name or its short name, and save."),
    )

    def __init__(
        self, document: ToolDocument, names: Mapping[str, str], data: QueryDict | None = None
    ) -> None:
        """``names`` are the tools of the library by their short names."""
        super().__init__(document, data)
        self.names = names
        facts = document.facts
        unset = [("", _("as in the list"))]
        for field, chosen in (("first_setting", Setting), ("first_phase", Phase)):
            cast(forms.ChoiceField, self.fields[field]).choices = [*unset, *chosen.choices]
        sent = [slug for slug in (data.getlist("related") if data else ()) if slug in names]
        there = dict.fromkeys([*facts.related, *sent])
        cast(forms.MultipleChoiceField, self.fields["related"]).choices = [
            (slug, names.get(slug, slug)) for slug in there
        ]
        self.fields["add_related"].widget.attrs["list"] = "tools"
        for field in ("settings", "prepare_minutes", "licence_class"):
            self.fields[field].help_text = hint_of(field)
        self.initial = {
            **{name: getattr(facts, name) for name in ("settings", "needs", "phases")},
            **{name: getattr(facts, name) for name in ("dimensions", "related", "licence_class")},
            "first_setting": facts.settings[0] if facts.settings else "",
            "first_phase": facts.phases[0] if facts.phases else "",
            "minutes_least": facts.minutes.least,
            "minutes_most": facts.minutes.most,
            "people_least": facts.people.least,
            "people_most": facts.people.most,
            "prepare_minutes": facts.prepare_minutes,
        }

    def clean_add_related(self) -> str:
        """The short name of a tool of the library."""
        typed = str(self.cleaned_data["add_related"])
        wanted = typed.casefold()
        for slug, name in self.names.items():
            if wanted in (slug, name.casefold()):
                return slug
        if typed:
            raise forms.ValidationError(_("There is no tool of this name in the library."))
        return ""

    def build(self) -> ToolDocument:
        """The document with these facts."""
        typed, facts = self.cleaned_data, self.source.facts
        related = [*typed["related"], *([typed["add_related"]] if typed["add_related"] else [])]
        return replace(
            self.source,
            facts=replace(
                facts,
                settings=in_old_order(typed["settings"], facts.settings, typed["first_setting"]),
                phases=in_old_order(typed["phases"], facts.phases, typed["first_phase"]),
                needs=in_old_order(typed["needs"], facts.needs, ""),
                dimensions=in_old_order(typed["dimensions"], facts.dimensions, ""),
                related=in_old_order(related, facts.related, ""),
                minutes=Range(typed["minutes_least"], typed["minutes_most"]),
                people=Range(typed["people_least"], typed["people_most"]),
                prepare_minutes=typed["prepare_minutes"],
                licence_class=typed["licence_class"],
            ),
        )

    def has(self, problem: Problem) -> bool:
        """Steps and questions stand with their words."""
        return super().has(problem) and not problem.field.startswith(ROWS)

    def field_of(self, problem: Problem) -> str:
        """Ranges have two fields; the first one shows what is wrong."""
        return {"minutes": "minutes_least", "people": "people_least"}.get(
            problem.field, super().field_of(problem)
        )
