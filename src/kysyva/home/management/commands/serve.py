"""Start the product: bring the data up to date, then answer."""

import hashlib
import os
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django_scopes import scopes_disabled

from kysyva.home.actions import DEMONSTRATION_SLUG, make_demonstration, shut_out_the_cast
from kysyva.organisations.models import Organisation
from kysyva.search.ranking.impacts import signature

PATIENCE = 2.0


class Command(BaseCommand):
    """``./kysyva run`` ends here."""

    help = "Bring the database and static files up to date and serve the pages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        """Prepare, say where to open it, serve."""
        _refuse_taken(host, port)
        prepare()
        # Voikko may have come, gone or changed since the last start.
        call_command("index_search", verbosity=0)
        if settings.DEMO:
            with scopes_disabled():
                if not Organisation.objects.exists():
                    self.stdout.write("Making the demonstration organisation …")
                    make_demonstration()
        else:
            shut_out_the_cast()
        call_command("tidy")
        self.stdout.write(_welcome(host, port))
        self.stdout.flush()
        workers = str(settings.WORKERS)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
        os.environ["KYSYVA_SERVER"] = str(os.getpid())
        command = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
        command += ["--workers", workers, "--blocking-threads", "2", "--backlog", "1024"]
        command += ["--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
        command += ["kysyva.wsgi:application"]
        os.execv(Path(sys.executable).with_name("granian"), command)  # noqa: S606


def prepare() -> None:
    """Database, translations and static files as this version of the program wants them.

    Whatever is up to date is left alone, so a second start is quick.
    """
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = settings.DATA_DIR / "prepared"
    if stamp.exists() and stamp.read_text() == _fingerprint() and settings.STATIC_ROOT.exists():
        return
    stamp.unlink(missing_ok=True)
    call_command("compile_translations", verbosity=0)
    call_command("check", deploy=settings.HTTPS, verbosity=0)
    with _whole_or_not_at_all():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(_fingerprint())


@contextmanager
def _whole_or_not_at_all() -> Iterator[None]:
    """A new SQLite database gets its name when it is whole.

    Django commits a migration and then notes that it was done; whoever pulls the plug in between
    would find a database that can neither be used nor migrated.
    """
    chosen = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or Path(chosen).exists():
        yield
        return
    draft = Path(f"{chosen}.new")
    for path in (draft, *draft.parent.glob(f"{draft.name}-*")):
        path.unlink(missing_ok=True)
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        yield
        # Closing the last connection brings the write-ahead log into the file.
        connection.close()
        draft.replace(chosen)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = chosen


def _fingerprint() -> str:
    """Changes when migrations, translations, static files or the database in use change."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    digest.update(str(name.exists()).encode())
    # Another dictionary of the operating system means another index.
    digest.update(signature().encode())
    for pattern in ("*/migrations/*.py", "locale/**/*.po", "static/**/*.*"):
        for path in sorted(settings.PROJECT.glob(pattern)):
            found = path.stat()
            digest.update(f"{path}{found.st_mtime_ns}{found.st_size}".encode())
    return digest.hexdigest()


def _refuse_taken(host: str, port: int) -> None:
    """Say at once that somebody else listens there; workers of a killed server get time to end."""
    until = time.monotonic() + PATIENCE
    while not _is_free(host, port):
        if time.monotonic() > until:
            other = port + 1 if port < 65535 else 8000
            raise CommandError(
                f"Port {port} is in use. Choose another: ./kysyva run --port {other}", returncode=2
            )
        time.sleep(0.1)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is kept for the operating system. Choose one above 1023."
            ) from error
        except OverflowError as error:
            raise CommandError("A port is a number from 1 to 65535.", returncode=2) from error
        except OSError:
            return False
    return True


def _welcome(host: str, port: int) -> str:
    base = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"  # noqa: S104
    lines = ["", f"  Kysyvä is open at  {base}"]
    if settings.DEMO:
        lines += [
            f"  Sign in as anybody  {base}{settings.LANGUAGE_CODE}/demo/",
            f"  The toolkit         {base}{settings.LANGUAGE_CODE}/{DEMONSTRATION_SLUG}/",
        ]
    return "\n".join([*lines, "", "  Stop with Ctrl-C.", ""])
