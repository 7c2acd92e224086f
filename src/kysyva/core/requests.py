"""Where a request comes from."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
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
