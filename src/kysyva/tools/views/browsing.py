"""The library: browse, filter, sort."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.tools.access import is_editor, library_of
from kysyva.tools.actions.packing import pack_of
from kysyva.tools.forms.filters import PAGE, LibraryQuery


@public
@require_safe
@published
def library(request: TenantRequest) -> HttpResponse:
    """Tool cards, narrowed by what the address says."""
    catalogue, audience = library_of(request)
    query = LibraryQuery(request.GET, catalogue, audience)
    page = Paginator(query.cards(get_language() or "fi"), PAGE).get_page(request.GET.get("page"))
    context = {
        "is_editor": is_editor(request),
        "query": query,
        "page": page,
        "cards": [query.card(number) for number in page],
        "chosen": query.choices_made(),
        "total": audience.bit_count(),
        "pack": pack_of(request),
        "sorts": [
            ("name", _("By name")),
            ("short", _("Shortest first")),
            ("new", _("Newest first")),
        ],
    }
    return render(request, "tools/library.html", context)
