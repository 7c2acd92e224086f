"""Search."""

from dataclasses import dataclass
from itertools import islice

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.search.models.finding import Found, find
from kysyva.search.ranking.highlight import Marks, Piece, best_line, highlighted
from kysyva.search.ranking.scoring import Hit
from kysyva.tools.access import library_of
from kysyva.tools.actions.packing import pack_of
from kysyva.tools.models import ToolVersion
from kysyva.tools.models.catalogue import Card
from kysyva.tools.models.document import Texts

WORDS_MOST = 200
PAGE = 15
QUESTIONS = 2


@dataclass(frozen=True)
class Result:
    """A tool that answers: where its name, purpose, best line and questions do."""

    card: Card
    language: str
    name: list[Piece]
    purpose: list[Piece]
    line: list[Piece]
    questions: list[list[Piece]]


@public
@require_safe
@published
def search(request: TenantRequest) -> HttpResponse:
    """Tools and questions that answer the words of the address, best first."""
    words = request.GET.get("q", "")[:WORDS_MOST].strip()
    language = get_language() or "fi"
    catalogue, audience = library_of(request)
    found, page = Found((), "", {}), None
    results: list[Result] = []
    if words:
        allowed = None if audience == catalogue.everything else catalogue.ids(audience)
        found = find(words, organisation=request.organisation, language=language, allowed=allowed)
        hits = [hit for hit in found.hits if hit.tool_id in catalogue.number]
        page = Paginator(hits, PAGE).get_page(request.GET.get("page"))
        results = _results(page, found.marks, catalogue.cards, catalogue.number)
    context = {
        "words": words,
        "found": found,
        "page": page,
        "results": results,
        "pack": pack_of(request),
    }
    return render(request, "search/search.html", context)


def _results(
    page: Page[Hit], marks: Marks, cards: list[Card], number: dict[int, int]
) -> list[Result]:
    chosen = [(cards[number[hit.tool_id]], hit.language) for hit in page]
    versions = ToolVersion.objects.filter(pk__in=[card.version for card, _ in chosen])
    documents = {version.pk: version.document for version in versions.defer("summary")}
    return [
        _result(card, language, documents[card.version].texts[language], marks)
        for card, language in chosen
        if card.version in documents and language in documents[card.version].texts
    ]


def _result(card: Card, language: str, texts: Texts, marks: Marks) -> Result:
    purpose = highlighted(texts.purpose, language, marks)
    line = ""
    if not any(piece.marked for piece in purpose):
        line = best_line([*texts.phrases, *texts.when], language, marks)
    marked = (highlighted(text, language, marks) for text in texts.questions.values())
    answering = (pieces for pieces in marked if any(piece.marked for piece in pieces))
    return Result(
        card,
        language,
        highlighted(texts.name, language, marks),
        purpose,
        highlighted(line, language, marks) if line else [],
        list(islice(answering, QUESTIONS)),
    )
