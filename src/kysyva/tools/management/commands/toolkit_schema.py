"""Publish the JSON Schema of the toolkit format."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kysyva.tools.forms.schema import encoded, schemas


class Command(BaseCommand):
    """``./kysyva manage toolkit_schema``."""

    help = (
        "Write docs/toolkit-format/*.schema.json anew, after the format's types or limits changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each file."""
        folder = settings.ROOT / "docs" / "toolkit-format"
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            (folder / name).write_text(encoded(schema), "utf-8")
            self.stdout.write(str((folder / name).relative_to(settings.ROOT)))
