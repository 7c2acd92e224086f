"""Questions are content of their own: of a tool's current version, or standing alone."""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation
from kysyva.tools.models.document import LANGUAGES
from kysyva.tools.models.facets import Phase, QuestionType
from kysyva.tools.models.tool import FOR_MEMBERS, PUBLISHED, Tool


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, narrowed."""

    def readable(self, *, by_member: bool) -> "QuestionQuerySet":
        """Those a member, or anybody, may read: standing alone or of a tool they may read."""
        seen = FOR_MEMBERS if by_member else PUBLISHED
        return self.filter(models.Q(tool=None) | models.Q(tool__status__in=seen))

    def in_phase(self, phase: str) -> "QuestionQuerySet":
        """Those of one phase."""
        return self.filter(phase=phase)

    def of_type(self, type: str) -> "QuestionQuerySet":
        """Those of one type."""
        return self.filter(type=type)


class Question(models.Model):
    """One question in up to three languages, with its phase and type."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="questions")
    tool = models.ForeignKey(Tool, models.CASCADE, null=True, blank=True, related_name="questions")
    key = models.CharField(max_length=60)
    phase = models.CharField(max_length=20, choices=Phase.choices)
    type = models.CharField(max_length=20, choices=QuestionType.choices)
    # For one that stands alone: as it came with a package, so that an import can tell an edit.
    package = models.CharField(max_length=80, blank=True)
    package_digest = models.CharField(max_length=64, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    text_fi = models.CharField(max_length=240, blank=True)
    text_sv = models.CharField(max_length=240, blank=True)
    text_en = models.CharField(max_length=240, blank=True)

    objects: ClassVar[models.Manager["Question"]] = ScopedManager(
        organisation="organisation", _manager_class=QuestionQuerySet.as_manager().__class__
    )

    class Meta:
        ordering = ["tool__slug", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "tool", "key"], name="question_key_once_in_its_tool"
            ),
            models.UniqueConstraint(
                fields=["organisation", "key"],
                condition=models.Q(tool=None),
                name="question_key_once_alone",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "phase", "type"])]

    def __str__(self) -> str:
        return self.key

    def text_in(self, wanted: str, first: str = "fi") -> tuple[str, str]:
        """The words for somebody who wants ``wanted``, and the language they are in."""
        for language in (wanted, first, *LANGUAGES):
            text = getattr(self, f"text_{language}")
            if text:
                return text, language
        return "", wanted


class PackItem(models.Model):
    """A tool in a person's own pack (shortlist). Nobody else can see it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="pack")
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="+")
    added_on = models.DateField(auto_now_add=True)

    objects: ClassVar[models.Manager["PackItem"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "tool"], name="tool_in_pack_once")]

    def __str__(self) -> str:
        return f"{self.tool_id}"
