"""Writing a tool: a new one, its draft part by part, and how it will look."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.tools.access import person_of
from kysyva.tools.actions.drafting import (
    Stale,
    Start,
    create_tool,
    current_document,
    discard_draft,
    document_at,
    save_draft,
)
from kysyva.tools.forms.acting import Act, acted
from kysyva.tools.forms.editor import FactsForm, PartForm
from kysyva.tools.forms.releasing import NewToolForm
from kysyva.tools.forms.wording import TextsForm
from kysyva.tools.models import LANGUAGES, Draft, Tool, ToolDocument
from kysyva.tools.models.catalogue import catalogue_of
from kysyva.tools.models.progress import progress
from kysyva.tools.models.rows import is_rows, keys
from kysyva.tools.models.rules import incomplete
from kysyva.tools.views.conflict import conflict_page
from kysyva.tools.views.finding import edit_address, editable_or_404, name_of
from kysyva.tools.views.tool import card_context

# So long after somebody's save others are told that they may still be writing.
MAY_BE_WRITING = timedelta(hours=8)
NAMES_MOST = 500


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_new(request: MemberRequest) -> HttpResponse:
    """A name and a language; then the writing begins."""
    form = NewToolForm(request.POST or None, initial={"language": get_language()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        tool = create_tool(
            **form.cleaned_data, organisation=request.organisation, by=person_of(request)
        )
        return redirect(edit_address(tool, part=form.cleaned_data["language"], field="purpose"))
    return render(request, "tools/tool_new.html", {"form": form})


@member(can=can_edit_tools)
@require_safe
def tool_drafts(request: MemberRequest) -> HttpResponse:
    """Everything that is being written, latest first."""
    drafts = Draft.objects.filter(organisation=request.organisation)
    rows = []
    for draft in drafts.select_related("tool", "tool__current", "updated_by").order_by(
        "-updated_at"
    ):
        document = draft.document
        rows.append(
            {
                "draft": draft,
                "name": name_of(document, draft.tool),
                "progress": [progress(document, language) for language in LANGUAGES],
            }
        )
    return render(request, "tools/tool_drafts.html", {"rows": rows})


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_edit(request: MemberRequest, slug: str) -> HttpResponse:
    """One part of a draft: the facts, or the words in one language. Every button saves."""
    tool = editable_or_404(request, slug)
    if request.method == "POST":
        return _save(request, tool)
    draft = Draft.objects.filter(tool=tool).select_related("updated_by", "based_on").first()
    document = current_document(tool, draft)
    form = _form(request, document, asked_part(request, document))
    if request.GET.get("check"):
        form.cleaned_data = {}
        form.show(incomplete(document))
    form.ask_focus(request.GET.get("field") or request.GET.get("focus", ""))
    return _page(request, tool, draft, form, start=str(Start.of(tool, draft)))


@member(can=can_edit_tools)
@require_safe
def tool_preview(request: MemberRequest, slug: str) -> HttpResponse:
    """The draft as its readers will see it."""
    tool = editable_or_404(request, slug)
    draft = Draft.objects.filter(tool=tool).first()
    document = current_document(tool, draft)
    context = {"tool": tool, "draft": draft, "frozen": True, "name": name_of(document, tool)}
    if document.texts:
        context.update(card_context(request, tool, document))
    return render(request, "tools/tool_preview.html", context)


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_discard(request: MemberRequest, slug: str) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    tool = editable_or_404(request, slug)
    draft = get_object_or_404(Draft.objects.select_related("updated_by"), tool=tool)
    name = name_of(draft.document, tool)
    if request.method == "POST":
        try:
            published = discard_draft(
                tool, start=Start.read(request.POST.get("start", "")), by=person_of(request)
            )
        except Stale:
            messages.warning(
                request, _("Somebody saved the draft meanwhile. Look at it once more.")
            )
            return redirect("tool_discard", request.organisation.slug, slug)
        messages.success(request, _("The draft of “%(name)s” is gone.") % {"name": name})
        if published:
            return redirect(tool.get_absolute_url())
        return redirect("tool_drafts", request.organisation.slug)
    context = {"tool": tool, "draft": draft, "name": name, "start": Start.of(tool, draft)}
    return render(request, "tools/tool_discard.html", context)


def asked_part(request: MemberRequest, document: ToolDocument) -> str:
    """The part that the address or the form names, otherwise the best language."""
    asked = request.POST.get("part", "") or request.GET.get("part", "")
    if asked in ("facts", *LANGUAGES):
        return asked
    if not document.texts:
        return request.organisation.language
    return document.language_for(get_language() or "fi", request.organisation.language)


def _form(request: MemberRequest, document: ToolDocument, part: str) -> PartForm:
    data = request.POST if request.method == "POST" else None
    if part == "facts":
        return FactsForm(document, _library_names(request), data)
    asked = (data or request.GET).get("beside", "")
    beside = asked if asked in document.texts and asked != part else ""
    return TextsForm(document, part, data, beside=beside)


def _library_names(request: MemberRequest) -> dict[str, str]:
    cards = catalogue_of(request.organisation).cards[:NAMES_MOST]
    language = get_language() or "fi"
    return {card.slug: card.summary.names[card.language_for(language)] for card in cards}


def _save(request: MemberRequest, tool: Tool) -> HttpResponse:
    start = Start.read(request.POST.get("start", ""))
    draft = Draft.objects.filter(tool=tool).select_related("updated_by", "based_on").first()
    base = document_at(tool, start)
    before = base or current_document(tool, draft)
    form = _form(request, before, asked_part(request, before))
    act = Act.read(request.POST.get("act", ""))
    if not form.is_valid():
        return _page(request, tool, draft, form, start=str(start))
    document, query = form.result, {"part": form.part, "saved": str(start)}
    try:
        if act.takes_away:
            # What was typed is saved first, so that what is taken away can be brought back.
            saved = save_draft(tool, document, start=start, by=person_of(request))
            start = Start.of(tool, saved)
            query.update(undo=act.target, at=str(start))
        document, focus = acted(
            document,
            act,
            form.part,
            seed=f"{start}:{request.user.pk}",
            source=_source(tool, act),
        )
        save_draft(tool, document, start=start, by=person_of(request))
    except Stale:
        return conflict_page(request, tool, base, document)
    query.update(focus=focus, beside=getattr(form, "beside", ""))
    return _onward(request, tool, act, query)


def _source(tool: Tool, act: Act) -> ToolDocument | None:
    return document_at(tool, Start.read(act.at)) if act.at else None


def _onward(request: MemberRequest, tool: Tool, act: Act, query: dict[str, str]) -> HttpResponse:
    """After a save: where the button leads."""
    if act.word in ("preview", "publish"):
        return redirect(f"tool_{act.word}", tool.organisation.slug, tool.slug)
    if act.word == "part" and act.target in ("facts", *LANGUAGES):
        query.update(part=act.target, beside="")
    if act.word == "beside":
        query["beside"] = act.target
    if act.word in ("save", ""):
        messages.success(request, _("The draft is saved."))
    return redirect(edit_address(tool, **query))


def _page(
    request: MemberRequest,
    tool: Tool,
    draft: Draft | None,
    form: PartForm,
    *,
    start: str,
) -> HttpResponse:
    document = current_document(tool, draft)
    others = draft is not None and draft.updated_by_id not in (None, request.user.pk)
    fresh = draft is not None and timezone.now() - draft.updated_at < MAY_BE_WRITING
    context: dict[str, Any] = {
        "tool": tool,
        "draft": draft,
        "form": form,
        "start": start,
        "part": form.part,
        "name": name_of(document, tool),
        "progress": [progress(document, language) for language in LANGUAGES],
        "checked": document.texts[form.part].checked if form.part in document.texts else None,
        "other_languages": [code for code in document.languages() if code != form.part],
        "somebody_else": others and fresh,
        "newer": bool(draft and tool.current_id and draft.based_on_id != tool.current_id),
        "focus": request.GET.get("focus", ""),
        "saved": request.GET.get("saved", ""),
        "undo": _undo(request, document),
    }
    return render(request, "tools/tool_edit.html", context)


def _undo(request: MemberRequest, document: ToolDocument) -> str:
    """The button that brings back what was just taken away, while it is away."""
    rows, _colon, key = request.GET.get("undo", "").partition(":")
    if request.method == "POST" or not is_rows(rows) or key in keys(document, rows):
        return ""
    return Act("back", f"{rows}:{key}", request.GET.get("at", "")).value
