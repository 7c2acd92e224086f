"""Tools and their immutable versions."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation, slug_validator
from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.facets import Status

# Words that stand at the same place of an address as a tool's short name.
RESERVED_SLUGS = frozenset({"cards", "drafts", "new"})
PUBLISHED = (Status.IN_USE,)
# Members see what is tried and refined too: trying is how a tool becomes theirs.
FOR_MEMBERS = (Status.IN_USE, Status.READY, Status.IN_TRIAL, Status.REFINING)


class ToolQuerySet(models.QuerySet["Tool"]):
    """Tools, narrowed."""

    def in_use(self) -> "ToolQuerySet":
        """Those taken into use, which an open organisation shows to everybody."""
        return self.filter(status__in=PUBLISHED, current__isnull=False)

    def for_members(self) -> "ToolQuerySet":
        """Those every member may read."""
        return self.filter(status__in=FOR_MEMBERS, current__isnull=False)

    def with_content(self) -> "ToolQuerySet":
        """Those that have a published version, whatever their status."""
        return self.filter(current__isnull=False)

    def counts(self) -> dict[str, int]:
        """How many there are in each status."""
        return dict(self.order_by().values_list("status").annotate(models.Count("pk")))


class Tool(models.Model):
    """One tool of an organisation, from idea to retirement; its content is in its versions."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tools")
    slug = models.CharField(max_length=60, validators=[slug_validator])
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT
    )
    current = models.ForeignKey(
        "ToolVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(_("review date"), null=True, blank=True)
    # Where it came from, and the content as it came: an import can tell whether we changed it.
    package = models.CharField(max_length=80, blank=True)
    package_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Tool"]] = ScopedManager(
        organisation="organisation", _manager_class=ToolQuerySet.as_manager().__class__
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="tool_slug_once")
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Its page, in the language of the page that asks."""
        return reverse("tool", args=[self.organisation.slug, self.slug])


class ToolVersion(models.Model):
    """What a tool said at one time. Never changed after it was made: trials point at it."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="versions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    # Names, purposes and facts for lists, so that a list need not read whole contents.
    summary = models.BinaryField()
    note = models.TextField(_("what changed"), blank=True)
    package = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["ToolVersion"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a version that exists."""
        if not self._state.adding:
            raise TypeError("A version is immutable; publish a new one.")
        super().save(*args, **kwargs)

    @cached_property
    def document(self) -> ToolDocument:
        """The content, typed."""
        return ToolDocument.decoded(bytes(self.content))


class StatusChange(models.Model):
    """A step in the life of a tool. ``reason`` says why a gate was passed without its evidence."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="status_changes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    before = models.CharField(max_length=20, choices=Status.choices, blank=True)
    after = models.CharField(max_length=20, choices=Status.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["StatusChange"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.tool_id}: {self.after}"


class Draft(models.Model):
    """The next version of a tool while it is being written.

    ``revision`` grows with every save; a save names the revision it started from, so that the
    slower of two people is told instead of losing or overwriting words.
    """

    tool = models.OneToOneField(Tool, models.CASCADE, related_name="draft")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    content = models.BinaryField()
    based_on = models.ForeignKey(ToolVersion, models.CASCADE, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Draft"]] = ScopedManager(organisation="organisation")

    def __str__(self) -> str:
        return f"{self.tool_id} (revision {self.revision})"

    @property
    def document(self) -> ToolDocument:
        """The content, typed."""
        return ToolDocument.decoded(bytes(self.content))


class DraftRevision(models.Model):
    """What a draft said at one save: what two people started from, when both saved it.

    The newest of each tool are kept, and outlive the draft: somebody may still be writing on one
    that was published or thrown away meanwhile. ``draft`` is therefore a number, not a key.
    """

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="draft_revisions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    draft = models.BigIntegerField()
    revision = models.PositiveIntegerField()
    content = models.BinaryField()

    objects: ClassVar[models.Manager["DraftRevision"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tool", "draft", "revision"], name="draft_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}: {self.draft}.{self.revision}"

    @property
    def document(self) -> ToolDocument:
        """The content, typed."""
        return ToolDocument.decoded(bytes(self.content))
