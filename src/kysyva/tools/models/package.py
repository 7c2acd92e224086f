"""An import that is being prepared: what a package holds, compared with what is here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation
from kysyva.tools.models.document import LANGUAGES


class Kind(models.TextChoices):
    """What a package is made of."""

    TOOL = "tool", pgettext_lazy("package", "Tool")
    RECIPE = "recipe", pgettext_lazy("package", "Recipe")
    PROCEDURE = "procedure", pgettext_lazy("package", "Procedure")
    QUESTIONS = "questions", pgettext_lazy("package", "Question bank")


class ToolkitImportQuerySet(models.QuerySet["ToolkitImport"]):
    """Imports, narrowed."""

    def open(self) -> "ToolkitImportQuerySet":
        """Those that were neither applied nor given up."""
        return self.filter(applied_at=None)

    def applied(self) -> "ToolkitImportQuerySet":
        """Those whose tools are in the library."""
        return self.exclude(applied_at=None)


class ToolkitImport(models.Model):
    """One package brought in. Nothing of it is in the library until it is confirmed, then all."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    # What the file was called, to tell one import from another.
    name = models.CharField(max_length=200)
    package = models.CharField(max_length=80)
    total_count = models.PositiveIntegerField()
    # The content revision that the staged parts were compared with.
    compared_revision = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # How many parts by state, once applied; of the conflicting ones, "taken" says how many were.
    counts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["ToolkitImport"]] = ScopedManager(
        organisation="organisation", _manager_class=ToolkitImportQuerySet.as_manager().__class__
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def prepared_count(self) -> int:
        """How many parts have been read and compared."""
        return self.total_count - self.staged.filter(state=StagedPart.State.WAITING).count()

    @property
    def is_prepared(self) -> bool:
        """Has every part of the package been read and compared?"""
        return not self.staged.filter(state=StagedPart.State.WAITING).exists()

    @property
    def is_applied(self) -> bool:
        """Are its tools in the library?"""
        return self.applied_at is not None


class StagedPart(models.Model):
    """One part of a package in preparation: its files, then what they say."""

    class State(models.TextChoices):
        """Compared with the library."""

        WAITING = "waiting", pgettext_lazy("import", "Not read yet")
        NEW = "new", pgettext_lazy("import", "New")
        CHANGED = "changed", pgettext_lazy("import", "Changed")
        SAME = "same", pgettext_lazy("import", "Same")
        # The package has nothing new; the tool was edited here after it came.
        OURS = "ours", pgettext_lazy("import", "Edited here only")
        CONFLICTING = "conflicting", pgettext_lazy("import", "Conflicting")
        INVALID = "invalid", pgettext_lazy("import", "Has errors")

    toolkit_import = models.ForeignKey(ToolkitImport, models.CASCADE, related_name="staged")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.CharField(max_length=60)
    names = models.JSONField(default=dict)
    status = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    # The files as they came, until they have been read. What is wrong with an invalid tool is not
    # kept as words: its files are read again, in the language of whoever asks.
    files = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
    # [[part, field], …] for a changed or conflicting one
    differences = models.JSONField(default=list)

    objects: ClassVar[models.Manager["StagedPart"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["toolkit_import", "kind", "slug"], name="staged_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.state}"

    def get_absolute_url(self) -> str:
        """Where the part of this name is in the library; it may not be there yet."""
        slug = self.organisation.slug
        if self.kind == Kind.QUESTIONS:
            return reverse("questions", args=[slug])
        return reverse(self.kind, args=[slug, self.slug])

    @property
    def shown_language(self) -> str:
        """The language in which its name can be shown on this page."""
        wanted = get_language() or "fi"
        return next((code for code in (wanted, *LANGUAGES) if code in self.names), wanted)

    @property
    def key(self) -> str:
        """Kind and name in one word, for forms."""
        return f"{self.kind}-{self.slug}"

    @property
    def shown_name(self) -> str:
        """Its name in the language of the page, or in another, or the name of its folder."""
        if self.kind == Kind.QUESTIONS:
            return str(Kind.QUESTIONS.label)
        return str(self.names.get(self.shown_language) or self.slug)
