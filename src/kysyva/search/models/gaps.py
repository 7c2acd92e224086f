"""What people did not find: counts, and never a word of what they wrote."""

from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation


class Gap(models.Model):
    """How often "none of these fit" was said in a month with this value clicked.

    A row without a facet counts all of that month. Values are counted apart from one another, so
    that no row describes one person's situation.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    # The first day of the month.
    month = models.DateField()
    facet = models.CharField(max_length=10, blank=True)
    value = models.CharField(max_length=30, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager["Gap"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-month", "facet", "-count", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "month", "facet", "value"], name="search_gap_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.facet}={self.value}: {self.count}"
