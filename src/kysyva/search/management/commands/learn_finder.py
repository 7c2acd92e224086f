"""Let the finder learn an organisation's tools in a language, if it has not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django_scopes import scope

from kysyva.organisations.models import Organisation
from kysyva.search.models.learnt import learn, learnt
from kysyva.tools.models import LANGUAGES
from kysyva.tools.models.catalogue import catalogue_of


class Command(BaseCommand):
    """The server calls it when a tool was published; by hand it is never needed."""

    help = "Let the finder learn what an organisation's tools are for, if it has not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose tools, and in which language."""
        parser.add_argument("organisation", help="its name in addresses, such as koivuranta")
        parser.add_argument("language", choices=LANGUAGES)

    def handle(self, *args: Any, organisation: str, language: str, **options: Any) -> None:
        """Learn."""
        found = Organisation.objects.filter(slug=organisation).first()
        if found is None:
            raise CommandError(f"There is no organisation {organisation}.", returncode=2)
        with scope(organisation=found):
            catalogue = catalogue_of(found)
            if learnt(found, catalogue, language) is None:
                learn(found, catalogue, language)
