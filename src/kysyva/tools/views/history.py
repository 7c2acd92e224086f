"""What a tool has been: its versions and statuses, an old version, what changed between two."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.tools.access import is_editor, person_of
from kysyva.tools.actions.drafting import Stale, start_draft
from kysyva.tools.forms.comparing import compared
from kysyva.tools.models import Draft, Tool, ToolVersion
from kysyva.tools.views.finding import edit_address, editable_or_404, name_of
from kysyva.tools.views.tool import card_context, tool_or_404


@member()
@require_safe
def tool_history(request: MemberRequest, slug: str) -> HttpResponse:
    """Versions and changes of status, latest first, with who, when and why."""
    tool = tool_or_404(request, slug)
    versions = tool.versions.select_related("created_by").defer("content", "summary")
    changes = tool.status_changes.select_related("by")
    entries: list[dict[str, Any]] = [
        {"at": version.created_at, "version": version} for version in versions
    ]
    entries += [{"at": change.at, "change": change} for change in changes]
    entries.sort(key=lambda entry: entry["at"], reverse=True)
    context = {
        **_context(request, tool),
        "entries": entries,
        "draft": _draft(request, tool),
    }
    return render(request, "tools/tool_history.html", context)


@member()
@require_safe
def tool_version(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """A version as it was read then."""
    tool = tool_or_404(request, slug)
    version = _version(tool, number)
    context = {
        **_context(request, tool),
        **card_context(request, tool, version.document),
        "version": version,
        "frozen": True,
        "draft": _draft(request, tool),
    }
    return render(request, "tools/tool_version.html", context)


@member(can=can_edit_tools)
@require_POST
def tool_restore(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """An older version becomes a new draft; a draft that exists is not touched."""
    tool = editable_or_404(request, slug)
    version = _version(tool, number)
    try:
        start_draft(tool, version.document, by=person_of(request))
    except Stale:
        messages.warning(
            request,
            _("There is a draft of this tool already. Publish it or throw it away first."),
        )
        return redirect("tool_version", request.organisation.slug, slug, number)
    messages.success(
        request,
        _("The draft now says what version %(number)d said. Nothing is published yet.")
        % {"number": number},
    )
    return redirect(edit_address(tool))


@member()
@require_safe
def tool_compare(request: MemberRequest, slug: str) -> HttpResponse:
    """What changed between two versions (``?from=1&to=2``), by default the last two."""
    tool = tool_or_404(request, slug)
    if tool.current is None:
        raise Http404
    to = _number(request.GET.get("to", ""), tool.current.number)
    after = _version(tool, to)
    before = _version(tool, _number(request.GET.get("from", ""), max(to - 1, 1)))
    context = {
        **_context(request, tool),
        "before": before,
        "after": after,
        "numbers": list(tool.versions.values_list("number", flat=True)),
        "parts": compared(before.document, after.document),
    }
    return render(request, "tools/tool_compare.html", context)


def _context(request: MemberRequest, tool: Tool) -> dict[str, Any]:
    name = name_of(tool.current.document, tool) if tool.current else tool.slug
    return {"tool": tool, "name": name, "is_editor": is_editor(request)}


def _draft(request: MemberRequest, tool: Tool) -> Draft | None:
    """The draft, for those who may know of it."""
    return Draft.objects.filter(tool=tool).first() if is_editor(request) else None


def _version(tool: Tool, number: int) -> ToolVersion:
    return get_object_or_404(tool.versions.select_related("created_by"), number=number)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
