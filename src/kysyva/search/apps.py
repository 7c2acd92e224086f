"""Text analysis, the index and ranking."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Text analysis, the index and ranking."""

    name = "kysyva.search"

    def ready(self) -> None:
        """Follow what is published: the index changes in the same transaction."""
        from kysyva.search.actions import index_tools
        from kysyva.tools.actions.publishing import listeners

        if index_tools not in listeners:
            listeners.append(index_tools)
