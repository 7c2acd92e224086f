"""The question bank: browse, draw a card, collect a sheet."""

import random

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kysyva.core.requests import back_to, from_our_own_pages, leave_for
from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.published import published
from kysyva.tools.actions.collecting import (
    SHEET_MOST,
    bring_back,
    can_bring_back,
    clear_sheet,
    collect,
    put_back,
    sheet_of,
)
from kysyva.tools.models import Phase, Question, QuestionType
from kysyva.tools.models.question import QuestionQuerySet

PAGE = 30


def _readable(request: TenantRequest) -> QuestionQuerySet:
    questions: QuestionQuerySet = Question.objects.filter(organisation=request.organisation)  # type: ignore[assignment]
    return questions.readable(by_member=request.membership is not None)


def _narrowed(request: TenantRequest) -> tuple[QuestionQuerySet, str, str]:
    """What the address says: phase and type; words that mean nothing there are passed over."""
    found = _readable(request)
    phase, type = request.GET.get("phase", ""), request.GET.get("type", "")
    if phase in Phase.values:
        found = found.in_phase(phase)
    else:
        phase = ""
    if type in QuestionType.values:
        found = found.of_type(type)
    else:
        type = ""
    return found, phase, type


@public
@require_safe
@published
def questions(request: TenantRequest) -> HttpResponse:
    """Questions by phase and type."""
    found, phase, type = _narrowed(request)
    everything = _readable(request)
    within_type = everything.of_type(type) if type else everything
    within_phase = everything.in_phase(phase) if phase else everything
    phases = dict(within_type.order_by().values_list("phase").annotate(Count("pk")))
    types = dict(within_phase.order_by().values_list("type").annotate(Count("pk")))
    page = Paginator(found.select_related("tool__organisation"), PAGE).get_page(
        request.GET.get("page")
    )
    language = get_language() or "fi"
    context = {
        "page": page,
        "rows": [(row, *row.text_in(language, request.organisation.language)) for row in page],
        "phase": phase,
        "type": type,
        "phases": [(value, label, phases.get(value, 0)) for value, label in Phase.choices],
        "types": [(value, label, types.get(value, 0)) for value, label in QuestionType.choices],
        "sheet": sheet_of(request),
    }
    return render(request, "tools/questions.html", context)


@public
@require_safe
def question_draw(request: TenantRequest) -> HttpResponse:
    """A card drawn at random, within the phase and type of the address; never the same twice."""
    found, phase, type = _narrowed(request)
    ids = list(found.order_by().values_list("pk", flat=True))
    last = request.GET.get("not", "")
    others = [pk for pk in ids if str(pk) != last] or ids
    drawn = found.select_related("tool").get(pk=random.choice(others)) if others else None  # noqa: S311
    text, shown = (
        drawn.text_in(get_language() or "fi", request.organisation.language) if drawn else ("", "")
    )
    context = {
        "drawn": drawn,
        "text": text,
        "shown": shown,
        "phase": phase,
        "type": type,
        "sheet": sheet_of(request),
    }
    return render(request, "tools/question_draw.html", context)


@from_our_own_pages
@public
@require_http_methods(["GET", "HEAD", "POST"])
def question_sheet(request: TenantRequest) -> HttpResponse:
    """The questions collected for one conversation; a POST adds, takes away or clears."""
    if request.method == "POST":
        return _change_sheet(request)
    ids = sheet_of(request)
    found = {row.pk: row for row in _readable(request).filter(pk__in=ids).select_related("tool")}
    language = get_language() or "fi"
    rows = [
        (found[pk], *found[pk].text_in(language, request.organisation.language))
        for pk in ids
        if pk in found
    ]
    context = {"rows": rows, "may_undo": can_bring_back(request)}
    return render(request, "tools/question_sheet.html", context)


def _change_sheet(request: TenantRequest) -> HttpResponse:
    act, wanted = request.POST.get("act", ""), request.POST.get("question", "")
    if act == "clear":
        clear_sheet(request)
        messages.success(request, _("Your sheet is empty again."))
        return back_to(request, "question_sheet")
    if act == "undo":
        bring_back(request)
        return back_to(request, "question_sheet")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
    question = get_object_or_404(_readable(request), pk=number)
    is_full = False
    if act == "remove":
        put_back(number, of=request)
    else:
        is_full = not collect(question, of=request)
    if is_full:
        full = _("A sheet holds %(most)d questions. Take one away first.")
        messages.error(request, full % {"most": SHEET_MOST})
        return leave_for(request, "question_sheet")
    if request.headers.get("HX-Request"):
        text, _shown = question.text_in(get_language() or "fi", request.organisation.language)
        context = {"question": question, "text": text, "sheet": sheet_of(request)}
        context["next"] = request.POST.get("next", "")
        return render(request, "tools/_sheet_changed.html", context)
    messages.success(
        request, _("Taken off your sheet.") if act == "remove" else _("Put on your sheet.")
    )
    return back_to(request, "question_sheet")
