"""Start the product: bring the data up to date, then answer."""

import hashlib
import os
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django_scopes import scopes_disabled

from kysyva.home.actions import DEMONSTRATION_SLUG, make_demonstration
from kysyva.organisations.models import Organisation
from kysyva.search.ranking.impacts import signature


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
        self.stdout.write(_welcome(host, port))
        self.stdout.flush()
        workers = str(settings.WORKERS)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
        command = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
        command += ["--workers", workers, "--blocking-threads", "4", "--backlog", "1024"]
        command += ["--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
        command += ["kysyva.wsgi:application"]
        os.execv(Path(os.sys.executable).with_name("granian"), command)  # type: ignore[attr-defined]  # noqa: S606


def prepare() -> None:
    """Database, translations and static files as this version of the program wants them.

    Whatever is up to date is left alone, so a second start is quick.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    stamp = settings.DATA_DIR / "prepared"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and settings.STATIC_ROOT.exists():
        return
    call_command("compile_translations", verbosity=0)
    call_command("check", deploy=settings.HTTPS, verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


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
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is in use. Choose another: ./kysyva run --port {port + 1}"
            ) from error


def _welcome(host: str, port: int) -> str:
    base = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"  # noqa: S104
    lines = ["", f"  Kysyvä is open at  {base}"]
    if settings.DEMO:
        lines += [
            f"  Sign in as anybody  {base}{settings.LANGUAGE_CODE}/demo/",
            f"  The toolkit         {base}{settings.LANGUAGE_CODE}/{DEMONSTRATION_SLUG}/",
        ]
    return "\n".join([*lines, "", "  Stop with Ctrl-C.", ""])
