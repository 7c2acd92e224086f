"""Django with nothing in it, to compare with."""

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench")  # noqa: S106


def hello(request: Any) -> HttpResponse:
    """Hello."""
    return HttpResponse("hello")


urlpatterns = [path("", hello), path("healthz", hello)]
application = get_wsgi_application()
