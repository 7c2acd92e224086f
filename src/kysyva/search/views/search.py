"""Search."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.models import Organisation
from kysyva.organisations.published import published
from kysyva.search.models.finding import Found, find
from kysyva.search.ranking.highlight import Marks, Piece, best_line, highlighted
from kysyva.search.ranking.scoring import Hit
from kysyva.tools.access import library_of
from kysyva.tools.models import ToolVersion
from kysyva.tools.models.catalogue import Card, catalogue_of
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


@dataclass(frozen=True)
class _Asked:
    """All that an answer depends on; it is the same for everybody for whom these are the same."""

    organisation_id: int
    slug: str
    revision: int
    audience: int
    language: str
    words: str
    page: str
    organisation: Organisation = field(compare=False)


@public
@require_safe
@published
def search(request: TenantRequest) -> HttpResponse:
    """Tools and questions that answer the words of the address, best first."""
    _, audience = library_of(request)
    asked = _Asked(
        organisation_id=request.organisation.pk,
        slug=request.organisation.slug,
        revision=request.organisation.content_revision,
        audience=audience,
        language=get_language() or "fi",
        words=request.GET.get("q", "")[:WORDS_MOST].strip(),
        page=request.GET.get("page", "")[:6],
        organisation=request.organisation,
    )
    context = {"words": asked.words, "results": _answer(asked)}
    return render(request, "search/search.html", context)


@lru_cache(maxsize=512)
def _answer(asked: _Asked) -> SafeString:
    """Render what is found, once for all who ask the same: nothing in it is about the person."""
    found, page = Found((), "", {}), None
    results: list[Result] = []
    if asked.words:
        catalogue = catalogue_of(asked.organisation)
        is_all = asked.audience == catalogue.everything
        found = find(
            asked.words,
            organisation=asked.organisation,
            language=asked.language,
            allowed=None if is_all else catalogue.ids(asked.audience),
        )
        hits = [hit for hit in found.hits if hit.tool_id in catalogue.number]
        page = Paginator(hits, PAGE).get_page(asked.page)
        results = _results(page, found.marks, catalogue.cards, catalogue.number)
    context = {
        "organisation": asked.organisation,
        "language": asked.language,
        "words": asked.words,
        "address": QueryDict(urlencode({"q": asked.words})),
        "found": found,
        "page": page,
        "results": results,
    }
    return mark_safe(get_template("search/_results.html").render(context))  # noqa: S308


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
