"""Core: base of every app; it knows no word of the product."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the system checks."""

    name = "kysyva.core"

    def ready(self) -> None:
        """Import the checks so that Django runs them."""
        from kysyva.core import checks  # noqa: F401
