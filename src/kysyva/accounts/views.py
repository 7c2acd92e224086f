"""One's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kysyva.accounts.models import Person, Theme
from kysyva.core.requests import from_our_own_pages
from kysyva.organisations.access import public

YEAR = 365 * 24 * 60 * 60


@from_our_own_pages
@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep how the pages look: with the account, or in a cookie without one."""
    wanted = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    if wanted in Theme.values:
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(theme=wanted)
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", httponly=True)
    return response
