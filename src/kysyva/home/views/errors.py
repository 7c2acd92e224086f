"""Error pages, in the language of the address."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from kysyva.organisations.access import public

log = structlog.get_logger(__name__)


def _error(request: HttpRequest, name: str, status: int) -> HttpResponse:
    language = translation.get_language_from_path(request.path_info)
    with translation.override(language or translation.get_language_from_request(request)):
        request.organisation = getattr(request, "organisation", None)  # type: ignore[attr-defined]
        return render(request, f"errors/{name}.html", status=status)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _error(request, "bad_request", 400)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not theirs to do."""
    return _error(request, "permission_denied", 403)


@public
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing of theirs."""
    return _error(request, "page_not_found", 404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """500: without the database and the person, which may be what failed."""
    language = translation.get_language_from_path(request.path_info)
    with translation.override(language or translation.get_language_from_request(request)):
        return render(None, "errors/server_error.html", status=500)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or came from elsewhere."""
    return _error(request, "csrf", 403)


@public
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: allauth asks the URLconf for it when a limit of sign-in is reached."""
    log.warning("too_many_requests")
    response = _error(request, "too_many_requests", 429)
    response["Retry-After"] = "300"
    return response
