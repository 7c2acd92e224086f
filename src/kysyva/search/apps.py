"""Text analysis, the index and ranking."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Text analysis, the index and ranking."""

    name = "kysyva.search"
