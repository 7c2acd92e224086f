"""City procedures: what the organisation does first, kept right by its own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kysyva.accounts.models import Language
from kysyva.organisations.access import (
    MemberRequest,
    TenantRequest,
    can_manage_organisation,
    member,
    public,
)
from kysyva.organisations.published import published
from kysyva.tools.actions.procedures import Outdated, edit_procedure
from kysyva.tools.forms.procedure import ProcedureForm
from kysyva.tools.models import Procedure
from kysyva.tools.models.procedure import ProcedureTexts


def _shown(request: TenantRequest, procedure: Procedure) -> tuple[ProcedureTexts, str]:
    document = procedure.document
    shown = document.language_for(get_language() or "fi", request.organisation.language)
    return document.texts[shown], shown


@public
@require_safe
@published
def procedures(request: TenantRequest) -> HttpResponse:
    """All procedure pages of the organisation."""
    found = Procedure.objects.filter(organisation=request.organisation)
    rows = [(procedure, *_shown(request, procedure)) for procedure in found]
    return render(request, "tools/procedures.html", {"rows": rows})


@public
@require_safe
@published
def procedure(request: TenantRequest, kind: str) -> HttpResponse:
    """One page, calm and short."""
    found = get_object_or_404(
        Procedure.objects.filter(organisation=request.organisation), kind=kind
    )
    texts, shown = _shown(request, found)
    may_edit = request.membership is not None and can_manage_organisation(request.membership)
    context = {"procedure": found, "texts": texts, "shown": shown, "may_edit": may_edit}
    return render(request, "tools/procedure.html", context)


@member(can=can_manage_organisation)
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_edit(request: MemberRequest, kind: str) -> HttpResponse:
    """Change the words in one language (``?text=sv``): the city's own link and phone above all."""
    found = get_object_or_404(
        Procedure.objects.filter(organisation=request.organisation), kind=kind
    )
    asked = request.GET.get("text", "")
    language = asked if asked in Language.values else request.organisation.language
    texts = found.document.texts.get(language)
    form = ProcedureForm(request.POST or None, texts=texts, revision=found.revision)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_procedure(
                found,
                language=language,
                texts=form.texts(),
                expected=form.cleaned_data["revision"],
                by=request.user,  # type: ignore[arg-type]
            )
        except Outdated as outdated:
            # What was typed stays in the form; what was saved meanwhile is shown beside it.
            theirs = outdated.texts
            form = ProcedureForm(form.again(outdated.revision), texts=texts, revision=0)
        else:
            messages.success(request, _("The page was saved. Readers see it at once."))
            begun = form.cleaned_data["revision"]
            return redirect(f"{request.path}?text={language}&saved={begun}")
    context = {
        "procedure": found,
        "form": form,
        "text_language": language,
        "languages": [(code, code in found.document.texts) for code in Language.values],
        "theirs": theirs,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "tools/procedure_edit.html", context)
