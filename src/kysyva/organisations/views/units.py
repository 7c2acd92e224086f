"""The tree of units."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kysyva.organisations.access import MemberRequest, can_manage_people, member
from kysyva.organisations.actions.units import (
    UnitInsideItselfError,
    UnitNameTakenError,
    UnitNotEmptyError,
    add_unit,
    change_unit,
    delete_unit,
)
from kysyva.organisations.forms import UnitForm
from kysyva.organisations.models import Unit, tree_of


@member(can=can_manage_people)
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: MemberRequest) -> HttpResponse:
    """The tree, and a form that adds to it."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_unit(organisation=request.organisation, **form.cleaned_data)
        except UnitNameTakenError:
            form.add_error("name", _taken())
        else:
            messages.success(request, _("The unit was added."))
            return redirect("units", request.organisation.slug)
    now = timezone.now()
    here = Q(members__ended_at=None) & (
        Q(members__expires_at=None) | Q(members__expires_at__gt=now)
    )
    counted = Unit.objects.annotate(member_count=Count("members", filter=here))
    return render(request, "organisations/units.html", {"form": form, "tree": tree_of(counted)})


@member(can=can_manage_people)
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Rename and move a unit."""
    found = get_object_or_404(Unit.objects.select_related("organisation"), pk=unit_id)
    form = UnitForm(request.POST or None, unit=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(found, **form.cleaned_data)
        except UnitNameTakenError:
            form.add_error("name", _taken())
        except UnitInsideItselfError:
            form.add_error("parent", _("A unit cannot be a part of itself."))
        else:
            messages.success(request, _("Saved."))
            return redirect("units", request.organisation.slug)
    context = {"form": form, "unit": found, "is_empty": found.is_empty()}
    return render(request, "organisations/unit.html", context)


@member(can=can_manage_people)
@require_POST
def unit_delete(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Delete an empty unit."""
    found = get_object_or_404(Unit.objects.select_related("organisation"), pk=unit_id)
    try:
        delete_unit(found)
    except UnitNotEmptyError:
        messages.error(request, _("The unit is not empty, so it was not deleted."))
        return redirect("unit", request.organisation.slug, unit_id)
    messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
    return redirect("units", request.organisation.slug)


def _taken() -> str:
    return _("A unit with this name is here already.")
