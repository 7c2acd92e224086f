"""An organisation's own words: what is said in the house, and what it means everywhere."""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation
from kysyva.tools.models import LANGUAGES


class Saying(models.Model):
    """A word or an expression of the house, and common words that the finder understands."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    said = models.CharField(max_length=80)
    meant = models.CharField(max_length=200)

    objects: ClassVar[models.Manager["Saying"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["language", "said"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language", "said"], name="search_saying_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.said}: {self.meant}"
