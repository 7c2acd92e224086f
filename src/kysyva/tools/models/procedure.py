"""City procedures: where the organisation's own way of acting comes before any tool."""

from typing import ClassVar

import msgspec
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager
from msgspec import Struct

from kysyva.organisations.models import Organisation
from kysyva.tools.models.document import Written


class ProcedureKind(models.TextChoices):
    """The matters in which questions are not enough (domain notes: when not to coach)."""

    HARASSMENT = "harassment", pgettext_lazy("procedure", "Harassment")
    SUBSTANCE_MISUSE = "substance-misuse", pgettext_lazy("procedure", "Substance misuse")
    THREAT = "threat-or-violence", pgettext_lazy("procedure", "Threat or violence")
    CRISIS = "acute-crisis", pgettext_lazy("procedure", "Acute crisis")
    WORK_ABILITY = "work-ability", pgettext_lazy("procedure", "Work ability")
    FORMAL = "formal-process", pgettext_lazy("procedure", "Formal process")


class ProcedureTexts(Struct, frozen=True, forbid_unknown_fields=True):
    """A procedure's words in one language; ``contacts`` has places for the city's own."""

    name: str
    summary: str
    do_now: tuple[str, ...]
    signs: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    afterwards: str = ""
    law: str = ""


class ProcedureDocument(Written, frozen=True, forbid_unknown_fields=True):
    """A whole procedure page."""

    texts: dict[str, ProcedureTexts]

    @staticmethod
    def decoded(data: bytes) -> "ProcedureDocument":
        """Give the document that ``encoded`` gave."""
        return msgspec.json.decode(data, type=ProcedureDocument)


class Procedure(models.Model):
    """An organisation's page for one kind of matter.

    ``revision`` grows with every save; a save names the revision it started from.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="procedures")
    kind = models.CharField(max_length=30, choices=ProcedureKind.choices)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    package = models.CharField(max_length=80, blank=True)
    package_digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Procedure"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="procedure_kind_once")
        ]

    def __str__(self) -> str:
        return self.kind

    def get_absolute_url(self) -> str:
        """Give its page, in the language of the page that asks."""
        return reverse("procedure", args=[self.organisation.slug, self.kind])

    @property
    def document(self) -> ProcedureDocument:
        """The content, typed."""
        return ProcedureDocument.decoded(bytes(self.content))
