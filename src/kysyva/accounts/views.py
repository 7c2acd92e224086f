"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kysyva.accounts.access import SignedInRequest, public, signed_in
from kysyva.accounts.actions import change_preferences, change_theme, end_sessions
from kysyva.accounts.forms import PreferencesForm
from kysyva.accounts.models import Person, Theme
from kysyva.core.requests import from_our_own_pages

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
            change_theme(request.user, theme=wanted)
        _remember_theme(request, response, wanted)
    return response


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    """Name, language and theme; one's own memberships; the ways to password and sessions."""
    # A row of its own: an invalid form must not change the name above the page.
    form = PreferencesForm(request.POST or None, instance=Person.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        change_preferences(request.user, **form.cleaned_data)
        with translation.override(request.user.language):
            messages.success(request, _("Saved."))
            response = redirect("preferences")
        _remember_theme(request, response, request.user.theme)
        return response
    memberships = request.user.memberships.current().select_related("organisation", "unit")
    context = {"form": form, "memberships": memberships}
    return render(request, "accounts/preferences.html", context)


@signed_in
@require_POST
def sessions_end(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("preferences")


def _remember_theme(request: HttpRequest, response: HttpResponse, wanted: str) -> None:
    """The sign-in page and the pages after signing out look the same, too."""
    response.set_cookie(
        "theme", wanted, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
