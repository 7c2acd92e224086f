"""Bring a toolkit package in from a folder or a zip."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import translation
from django_scopes import scope

from kysyva.organisations.models import Organisation
from kysyva.tools.actions.importing import ImportRefused, import_files
from kysyva.tools.forms.archive import ArchiveError, FolderFiles, PackageFiles, ZipFiles
from kysyva.tools.forms.package import FileProblem, Manifest, read_manifest
from kysyva.tools.models import LANGUAGES

WORDS = {
    "new": "new",
    "changed": "changed",
    "same": "the same",
    "ours": "edited here only",
    "conflicting": "changed on both sides",
    "taken": "of those replaced",
}


class Command(BaseCommand):
    """``./kysyva manage import_toolkit PATH --organisation SLUG``."""

    help = (
        "Bring a toolkit package (a folder or a zip) into an organisation: all of it or nothing. "
        "What was changed both here and in the package are kept as they are here, unless "
        "--take-theirs. Exit code 0: done; 1: refused, with one line for each error "
        "(file:line: field: message); 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, where to, and how."""
        parser.add_argument("path", type=Path, help="a folder with toolkit.yaml in it, or a zip")
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--take-theirs", action="store_true", help="replace what conflicts")
        parser.add_argument("--dry-run", action="store_true", help="compare, and change nothing")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the errors")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open, import, and say how many tools of which kind there were."""
        organisation = organisation_of(options["organisation"])
        with (
            translation.override(options["language"]),
            scope(organisation=organisation),
            ExitStack() as stack,
        ):
            files, manifest = self._opened(options["path"], stack)
            try:
                counts = import_files(
                    files,
                    manifest,
                    organisation=organisation,
                    take_theirs=options["take_theirs"],
                    dry=options["dry_run"],
                    progress=self._progress,
                )
            except ImportRefused as refused:
                raise self._refusal(refused.problems) from refused
        found = [f"{counts[key]} {words}" for key, words in WORDS.items() if counts.get(key)]
        done = "would bring in" if options["dry_run"] else "brought in"
        self.stdout.write(f"{manifest.package}, {done}: {', '.join(found)}")

    def _opened(self, path: Path, stack: ExitStack) -> tuple[PackageFiles, Manifest]:
        """The package and its manifest; a zip stays open as long as the stack."""
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        try:
            if path.is_dir():
                files: PackageFiles = FolderFiles(path)
            else:
                files = ZipFiles(stack.enter_context(path.open("rb")))
            manifest, problems = read_manifest(files)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if manifest is None:
            raise self._refusal(problems)
        return files, manifest

    def _progress(self, done: int, total: int) -> None:
        """One line that counts up, where somebody is watching."""
        if self.stderr.isatty():
            self.stderr.write(f"\rReading {done} of {total}", ending="")
            self.stderr.flush()
            if done == total:
                self.stderr.write("")

    def _refusal(self, problems: list[FileProblem]) -> CommandError:
        for problem in problems:
            self.stderr.write(str(problem))
        return CommandError("Nothing was brought in.")


def organisation_of(slug: str) -> Organisation:
    """The organisation of a short name, or a sentence that says which there are."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no organisation {slug}. There is: {known}.")
    return found
