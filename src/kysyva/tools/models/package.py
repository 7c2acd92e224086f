"""An import that is being prepared: what a package holds, compared with what is here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation


class ToolkitImport(models.Model):
    """One uploaded package. Nothing of it is in the library until it is confirmed, then all is."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    # The package's files as a zip without surprises: only names and texts that passed the limits.
    archive = models.BinaryField()
    package_id = models.CharField(max_length=80, blank=True)
    prepared_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["ToolkitImport"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_prepared(self) -> bool:
        """Has every tool of the package been read and compared?"""
        return self.prepared_count >= self.total_count


class StagedTool(models.Model):
    """One tool of a package in preparation."""

    class State(models.TextChoices):
        """Compared with the library."""

        NEW = "new", pgettext_lazy("import", "New")
        CHANGED = "changed", pgettext_lazy("import", "Changed")
        SAME = "same", pgettext_lazy("import", "Same")
        CONFLICTING = "conflicting", pgettext_lazy("import", "Conflicting")
        INVALID = "invalid", pgettext_lazy("import", "Has errors")

    toolkit_import = models.ForeignKey(ToolkitImport, models.CASCADE, related_name="staged")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    slug = models.CharField(max_length=60)
    status = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    content = models.BinaryField(null=True)
    # [{"file": …, "line": …, "field": …, "message": …}] for an invalid one
    problems = models.JSONField(default=list)

    objects: ClassVar[models.Manager["StagedTool"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["toolkit_import", "slug"], name="staged_tool_once")
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.state}"
