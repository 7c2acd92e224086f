"""Daily tidying: what has had its time goes."""

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from kysyva.organisations.actions.invitations import forget_invitations


class Command(BaseCommand):
    """Run once a day; the program also runs it whenever it starts."""

    help = "Delete sessions, counts of sign-in and invitations that have had their time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each on its own: a failure of one is seen and leaves the others to the next day."""
        call_command("clearsessions")
        _clear_cache()
        forgotten = forget_invitations()
        if options["verbosity"] > 1:
            self.stdout.write(f"{forgotten} old invitations were forgotten.")


def _clear_cache() -> None:
    """Counts of sign-in name networks; Django deletes expired rows only when the table is full."""
    if not isinstance(caches["default"], DatabaseCache):
        return
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 - our name
