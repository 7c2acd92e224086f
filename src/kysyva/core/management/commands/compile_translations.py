"""Translations as the program reads them, without gettext's own programs."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes ``django.mo`` beside each ``django.po``."""

    help = "Compile the translations (needs no gettext)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile all; a file is replaced whole, so a running program never reads half of one."""
        for path in sorted(settings.PROJECT.glob("locale/*/LC_MESSAGES/*.po")):
            target = path.with_suffix(".mo")
            draft = target.with_suffix(".mo.new")
            polib.pofile(str(path)).save_as_mofile(str(draft))
            draft.replace(target)
