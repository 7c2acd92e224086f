"""Toolkits in and out as files: upload, preparation, preview, confirmation; download."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.tools.actions.importing import (
    AlreadyApplied,
    LibraryChanged,
    apply_import,
    begin_import,
    cancel_import,
    prepare_import,
    problems_of,
    refresh_import,
)
from kysyva.tools.actions.placing import found_here
from kysyva.tools.forms.comparing import compared
from kysyva.tools.forms.transfer import ApplyForm, ExportForm, UploadForm
from kysyva.tools.models import Kind, StagedPart, ToolkitImport
from kysyva.tools.models.comparison import document_of, incoming
from kysyva.tools.templatetags.toolkit_ui import import_progress

State = StagedPart.State
PAST_SHOWN = 10
# Tools with errors that are read again for the preview; the rest are only counted.
INVALID_SHOWN = 20


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def toolkit(request: MemberRequest) -> HttpResponse:
    """What can be brought in and taken out; a package sent here goes on to its preview."""
    if request.method != "POST":
        return _toolkit_page(request, UploadForm())
    upload = UploadForm(request.POST, request.FILES)
    if not upload.is_valid():
        return _toolkit_page(request, upload, status=422)
    started = begin_import(
        **upload.cleaned_data["file"],
        organisation=request.organisation,
        by=request.membership.person,
    )
    prepare_import(started)
    return redirect("toolkit_import", request.organisation.slug, started.pk)


def _toolkit_page(
    request: MemberRequest,
    upload: UploadForm,
    export: ExportForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    imports = ToolkitImport.objects.filter(organisation=request.organisation)
    context = {
        "upload": upload,
        "export": export or ExportForm(organisation=request.organisation),
        "unfinished": imports.open().filter(created_by=request.membership.person),  # type: ignore[attr-defined]
        "past": imports.applied().select_related("applied_by")[:PAST_SHOWN],  # type: ignore[attr-defined]
    }
    return render(request, "tools/toolkit.html", context, status=status)


@member(can=can_edit_tools)
@require_safe
def toolkit_export(request: MemberRequest) -> HttpResponse:
    """The tools chosen in the address as a package; all that members can read without a choice."""
    export = ExportForm(organisation=request.organisation)
    export = ExportForm(request.GET or export.initial, organisation=request.organisation)
    data = export.package() if export.is_valid() else b""
    if not data:
        return _toolkit_page(request, UploadForm(), export, status=422)
    return HttpResponse(
        data,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="toolkit-{request.organisation.slug}.zip"'
        },
    )


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def toolkit_import(request: MemberRequest, toolkit_import_id: int) -> HttpResponse:
    """One package on its way in: how far it has been read, what it would change, what it did."""
    imports = ToolkitImport.objects.filter(organisation=request.organisation)
    found = get_object_or_404(
        imports.select_related("applied_by", "organisation"), pk=toolkit_import_id
    )
    if request.method == "POST":
        return _answered(request, found)
    if found.is_applied:
        return render(request, "tools/toolkit_import_done.html", {"import": found})
    if not found.is_prepared:
        return render(request, "tools/toolkit_import_reading.html", {"import": found})
    refresh_import(found)
    return _preview(request, found)


@member(can=can_edit_tools)
@require_safe
def toolkit_import_part(
    request: MemberRequest, toolkit_import_id: int, staged_part_id: int
) -> HttpResponse:
    """What a package would change in one tool, word by word."""
    parts = StagedPart.objects.filter(
        organisation=request.organisation,
        toolkit_import_id=toolkit_import_id,
        kind=Kind.TOOL,
        state__in=(State.CHANGED, State.CONFLICTING),
    )
    staged = get_object_or_404(parts.select_related("toolkit_import"), pk=staged_part_id)
    here = found_here(request.organisation, keys=[(staged.kind, staged.slug)])
    ours = here.get((staged.kind, staged.slug))
    if ours is None or ours.document is None:
        raise Http404
    theirs = incoming(staged.kind, document_of(staged), ours)
    context = {
        "import": staged.toolkit_import,
        "staged": staged,
        "parts": compared(ours.document, theirs),
    }
    return render(request, "tools/toolkit_import_part.html", context)


def _answered(request: MemberRequest, found: ToolkitImport) -> HttpResponse:
    here = redirect("toolkit_import", request.organisation.slug, found.pk)
    act = request.POST.get("act")
    if act == "cancel" and not found.is_applied:
        cancel_import(found)
        messages.success(request, _("The package was put aside. Nothing was changed."))
        return redirect("toolkit", request.organisation.slug)
    if act == "prepare" and not found.is_applied:
        prepare_import(found)
        if request.accepts("text/html"):
            return here
        text = import_progress(found)
        return JsonResponse(
            {"done": found.prepared_count, "total": found.total_count, "text": text}
        )
    if act == "apply" and found.is_prepared:
        return _applied(request, found)
    return here


def _applied(request: MemberRequest, found: ToolkitImport) -> HttpResponse:
    here = redirect("toolkit_import", request.organisation.slug, found.pk)
    groups = _groups(found)
    if groups[State.INVALID]:
        return here
    choices = _choices(groups, request.POST)
    if not choices.is_valid():
        return _preview(request, found, choices, status=422)
    try:
        apply_import(
            found,
            take_theirs=choices.take_theirs(),
            as_drafts=choices.as_drafts(),
            by=request.membership.person,
        )
    except AlreadyApplied:
        messages.info(
            request, _("This package has already been brought in. Nothing was done twice.")
        )
    except LibraryChanged:
        found.refresh_from_db()
        messages.warning(
            request,
            _("Somebody changed a tool meanwhile. Nothing was brought in; please look again."),
        )
        choices = _choices(_groups(found), kept=request.POST)
        return _preview(request, found, choices, status=409)
    return here


def _preview(
    request: MemberRequest,
    found: ToolkitImport,
    choices: ApplyForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    groups = _groups(found)
    invalid = len(groups[State.INVALID])
    context = {
        "import": found,
        "counts": {state: len(parts) for state, parts in groups.items()},
        "coming": len(groups[State.NEW]) + len(groups[State.CHANGED]),
        "problems": problems_of(found, most=INVALID_SHOWN) if invalid else [],
        "invalid_more": max(0, invalid - INVALID_SHOWN),
        "choices": choices or _choices(groups),
        **groups,
    }
    return render(request, "tools/toolkit_import.html", context, status=status)


Groups = dict[str, list[StagedPart]]


def _groups(found: ToolkitImport) -> Groups:
    """The parts of a package by state, without what is in them."""
    groups: Groups = {state: [] for state in State.values}
    for part in found.staged.defer("content", "files").select_related("organisation"):
        groups[part.state].append(part)
    return groups


def _choices(
    groups: Groups, data: QueryDict | None = None, *, kept: QueryDict | None = None
) -> ApplyForm:
    has_new = any(part.kind == Kind.TOOL for part in groups[State.NEW])
    return ApplyForm(data, staged=groups[State.CONFLICTING], has_new=has_new, kept=kept)
