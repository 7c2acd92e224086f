"""Forms of the page on which toolkits come in and go out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kysyva.accounts.models import Language
from kysyva.organisations.models import Organisation
from kysyva.tools.forms.archive import (
    ARCHIVE_MOST,
    MEGABYTE,
    TOOLS_MOST,
    ArchiveError,
    ZipFiles,
    too_large,
)
from kysyva.tools.forms.package import read_manifest, slugs
from kysyva.tools.forms.writing import toolkit_files, zip_of
from kysyva.tools.models import StagedTool, Status, Tool
from kysyva.tools.models.characters import visible
from kysyva.tools.models.tool import FOR_MEMBERS, ToolQuerySet

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
        if not slugs(files):
            raise forms.ValidationError(_("There are no tools in this package."))
        name = visible(sent.name or "")
        return {"files": files, "manifest": manifest, "name": name}


class ExportForm(forms.Form):
    """Which tools to take out, and in which languages."""

    status = forms.MultipleChoiceField(
        label=gettext_lazy("Tools that are"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        counts = self._all().counts()
        chosen = [status for status in FOR_MEMBERS if counts.get(status)]
        initial = {"status": chosen, "language": Language.values}
        super().__init__(data, initial=initial, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (status, f"{label} ({counts[status]})")
            for status, label in Status.choices
            if counts.get(status)
        ]

    def _all(self) -> ToolQuerySet:
        tools = Tool.objects.filter(organisation=self.organisation)
        return tools.with_content()  # type: ignore[attr-defined,no-any-return]

    def tools(self) -> ToolQuerySet:
        """The tools chosen."""
        return self._all().filter(status__in=self.cleaned_data["status"])

    def clean(self) -> dict[str, Any]:
        """A package that could not be brought in again is not made."""
        cleaned = super().clean() or {}
        if cleaned.get("status"):
            count = self.tools().count()
            if count > TOOLS_MOST:
                message = ngettext(
                    "A package has at most %(most)d tool; these are %(count)d.",
                    "A package has at most %(most)d tools; these are %(count)d.",
                    TOOLS_MOST,
                )
                self.add_error("status", message % {"most": TOOLS_MOST, "count": count})
        return cleaned

    def package(self) -> bytes:
        """The zip of what was chosen; empty, with an error in the form, if there cannot be one."""
        languages = self.cleaned_data["language"]
        files = dict(toolkit_files(self.organisation, self.tools(), languages))
        if not slugs(files):
            message = _("None of these tools is written in the languages you chose.")
            self.add_error("language", message)
            return b""
        data = zip_of(files.items())
        if len(data) > ARCHIVE_MOST:
            self.add_error("status", too_large().message)
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
        (THEIRS, gettext_lazy("Take theirs as a new version")),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        staged: Iterable[StagedTool],
        has_new: bool,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        """``kept`` are choices made before, which stand again where they still apply."""
        self.staged = {tool.slug: tool for tool in staged}
        initial = dict.fromkeys((f"tool-{slug}" for slug in self.staged), OURS)
        super().__init__(data, initial={"new_tools": AS_IS, **initial, **(kept or {})})
        if not has_new:
            del self.fields["new_tools"]
        for slug in self.staged:
            self.fields[f"tool-{slug}"] = forms.ChoiceField(
                choices=self.CHOICES, widget=forms.RadioSelect, required=False
            )

    def rows(self) -> list[tuple[StagedTool, forms.BoundField]]:
        """Each conflicting tool with its choice."""
        return [(tool, self[f"tool-{slug}"]) for slug, tool in self.staged.items()]

    def take_theirs(self) -> set[str]:
        """The tools of which theirs was chosen; silence keeps ours."""
        return {slug for slug in self.staged if self.cleaned_data.get(f"tool-{slug}") == THEIRS}

    def as_drafts(self) -> bool:
        """Are new tools to be kept from readers at first?"""
        return self.cleaned_data.get("new_tools") == DRAFTS


FIELD_NAMES: dict[str, Promise] = {
    "settings": gettext_lazy("Settings"),
    "needs": gettext_lazy("Needs it serves"),
    "phases": gettext_lazy("Phases of the conversation"),
    "dimensions": gettext_lazy("What the supervisor practises"),
    "related": gettext_lazy("Goes well with"),
    "minutes": gettext_lazy("Minutes"),
    "people": gettext_lazy("People"),
    "prepare_minutes": gettext_lazy("Minutes of preparation"),
    "licence_class": gettext_lazy("How free the idea is"),
    "licence": gettext_lazy("Licence"),
    "steps": gettext_lazy("Steps"),
    "questions": gettext_lazy("Questions"),
    "name": pgettext_lazy("tool", "Name"),
    "purpose": gettext_lazy("Purpose"),
    "when": gettext_lazy("Fits when"),
    "when_not": gettext_lazy("Does not fit when"),
    "prepare": gettext_lazy("How to prepare"),
    "materials": gettext_lazy("What is needed"),
    "do_not_use_so": gettext_lazy("Do not use it like this"),
    "two_minutes": gettext_lazy("When you have two minutes"),
    "remote": gettext_lazy("Remotely"),
    "follow_up": gettext_lazy("Afterwards"),
    "sign_of_success": gettext_lazy("It worked if"),
    "example": gettext_lazy("How it went once"),
    "phrases": gettext_lazy("Do you recognise this?"),
    "origin": gettext_lazy("Origin and credit"),
    "checked": gettext_lazy("Language checked"),
}
