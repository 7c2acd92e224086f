"""My pack."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kysyva.core.requests import back_to, from_our_own_pages, leave_for
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
    tools = Tool.objects.filter(organisation=request.organisation).select_related("current")
    tool = get_object_or_404(tools, pk=number)
    if not can_see(request, tool) or tool.current is None:
        raise Http404
    if request.POST.get("act") == "remove":
        take_from_pack(number, of=request)
        told, is_full = _("Taken out of your pack."), False
    else:
        is_full = not put_in_pack(tool, of=request)
        told = _("Put in your pack.")
    if is_full:
        full = _("Your pack is full: it holds %(most)d tools. Take something out first.")
        messages.error(request, full % {"most": PACK_MOST})
        return leave_for(request, "pack")
    if request.headers.get("HX-Request"):
        return _button(request, tool)
    messages.success(request, told)
    return back_to(request, "pack")


def _button(request: TenantRequest, tool: Tool) -> HttpResponse:
    """The button in its new state, for a page that stays where it is."""
    assert tool.current is not None
    context = {
        "organisation_slug": request.organisation.slug,
        "tool_id": tool.pk,
        "in_pack": tool.pk in pack_of(request),
        "name": tool.current.document.text(get_language() or "fi").name,
        "size": "btn-l btn-wide" if request.POST.get("size") else "",
    }
    return render(request, "tools/_pack_button.html", context)
