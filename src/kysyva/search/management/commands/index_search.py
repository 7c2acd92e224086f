"""Build the search index anew where another analyser or dictionary made it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kysyva.search.actions import rebuild_indexes


class Command(BaseCommand):
    """``./kysyva manage index_search``: after Voikko was installed or a backup restored."""

    help = "Build the search index anew where another analyser or dictionary made it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which ones."""
        parser.add_argument("--all", action="store_true", help="also where it is up to date")

    def handle(self, *args: Any, verbosity: int, all: bool, **options: Any) -> None:
        """Build, and say for whom how many tools were read."""
        for organisation, count in rebuild_indexes(also_current=all):
            if verbosity:
                self.stdout.write(f"{organisation.slug}: {count}")
