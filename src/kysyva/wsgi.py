"""The pages, for any WSGI server."""

import os
import threading
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
application = get_wsgi_application()

from kysyva.search.models.corpora import served, warm_up  # noqa: E402 - the apps are ready only now


def _end_with(parent: int) -> None:
    """End this worker when ``parent`` is gone.

    A server that is killed outright cannot tell its workers; they would go on answering, and the
    next start would find its port taken.
    """
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if server := os.environ.get("KYSYVA_SERVER"):  # set by the serve command
    threading.Thread(target=_end_with, args=[int(server)], daemon=True).start()
    served.set()
    threading.Thread(target=warm_up, daemon=True).start()
