"""A tool: its page, its questions one at a time, and cards to print."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.tools.access import can_see, is_editor, library_of
from kysyva.tools.actions.packing import pack_of
from kysyva.tools.markup import as_html
from kysyva.tools.models import LANGUAGES, Tool
from kysyva.tools.models.document import Step, StepText, Texts, ToolDocument

CARDS_MOST = 60


def tool_or_404(request: TenantRequest, slug: str) -> Tool:
    """The tool with its current version, if whoever asks may see it."""
    tools = Tool.objects.filter(organisation=request.organisation)
    found = get_object_or_404(tools.select_related("current", "owner"), slug=slug)
    found.organisation = request.organisation
    if not can_see(request, found):
        raise Http404
    return found


def shown_language(request: TenantRequest, document: ToolDocument) -> str:
    """The language of the content: the one asked for (``?text=sv``), or the page's, or the best."""
    asked = request.GET.get("text", "")
    wanted = asked if asked in LANGUAGES else get_language() or "fi"
    return document.language_for(wanted, request.organisation.language)


@public
@require_safe
@published
def tool(request: TenantRequest, slug: str) -> HttpResponse:
    """The page that is read while the talk is going on."""
    found = tool_or_404(request, slug)
    if found.current is None:
        return render(request, "tools/tool_unpublished.html", {"tool": found})
    document = found.current.document
    catalogue, audience = library_of(request)
    related = [
        card
        for slug in document.facts.related
        if (card := catalogue.by_slug.get(slug)) and audience >> catalogue.number[card.id] & 1
    ]
    pack = pack_of(request)
    context = {
        **card_context(request, found, document),
        "related": related,
        "pack": pack,
        "in_pack": found.pk in pack,
        # All of the pack that this page shows.
        "packed": [pk for pk in pack if pk == found.pk or pk in {card.id for card in related}],
        "versions": SimpleLazyObject(lambda: found.versions.defer("content", "summary")[:4]),
        "is_editor": is_editor(request),
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "tools/tool.html", context)


def card_context(request: TenantRequest, found: Tool, document: ToolDocument) -> dict[str, Any]:
    """What the page and the printed card of a tool share.

    What is dear to make is made when a template asks: a page may have it already.
    """
    language = shown_language(request, document)
    texts = document.texts[language]
    questions = [
        (question, texts.questions.get(question.key, "")) for question in document.facts.questions
    ]
    return {
        "tool": found,
        "document": document,
        "facts": document.facts,
        "texts": texts,
        "shown": language,
        "wanted": request.GET.get("text") or get_language(),
        "languages": document.languages(),
        "steps": SimpleLazyObject(lambda: _steps(document, texts)),
        "minutes_sum": sum(step.minutes for step in document.facts.steps),
        "questions": [row for row in questions if row[1]],
        "example": partial(as_html, texts.example),
    }


def _steps(document: ToolDocument, texts: Texts) -> list[tuple[Step, StepText | None, int, str]]:
    """Each step with its words, the minute at which it begins, and its text as HTML."""
    clock = 0
    steps = []
    for step in document.facts.steps:
        words = texts.steps.get(step.key)
        steps.append((step, words, clock, as_html(words.text) if words else ""))
        clock += step.minutes
    return steps


@public
@require_safe
@published
def tool_questions(request: TenantRequest, slug: str) -> HttpResponse:
    """One question at a time, as large as the screen allows (``?n=3``)."""
    found = tool_or_404(request, slug)
    if found.current is None:
        raise Http404
    document = found.current.document
    language = shown_language(request, document)
    texts = document.texts[language]
    rows = [
        (question, texts.questions[question.key])
        for question in document.facts.questions
        if texts.questions.get(question.key)
    ]
    asked = request.GET.get("n", "1")
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 4 else 1, 1), len(rows) or 1)
    context = {
        "tool": found,
        "texts": texts,
        "shown": language,
        "rows": rows,
        "number": number,
        "before": number - 1 or len(rows),
        "after": number % len(rows) + 1 if rows else 1,
        "current": rows[number - 1] if rows else None,
    }
    return render(request, "tools/tool_questions.html", context)


@public
@require_safe
@published
def tool_cards(request: TenantRequest) -> HttpResponse:
    """A6 cards to print, four on an A4, each with a code that leads to its page.

    ``?tool=a&tool=b`` names them; without it, the tools of one's own pack.
    """
    wanted = request.GET.getlist("tool")[:CARDS_MOST]
    tools = Tool.objects.filter(organisation=request.organisation, current__isnull=False)
    chosen = tools.filter(slug__in=wanted) if wanted else tools.filter(pk__in=pack_of(request))
    cards = []
    for found in chosen.select_related("current", "organisation"):
        if can_see(request, found) and found.current:
            context = card_context(request, found, found.current.document)
            context["address"] = request.build_absolute_uri(
                reverse("tool", args=[request.organisation.slug, found.slug])
            )
            cards.append(context)
    return render(request, "tools/tool_cards.html", {"cards": cards})
