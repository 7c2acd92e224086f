"""Search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.tools.access import library_of


@public
@require_safe
@published
def search(request: TenantRequest) -> HttpResponse:
    """Tools whose name or purpose has the words."""
    words = request.GET.get("q", "")[:200].strip()
    catalogue, audience = library_of(request)
    found = []
    for number, card in enumerate(catalogue.cards):
        shown = card.language_for(get_language() or "fi")
        text = f"{card.summary.names[shown]} {card.summary.purposes.get(shown, '')}".casefold()
        if words and audience >> number & 1 and words.casefold() in text:
            found.append(card)
    return render(request, "search/search.html", {"words": words, "cards": found})
