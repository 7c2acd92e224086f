"""Publishing a draft, changing a status, saying who looks after a tool."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.tools.access import person_of
from kysyva.tools.actions.drafting import Stale, Start
from kysyva.tools.actions.releasing import Gated, change_status, look_after, publish_draft
from kysyva.tools.forms.comparing import compared
from kysyva.tools.forms.labels import label_of
from kysyva.tools.forms.releasing import CareForm, PublishForm, StatusForm
from kysyva.tools.models import LANGUAGES, Draft, Tool, ToolDocument, ToolVersion
from kysyva.tools.models.fields import ROWS
from kysyva.tools.models.progress import progress
from kysyva.tools.models.rules import Problem, problems
from kysyva.tools.views.finding import edit_address, editable_or_404, name_of


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_publish(request: MemberRequest, slug: str) -> HttpResponse:
    """What is missing, what changes, a note; then the draft becomes a version."""
    tool = editable_or_404(request, slug)
    draft = Draft.objects.filter(tool=tool).select_related("updated_by", "based_on").first()
    if draft is None:
        messages.info(request, _("There is no draft to publish: nothing has been changed."))
        return redirect("tool_edit", request.organisation.slug, slug)
    document = draft.document
    form = PublishForm(tool, request.POST or None)
    same = bool(tool.current and tool.current.digest == document.digest())
    newer = tool.current_id is not None and draft.based_on_id != tool.current_id
    found = problems(document)
    if request.method == "POST" and form.is_valid() and not (found or same or newer):
        version = _published(request, tool, form)
        if version:
            text = _("Version %(number)d is published.") % {"number": version.number}
            messages.success(request, text)
            return redirect(tool.get_absolute_url())
    context = {
        "tool": tool,
        "draft": draft,
        "name": name_of(document, tool),
        "form": form,
        "start": Start.of(tool, draft),
        "problems": [_place(problem, tool, document) for problem in found],
        "progress": [progress(document, language) for language in LANGUAGES],
        "same": same,
        "newer": newer,
        "parts": compared(tool.current.document, document) if tool.current else [],
    }
    return render(request, "tools/tool_publish.html", context)


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_status(request: MemberRequest, slug: str) -> HttpResponse:
    """Another status without a new version (``act=status``); who looks after it (``act=care``)."""
    tool = editable_or_404(request, slug)
    act = request.POST.get("act", "")
    form = StatusForm(tool, request.POST if act == "status" else None)
    care = CareForm(tool, request.organisation, request.POST if act == "care" else None)
    if act == "care" and care.is_valid():
        look_after(tool, **care.cleaned_data, by=person_of(request))
        messages.success(request, _("Saved."))
        return redirect("tool_history", request.organisation.slug, slug)
    if act == "status" and form.is_valid() and _change_status(request, tool, form):
        return redirect("tool_history", request.organisation.slug, slug)
    context = {
        "tool": tool,
        "name": name_of(tool.current.document, tool) if tool.current else tool.slug,
        "form": form,
        "care": care,
    }
    return render(request, "tools/tool_status.html", context)


def _published(request: MemberRequest, tool: Tool, form: PublishForm) -> ToolVersion | None:
    try:
        return publish_draft(
            tool,
            start=Start.read(request.POST.get("start", "")),
            by=person_of(request),
            **form.cleaned_data,
        )
    except (Stale, Gated):
        message = _("Somebody saved the draft after you opened this page. Look at it once more.")
        form.add_error(None, message)
        return None


def _change_status(request: MemberRequest, tool: Tool, form: StatusForm) -> bool:
    try:
        change_status(
            tool,
            before=request.POST.get("before", ""),
            after=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
            by=person_of(request),
        )
    except Stale:
        form.add_error(None, _("Somebody changed the status meanwhile. Look at it once more."))
        return False
    except Gated:
        form.add_error(
            None, _("The published version is not complete enough for this. Publish a new one.")
        )
        return False
    messages.success(request, _("The status is changed."))
    return True


def _place(problem: Problem, tool: Tool, document: ToolDocument) -> dict[str, Any]:
    """A problem with the address of its field; rows stand with the words of a language."""
    part, field = problem.part, problem.field
    if part == "facts" and field.startswith(ROWS):
        part = document.language_for(get_language() or "fi") if document.texts else "fi"
        label = _("Steps") if field.startswith("steps") else _("Questions")
    else:
        label = label_of(f"{part}.{field}", document)
    focus = f"add:{field}" if field in ROWS else ""
    address = edit_address(tool, part=part, check="1", field=field, focus=focus)
    return {"part": part, "label": label, "message": problem.message, "address": address}
