"""What was done, by whom, to what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from kysyva.organisations.models import Organisation


class Activity(models.Model):
    """One act. ``verb`` is past tense; ``target`` names the object, never what people wrote."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="activities")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    verb = models.CharField(max_length=40)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Activity"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"])]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"
