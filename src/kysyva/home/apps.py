"""Pages that read across apps."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages that read across apps."""

    name = "kysyva.home"
