"""Ask: from what is going on to a tool that fits.

What somebody writes is in the body of their request and in the page that answers it, and nowhere
else: no address, session, log, cache or database ever holds it (docs/adr/0027).
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kysyva.core.requests import from_our_own_pages
from kysyva.organisations.access import MemberRequest, TenantRequest, can_edit_tools, member, public
from kysyva.search.actions import count_gap
from kysyva.search.finder.answering import Answer, Proposal, answer
from kysyva.search.finder.constraints import Constraints
from kysyva.search.finder.reading import language_of
from kysyva.search.forms import (
    CLICKED_MINUTES,
    EXAMPLES,
    PEOPLE,
    PLACES,
    SHOWN_MOST,
    Asked,
    label_of,
)
from kysyva.search.models import Gap
from kysyva.search.models.corpora import corpus_known
from kysyva.search.models.learnt import phrases
from kysyva.tools.access import library_of
from kysyva.tools.models import Procedure, ToolVersion
from kysyva.tools.models.catalogue import Card
from kysyva.tools.models.procedure import ProcedureKind

PEER_CONSULTING = "peer-consulting"


class FinderFailed(Exception):
    """Something broke while a situation was read. It says nothing of what was read."""


@dataclass(frozen=True)
class Shown:
    """A proposal on the page: its card, its words in ``language``, why, and what to ask first."""

    card: Card
    language: str
    name: str
    purpose: str
    reason: str
    reason_language: str
    question: str


@public
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def ask(request: TenantRequest) -> HttpResponse:
    """Ask by a form; every step is a POST of the same form, with or without JavaScript."""
    asked = Asked.of(request.POST) if request.method == "POST" else Asked()
    context: dict[str, Any] = {
        "asked": asked,
        "examples": EXAMPLES,
        "chips": _chips(asked),
        "missing": request.method == "POST" and not asked.text,
    }
    if asked.text:
        context |= _answered(request, asked)
    if asked.text and asked.none_fit and "learning" not in context:
        count_gap(request.organisation, clicked=asked.clicked())
    response = render(request, "search/ask.html", context)
    response["Cache-Control"] = "no-store"
    return response


@sensitive_variables()
def _answered(request: TenantRequest, asked: Asked) -> dict[str, Any]:
    """What the page shows of an answer. An error is told without what was being read."""
    page = get_language() or "fi"
    catalogue, audience = library_of(request)
    found, language = _asked(request, asked, page, catalogue.ids(audience))
    if found is None:
        return {"learning": True}
    fits = found.fits and not asked.none_fit
    proposals = found.proposals[: asked.shown] if fits or asked.shown > 3 else ()
    cards = {c.slug: c for n, c in enumerate(catalogue.cards) if audience >> n & 1}
    return {
        # A number that has not come down yet, or is below what is shown, would only puzzle.
        "left": max(found.left, len(proposals)) if found.left < len(cards) else 0,
        "fits": fits,
        "procedures": _procedures(request, found),
        "certain": found.certain,
        "proposals": _shown(proposals, cards, page, language),
        "left_out": _left_out(found, cards, page) if fits else [],
        "has_more": len(found.proposals) > asked.shown < SHOWN_MOST,
        "limits": _limits(asked, found.constraints),
        "said": [label_of(facet, value) for facet, value in asked.answers if value],
        "question": _question(found) if fits else None,
        "peers": PEER_CONSULTING if PEER_CONSULTING in cards else "",
    }


@sensitive_variables()
def _asked(
    request: TenantRequest, asked: Asked, page: str, allowed: frozenset[int]
) -> tuple[Answer | None, str]:
    """Give the answer and the language it was looked for in; None while that is still learnt."""
    answered = None
    with suppress(Exception):  # its message could quote the text
        language = language_of(asked.text, page)
        made = corpus_known(request.organisation, language)
        found = answer(asked.situation(language), made, allowed=allowed) if made else None
        answered = found, language
    if answered is None:
        raise FinderFailed
    return answered


def _shown(
    proposals: tuple[Proposal, ...], cards: dict[str, Card], page: str, language: str
) -> list[Shown]:
    chosen = [(p, cards[p.tool.slug]) for p in proposals if p.tool.slug in cards]
    versions = ToolVersion.objects.filter(pk__in=[card.version for _, card in chosen])
    documents = {version.pk: version.document for version in versions}
    shown = []
    for proposal, card in chosen:
        spoken = card.language_for(page)
        texts = documents[card.version].texts[spoken]
        first = next(iter(texts.questions.values()), "")
        own = documents[card.version].texts.get(language)
        reason = proposal.reason(phrases(own)) if own else ""
        shown.append(Shown(card, spoken, texts.name, texts.purpose, reason, language, first))
    return shown


def _left_out(found: Answer, cards: dict[str, Card], page: str) -> list[tuple[Card, str]]:
    chosen = [cards[tool.slug] for tool in found.left_out if tool.slug in cards]
    return [(card, card.language_for(page)) for card in chosen]


def _procedures(request: TenantRequest, found: Answer) -> list[tuple[str, str, str, str]]:
    """Kind, name, summary and their language; a name of ours where the city has no page yet."""
    if not found.procedures:
        return []
    pages = Procedure.objects.filter(organisation=request.organisation, kind__in=found.procedures)
    known = {page.kind: page.document for page in pages}
    rows = []
    for kind in found.procedures:
        if document := known.get(kind):
            spoken = document.language_for(get_language() or "fi", request.organisation.language)
            texts = document.texts[spoken]
            rows.append((kind, texts.name, texts.summary, spoken))
        else:
            rows.append(("", str(ProcedureKind(kind).label), "", ""))
    return rows


def _chips(asked: Asked) -> list[dict[str, Any]]:
    """Who with, how much time, where: each one of a few values, or none."""
    rows = [
        ("people", _("Who with?"), [(key, str(label)) for key, (label, _n) in PEOPLE.items()]),
        ("minutes", _("How much time?"), [(key, f"{key} min") for key in CLICKED_MINUTES]),
        ("setting", _("Where?"), [(str(key), str(key.label)) for key in PLACES]),
    ]
    return [
        {"name": name, "label": label, "choices": choices, "chosen": getattr(asked, name)}
        for name, label, choices in rows
    ]


def _limits(asked: Asked, limits: Constraints) -> list[tuple[str, str]]:
    """What the text itself said of time, people and place: each can be taken off."""
    rows = []
    if limits.minutes and not asked.minutes:
        rows.append(("minutes", _("At most %(number)s minutes") % {"number": limits.minutes}))
    if limits.people and not asked.people:
        rows.append(("people", _("%(number)s people") % {"number": limits.people}))
    if limits.setting and not asked.setting:
        rows.append(("setting", label_of("setting", limits.setting)))
    if limits.remote:
        rows.append(("remote", _("Remotely")))
    return rows


def _question(found: Answer) -> dict[str, Any] | None:
    if found.question is None:
        return None
    facet = found.question.facet
    words = {
        "people": _("Who will be there?"),
        "settings": _("Where or when will you raise it?"),
        "needs": _("What is needed most?"),
        "minutes": _("How much time is there?"),
        "phases": _("With which part of the conversation do you want help?"),
    }
    values = [
        (f"answer:{facet}={value}", label_of(facet, value)) for value in found.question.values
    ]
    return {"words": words[facet], "values": values, "skip": f"answer:{facet}="}


@member(can=can_edit_tools)
@require_safe
def ask_gaps(request: MemberRequest) -> HttpResponse:
    """What people did not find: counts by month and by what they had clicked."""
    months: dict[Any, dict[str, Any]] = {}
    for gap in Gap.objects.filter(organisation=request.organisation):
        month = months.setdefault(gap.month, {"month": gap.month, "all": 0, "rows": []})
        if gap.facet:
            month["rows"].append((label_of(gap.facet, gap.value), gap.count))
        else:
            month["all"] = gap.count
    return render(request, "search/ask_gaps.html", {"months": list(months.values())})
