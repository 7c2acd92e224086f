"""The pages, for any WSGI server."""

import os
import sys
import threading
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
application = get_wsgi_application()

from kysyva.search.models.corpora import warm_up  # noqa: E402 - the apps are ready only now


def _end_with(parent: int) -> None:
    """End this worker when ``parent`` is gone.

    A server that is killed outright cannot tell its workers; they would go on answering, and the
    next start would find its port taken.
    """
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _warm_up() -> None:
    """Let the finder learn beside the first pages, which must not wait for it at every turn."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        warm_up()
    finally:
        sys.setswitchinterval(usual)


if server := os.environ.get("KYSYVA_SERVER"):  # set by the serve command
    threading.Thread(target=_end_with, args=[int(server)], daemon=True).start()
    threading.Thread(target=_warm_up, daemon=True).start()
