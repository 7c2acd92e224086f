"""My pack."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kysyva.core.requests import from_our_own_pages
from kysyva.organisations.access import TenantRequest, public
from kysyva.tools.access import can_see, library_of
from kysyva.tools.actions.packing import (
    PACK_MOST,
    keep_session_pack,
    pack_of,
    put_in_pack,
    take_from_pack,
)
from kysyva.tools.models import Tool


@from_our_own_pages
@public
@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: TenantRequest) -> HttpResponse:
    """The pack; a POST puts a tool in (``act=add``) or takes it out."""
    if request.method == "POST":
        return _change(request)
    keep_session_pack(request)
    catalogue, audience = library_of(request)
    ids = pack_of(request)
    seen = catalogue.of(ids) & audience
    cards = [
        catalogue.cards[number]
        for number in (catalogue.number.get(id) for id in ids)
        if number is not None and seen >> number & 1
    ]
    context = {"cards": cards, "pack": ids}
    return render(request, "tools/pack.html", context)


def _change(request: TenantRequest) -> HttpResponse:
    wanted = request.POST.get("tool", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
    if request.POST.get("act") == "remove":
        take_from_pack(number, of=request)
        messages.success(request, _("Taken out of your pack."))
    else:
        tool = get_object_or_404(Tool.objects.filter(organisation=request.organisation), pk=number)
        if not can_see(request, tool):
            return redirect("pack", request.organisation.slug)
        if put_in_pack(tool, of=request):
            messages.success(request, _("Put in your pack."))
        else:
            full = _("Your pack is full: it holds %(most)d tools. Take something out first.")
            messages.error(request, full % {"most": PACK_MOST})
    back = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("pack", request.organisation.slug)
