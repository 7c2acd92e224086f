"""Two people saved the same draft: the slower one sees both texts and chooses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.tools.access import person_of
from kysyva.tools.actions.drafting import (
    Stale,
    Start,
    current_document,
    document_at,
    rebase_draft,
    save_draft,
)
from kysyva.tools.forms.conflict import ConflictForm
from kysyva.tools.models import Draft, Tool, ToolDocument, ToolVersion
from kysyva.tools.models.fields import flattened
from kysyva.tools.models.merge import merged
from kysyva.tools.views.finding import edit_address, editable_or_404


@member(can=can_edit_tools)
@require_POST
def tool_conflict(request: MemberRequest, slug: str) -> HttpResponse:
    """What was chosen for each field becomes the draft, unless somebody was faster once more."""
    tool = editable_or_404(request, slug)
    start = Start.read(request.POST.get("start", ""))
    theirs = document_at(tool, start) or current_document(tool, _draft(tool))
    form = ConflictForm.read(request.POST, theirs)
    document = form.document()
    if document is None:
        return _page(request, tool, form, start=start)
    try:
        save_draft(tool, document, start=start, by=person_of(request))
    except Stale:
        return conflict_page(request, tool, theirs, document)
    messages.success(request, _("The draft is saved, with what you chose."))
    return _back(request, tool)


@member(can=can_edit_tools)
@require_POST
def tool_rebase(request: MemberRequest, slug: str) -> HttpResponse:
    """A version came after the draft was begun: bring both together (``version`` when chosen)."""
    tool = editable_or_404(request, slug)
    draft = get_object_or_404(Draft.objects.select_related("based_on"), tool=tool)
    if not (sent := request.POST.get("version", "")).isdecimal():
        return _rebase_page(request, tool, draft)
    version = get_object_or_404(tool.versions, pk=int(sent))
    start = Start.read(request.POST.get("start", ""))
    form = ConflictForm.read(request.POST, version.document)
    document = form.document()
    if document is None:
        return _page(request, tool, form, start=start, version=version)
    try:
        rebase_draft(tool, document, start=start, version=version, by=person_of(request))
    except Stale:
        return conflict_page(request, tool, document_at(tool, start), document)
    messages.success(
        request, _("The draft now goes on from version %(number)d.") % {"number": version.number}
    )
    return _back(request, tool)


def _rebase_page(request: MemberRequest, tool: Tool, draft: Draft) -> HttpResponse:
    if tool.current is None or draft.based_on_id == tool.current_id:
        return _back(request, tool)
    base = flattened(draft.based_on.document) if draft.based_on else None
    theirs = tool.current.document
    form = ConflictForm.of(merged(base, flattened(draft.document), flattened(theirs)), theirs)
    start = Start.of(tool, draft)
    return _page(request, tool, form, start=start, version=tool.current)


def conflict_page(
    request: MemberRequest, tool: Tool, base: ToolDocument | None, mine: ToolDocument
) -> HttpResponse:
    """Both texts, for whoever came later; nobody is asked who changed nothing."""
    draft = _draft(tool)
    theirs = current_document(tool, draft)
    together = merged(flattened(base) if base else None, flattened(mine), flattened(theirs))
    if together.fields == flattened(theirs):
        if draft is None or draft.updated_by_id != request.user.pk:
            text = _("Somebody saved this draft meanwhile. You see the newest text.")
            messages.info(request, text)
        return _back(request, tool)
    form = ConflictForm.of(together, theirs)
    return _page(request, tool, form, start=Start.of(tool, draft))


def _draft(tool: Tool) -> Draft | None:
    return Draft.objects.filter(tool=tool).select_related("updated_by").first()


def _typed(request: MemberRequest) -> str:
    """Where the slower person began, by which their browser knows what it kept."""
    return request.POST.get("typed") or request.POST.get("start", "")


def _back(request: MemberRequest, tool: Tool) -> HttpResponse:
    return redirect(edit_address(tool, part=request.POST.get("part", ""), saved=_typed(request)))


def _page(
    request: MemberRequest,
    tool: Tool,
    form: ConflictForm,
    *,
    start: Start,
    version: ToolVersion | None = None,
) -> HttpResponse:
    sides = form.sides()
    context = {
        "tool": tool,
        "draft": _draft(tool),
        "form": form,
        "start": start,
        "version": version,
        "typed": _typed(request),
        "part": request.POST.get("part", ""),
        "colliding": [side for side in sides if side.choice.collides],
        "alone": [side for side in sides if not side.choice.collides],
    }
    return render(request, "tools/tool_conflict.html", context)
