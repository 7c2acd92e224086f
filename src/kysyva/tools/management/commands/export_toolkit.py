"""Take an organisation's tools out as a package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django_scopes import scope

from kysyva.tools.forms.archive import PARTS_MOST
from kysyva.tools.forms.collection import Collected
from kysyva.tools.forms.package import parts_of
from kysyva.tools.forms.writing import zip_of
from kysyva.tools.management.commands.import_toolkit import organisation_of
from kysyva.tools.models import LANGUAGES, Kind, Status
from kysyva.tools.models.tool import FOR_MEMBERS


class Command(BaseCommand):
    """``./kysyva manage export_toolkit --organisation SLUG PATH``."""

    help = (
        "Write an organisation's tools (current versions), recipes and questions as a package: a "
        "zip if PATH ends with .zip, otherwise a folder. Exit code 0: written; 1: refused; 2: "
        "wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, which, and where to."""
        parser.add_argument("path", type=Path, help="a zip or a folder that does not exist yet")
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--status", nargs="+", choices=Status.values, default=list(FOR_MEMBERS))
        parser.add_argument(
            "--procedures", action="store_true", help="also the procedures with their contacts"
        )
        parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it; never over something that is there."""
        path: Path = options["path"]
        organisation = organisation_of(options["organisation"])
        if path.exists():
            raise CommandError(f"{path} exists. Choose a name that does not.")
        kinds = [Kind.TOOL, Kind.RECIPE, Kind.QUESTIONS]
        if options["procedures"]:
            kinds.append(Kind.PROCEDURE)
        with scope(organisation=organisation):
            files = dict(
                Collected(organisation, options["status"], options["language"], kinds).files()
            )
        count = len(parts_of(files))
        if not count:
            raise CommandError("There is nothing of this status and language.")
        if count > PARTS_MOST:
            raise CommandError(f"A package holds at most {PARTS_MOST}; these are {count}.")
        unfinished = path.with_name(path.name + ".part")
        if path.suffix == ".zip":
            unfinished.write_bytes(zip_of(files.items()))
        else:
            for name, text in files.items():
                (unfinished / name).parent.mkdir(parents=True, exist_ok=True)
                (unfinished / name).write_text(text, "utf-8", newline="\n")
        unfinished.rename(path)
        tools = sum(part.kind == Kind.TOOL for part in parts_of(files))
        self.stdout.write(f"Wrote {tools} tools and {count - tools} others to {path}.")
