"""Where a request comes from, and with which headers its answer leaves."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def from_our_own_pages(view: View) -> View:
    """Accept a POST only from our own pages, told by the browser instead of by a token.

    For what a signed-out reader may do (theme, own pack): pages that are the same for everybody can
    then be kept whole, with no token in them (docs/adr/0007). Browsers send ``Sec-Fetch-Site``; one
    that does not sends ``Origin`` with a POST.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not _is_ours(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)


def _is_ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


def back_to(request: Any, otherwise: str) -> HttpResponse:
    """To the page the form was on (its ``next``, else the referrer), or the view ``otherwise``.

    Only addresses of our own are followed. ``otherwise`` takes the organisation of the request.
    """
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect(otherwise, request.organisation.slug)


def leave_for(request: Any, name: str) -> HttpResponse:
    """To a view of the organisation, whole, also when htmx asked for a part of a page only."""
    answer = redirect(name, request.organisation.slug)
    if not request.headers.get("HX-Request"):
        return answer
    return HttpResponse(headers={"HX-Redirect": answer.url})


# What a page could ask a browser for and none of ours does.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer browsing-topics camera display-capture geolocation gyroscope microphone "
        "midi payment usb xr-spatial-tracking"
    ).split()
)


def safe_headers(get_response: View) -> View:
    """Headers that Django has no setting for. What somebody with a session gets is theirs alone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
