"""Recipes: ready agendas made from tools."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.tools.access import library_of
from kysyva.tools.models import Recipe, RecipeKind
from kysyva.tools.models.catalogue import Card
from kysyva.tools.models.recipe import agenda


@public
@require_safe
@published
def recipes(request: TenantRequest) -> HttpResponse:
    """Every recipe, by kind."""
    language = get_language() or "fi"
    rows = []
    for recipe in Recipe.objects.filter(organisation=request.organisation):
        shown = recipe.document.language_for(language, request.organisation.language)
        rows.append((recipe, recipe.document, recipe.document.texts[shown], shown))
    groups = [
        (label, found)
        for kind, label in RecipeKind.choices
        if (found := [row for row in rows if row[1].facts.kind == kind])
    ]
    return render(request, "tools/recipes.html", {"groups": groups})


@public
@require_safe
@published
def recipe(request: TenantRequest, slug: str) -> HttpResponse:
    """An agenda with its clock, to read, print and follow."""
    found = get_object_or_404(Recipe.objects.filter(organisation=request.organisation), slug=slug)
    document = found.document
    shown = document.language_for(get_language() or "fi", request.organisation.language)
    cards = _cards(request)
    rows = [(row, cards.get(row.item.tool)) for row in agenda(document, shown)]
    context = {
        "recipe": found,
        "document": document,
        "facts": document.facts,
        "texts": document.texts[shown],
        "shown": shown,
        "rows": rows,
        "kind": RecipeKind(document.facts.kind).label,
        "is_path": document.facts.kind == RecipeKind.PATH,
        "tools": [card.slug for _row, card in rows if card],
    }
    return render(request, "tools/recipe.html", context)


def _cards(request: TenantRequest) -> dict[str, Card]:
    """The cards this person may see, by slug."""
    catalogue, audience = library_of(request)
    return {
        card.slug: card for number, card in enumerate(catalogue.cards) if audience >> number & 1
    }
