"""Take an organisation's tools out as a package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django_scopes import scope

from kysyva.tools.forms.archive import TOOLS_MOST
from kysyva.tools.forms.package import slugs
from kysyva.tools.forms.writing import toolkit_files, zip_of
from kysyva.tools.management.commands.import_toolkit import organisation_of
from kysyva.tools.models import LANGUAGES, Status, Tool
from kysyva.tools.models.tool import FOR_MEMBERS


class Command(BaseCommand):
    """``./kysyva manage export_toolkit --organisation SLUG PATH``."""

    help = (
        "Write the current versions of an organisation's tools as a toolkit package: a zip if PATH "
        "ends with .zip, otherwise a folder. Exit code 0: written; 1: refused; 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, which, and where to."""
        parser.add_argument("path", type=Path, help="a zip or a folder that does not exist yet")
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--status", nargs="+", choices=Status.values, default=list(FOR_MEMBERS))
        parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it; never over something that is there."""
        path: Path = options["path"]
        organisation = organisation_of(options["organisation"])
        if path.exists():
            raise CommandError(f"{path} exists. Choose a name that does not.")
        with scope(organisation=organisation):
            tools = Tool.objects.filter(  # type: ignore[attr-defined]
                organisation=organisation, status__in=options["status"]
            ).with_content()
            count = tools.count()
            if not count:
                raise CommandError("No tool has a published version with this status.")
            if count > TOOLS_MOST:
                raise CommandError(f"A package has at most {TOOLS_MOST} tools; these are {count}.")
            files = dict(toolkit_files(organisation, tools, options["language"]))
        unfinished = path.with_name(path.name + ".part")
        if path.suffix == ".zip":
            unfinished.write_bytes(zip_of(files.items()))
        else:
            for name, text in files.items():
                (unfinished / name).parent.mkdir(parents=True, exist_ok=True)
                (unfinished / name).write_text(text, "utf-8", newline="\n")
        unfinished.rename(path)
        self.stdout.write(f"Wrote {len(slugs(files))} tools to {path}.")
