"""The demonstration's one-click sign-in; it exists only in demonstration mode."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from kysyva.home.actions import DEMONSTRATION_SLUG
from kysyva.organisations.access import public
from kysyva.organisations.models import Membership


@public
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose as whom to look around."""
    if not settings.DEMO:
        raise Http404
    cast = (
        Membership.objects.current()
        .filter(organisation__slug=DEMONSTRATION_SLUG)
        .select_related("person", "organisation", "unit")
    )
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        membership = get_object_or_404(cast, person_id=int(chosen) if chosen.isdecimal() else 0)
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        login(request, membership.person, backend=backend)
        with translation.override(membership.person.language):
            return redirect(reverse("organisation_home", args=[DEMONSTRATION_SLUG]))
    return render(request, "home/demo.html", {"cast": cast})
