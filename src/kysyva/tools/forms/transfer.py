"""Forms of the page on which toolkits come in and go out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kysyva.accounts.models import Language
from kysyva.organisations.models import Organisation
from kysyva.tools.forms.archive import (
    ARCHIVE_MOST,
    MEGABYTE,
    PARTS_MOST,
    ArchiveError,
    ZipFiles,
    too_large,
)
from kysyva.tools.forms.collection import Collected
from kysyva.tools.forms.labels import LABELS
from kysyva.tools.forms.package import parts_of, read_manifest
from kysyva.tools.forms.writing import zip_of
from kysyva.tools.models import Kind, StagedPart, Status, Tool
from kysyva.tools.models.characters import visible
from kysyva.tools.models.tool import FOR_MEMBERS

OURS, THEIRS = "ours", "theirs"
AS_IS, DRAFTS = "as_is", "drafts"


class UploadForm(forms.Form):
    """A zip that somebody sends; its cleaned value holds the arguments of ``begin_import``."""

    file = forms.FileField(
        label=gettext_lazy("Toolkit package"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("A zip file, at most %(most)d MB.") % {
            "most": ARCHIVE_MOST // MEGABYTE
        }

    def clean_file(self) -> dict[str, Any]:
        """Open the package as far as is needed to know that it is one."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if (sent.size or 0) > ARCHIVE_MOST:
            raise forms.ValidationError(too_large().message)
        try:
            files = ZipFiles(sent)
            manifest, problems = read_manifest(files)
        except ArchiveError as error:
            raise forms.ValidationError(str(error)) from error
        if manifest is None:
            raise forms.ValidationError([str(problem) for problem in problems])
        if not parts_of(files):
            raise forms.ValidationError(_("There is nothing in this package."))
        name = visible(sent.name or "")
        return {"files": files, "manifest": manifest, "name": name}


class ExportForm(forms.Form):
    """Which tools to take out, what else, and in which languages."""

    status = forms.MultipleChoiceField(
        label=gettext_lazy("Tools that are"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Besides the tools"),
        choices=[
            (Kind.RECIPE, gettext_lazy("Recipes")),
            (Kind.QUESTIONS, gettext_lazy("Questions that stand alone")),
            (
                Kind.PROCEDURE,
                gettext_lazy("Our own procedures, with the names and numbers in them"),
            ),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        self.organisation = organisation
        counts = Tool.objects.filter(organisation=organisation).with_content().counts()  # type: ignore[attr-defined]
        initial = {
            "status": [status for status in FOR_MEMBERS if counts.get(status)],
            "kind": [Kind.RECIPE, Kind.QUESTIONS],
            "language": Language.values,
        }
        super().__init__(data, initial=initial)
        field = self.fields["status"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (status, f"{label} ({counts[status]})")
            for status, label in Status.choices
            if counts.get(status)
        ]

    def package(self) -> bytes:
        """The zip of what was chosen; empty, with an error in the form, if there cannot be one."""
        collected = Collected(
            self.organisation,
            statuses=self.cleaned_data["status"],
            languages=self.cleaned_data["language"],
            kinds=[Kind.TOOL, *self.cleaned_data["kind"]],
        )
        files = dict(collected.files())
        parts = len(parts_of(files))
        if not parts:
            self.add_error(None, _("There is nothing of what you chose."))
            return b""
        data = zip_of(files.items())
        if parts > PARTS_MOST or len(data) > ARCHIVE_MOST:
            # A package that could not be brought in again is not made.
            message = _("A package holds at most %(parts)d tools and recipes and %(size)d MB.")
            self.add_error(None, message % {"parts": PARTS_MOST, "size": ARCHIVE_MOST // MEGABYTE})
            return b""
        return data


class ApplyForm(forms.Form):
    """What to do with the tools that were changed both here and there, and with new ones."""

    new_tools = forms.ChoiceField(
        label=gettext_lazy("New tools"),
        choices=[
            (AS_IS, gettext_lazy("With the status they have in the package")),
            (DRAFTS, gettext_lazy("As drafts, which facilitators alone can see")),
        ],
        widget=forms.RadioSelect,
    )
    CHOICES = (
        (OURS, gettext_lazy("Keep ours")),
        (THEIRS, gettext_lazy("Take theirs")),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        staged: Iterable[StagedPart],
        has_new: bool,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        """``kept`` are choices made before, which stand again where they still apply."""
        self.staged = {part.key: part for part in staged}
        initial = dict.fromkeys(self.staged, OURS)
        super().__init__(
            data, initial={"new_tools": AS_IS, **initial, **dict((kept or {}).items())}
        )
        if not has_new:
            del self.fields["new_tools"]
        for key in self.staged:
            self.fields[key] = forms.ChoiceField(
                choices=self.CHOICES, widget=forms.RadioSelect, required=False
            )

    def rows(self) -> list[tuple[StagedPart, forms.BoundField]]:
        """Each conflicting part with its choice."""
        return [(part, self[key]) for key, part in self.staged.items()]

    def take_theirs(self) -> set[str]:
        """The keys of those of which theirs was chosen; silence keeps ours."""
        return {key for key in self.staged if self.cleaned_data.get(key) == THEIRS}

    def as_drafts(self) -> bool:
        """Are new tools to be kept from readers at first?"""
        return self.cleaned_data.get("new_tools") == DRAFTS


# Of tools, recipes and procedures; rows of a tool are told of as a whole here.
FIELD_NAMES: dict[str, Any] = {
    **LABELS,
    "steps": gettext_lazy("Steps"),
    "questions": gettext_lazy("Questions"),
    "kind": pgettext_lazy("recipe", "Kind"),
    "items": gettext_lazy("Parts of the agenda"),
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("Afterwards"),
    "advice": gettext_lazy("Advice"),
    "summary": gettext_lazy("In short"),
    "signs": gettext_lazy("How it may show"),
    "do_now": gettext_lazy("Do this first"),
    "do_not": gettext_lazy("Do not"),
    "contacts": gettext_lazy("Whom to contact"),
    "afterwards": gettext_lazy("Afterwards"),
    "law": gettext_lazy("Where the duty comes from"),
}
