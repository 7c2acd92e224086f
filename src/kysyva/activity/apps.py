"""What was done, by whom, to what."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """What was done, by whom, to what."""

    name = "kysyva.activity"
