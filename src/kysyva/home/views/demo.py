"""The demonstration's one-click sign-in; it exists only in demonstration mode."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kysyva.home.actions import CAST_ADDRESSES, DEMONSTRATION_SLUG
from kysyva.organisations.access import public
from kysyva.organisations.models import Membership, Role

ABOUT = {
    Role.FACILITATOR: _("Writes and edits the tools, brings them in and out, invites people."),
    Role.SUPERVISOR: _("Has a talk coming in a quarter of an hour, often with a phone in hand."),
    Role.CONSULTANT: _("Helps one programme from outside; the access ends by itself."),
    Role.EMPLOYEE: _("Reads the tools that the supervisor uses, and keeps a pack too."),
    Role.REPRESENTATIVE: _("Is shown the tools before they are taken into use."),
    Role.MANAGEMENT: _("Sees what the toolkit holds, without figures about anybody."),
    Role.ADMINISTRATOR: _("Invites people, gives roles, opens and closes the toolkit."),
}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose as whom to look around."""
    if not settings.DEMO:
        raise Http404
    cast = (
        Membership.objects.current()
        .filter(organisation__slug=DEMONSTRATION_SLUG, person__email__in=CAST_ADDRESSES)
        .select_related("person")
        .order_by("pk")
    )
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
        membership = get_object_or_404(cast, person_id=number)
        login(request, membership.person)
        with translation.override(membership.person.language):
            return redirect("organisation_home", DEMONSTRATION_SLUG)
    described = [(membership, ABOUT[Role(membership.role)]) for membership in cast]
    return render(request, "home/demo.html", {"cast": described})
