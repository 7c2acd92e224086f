"""How easily a toolkit is read: figures for whoever edits it, never a verdict."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from kysyva.tools.forms.archive import ArchiveError, FolderFiles
from kysyva.tools.forms.package import parts_of, read_part
from kysyva.tools.models import LANGUAGES, Kind
from kysyva.tools.models.readability import Readability, figures, running_text


class Command(BaseCommand):
    """``./kysyva manage readability [PATH]``."""

    help = (
        "Words, words a sentence, share of words longer than six letters and their sum LIX, for "
        "each tool and language of a toolkit folder. Finnish words are long: compare texts of one "
        "language with each other, not with another language."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which toolkit."""
        starter = settings.TOOLKITS_DIR / "starter"
        parser.add_argument("path", type=Path, nargs="?", default=starter)
        parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))

    def handle(self, *args: Any, **options: Any) -> None:
        """One table a language, the hardest tool first, the whole last."""
        try:
            files = FolderFiles(options["path"])
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        tools = [part for part in parts_of(files) if part.kind == Kind.TOOL]
        read = {part.slug: read_part(files, part) for part in tools}
        for language in options["language"]:
            texts = {
                slug: running_text(tool.document.texts[language])
                for slug, tool in read.items()
                if tool.document and language in tool.document.texts
            }
            if texts:
                self._table(language, texts)

    def _table(self, language: str, texts: dict[str, list[str]]) -> None:
        width = max(len("tool"), *map(len, texts))
        head = f"{'words':>7}{'a sentence':>12}{'long words':>12}{'LIX':>6}"
        self.stdout.write(f"\n{language:<{width}}{head}")
        rows = [(slug, figures(text)) for slug, text in texts.items()]
        for slug, found in sorted(rows, key=lambda row: -row[1].lix):
            self._row(slug, found, width)
        self._row("all", figures([part for text in texts.values() for part in text]), width)

    def _row(self, name: str, found: Readability, width: int) -> None:
        self.stdout.write(
            f"{name:<{width}}{found.words:>7}{found.sentence:>12.1f}"
            f"{found.long:>11.0%}{found.lix:>7.0f}"
        )
