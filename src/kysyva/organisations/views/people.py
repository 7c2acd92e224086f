"""Who is here: members, their roles and ends."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kysyva.organisations.access import (
    MemberRequest,
    can_change,
    can_grant,
    can_manage_people,
    member,
)
from kysyva.organisations.actions.memberships import (
    LastAdministratorError,
    change_membership,
    end_membership,
    restore_membership,
)
from kysyva.organisations.forms import MembershipForm
from kysyva.organisations.models import Invitation, Membership, end_of

PAGE = 100


@member(can=can_manage_people)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Members, pending invitations, and memberships that ended lately."""
    memberships = request.organisation.memberships.select_related("person", "unit")
    page = Paginator(memberships.current(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "members": [(found, can_change(request.membership, found)) for found in page],
        "invitations": [
            (found, can_grant(request.membership, found.role))
            for found in Invitation.objects.pending().select_related("unit")
        ],
        "ended": [
            (found, can_change(request.membership, found)) for found in memberships.lately_ended()
        ],
    }
    return render(request, "organisations/people.html", context)


@member(can=can_manage_people)
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Change a member's role, unit and last day."""
    found = _load(request, membership_id)
    if found.ended_at is not None:
        return redirect("people", request.organisation.slug)
    form = MembershipForm.of(found, request.POST or None, by=request.membership)
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(
                found,
                role=form.cleaned_data["role"],
                unit=form.cleaned_data["unit"],
                expires_at=end_of(form.cleaned_data["last_day"]),
                by=request.membership.person,
            )
        except LastAdministratorError:
            form.add_error(None, _last_administrator())
        else:
            messages.success(request, _("Saved."))
            return redirect("people", request.organisation.slug)
    return render(request, "organisations/membership.html", {"form": form, "changed": found})


@member(can=can_manage_people)
@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Ask once, then end a membership. Ending twice is ending once."""
    found = _load(request, membership_id)
    problem = ""
    if request.method == "POST":
        try:
            end_membership(found, by=request.membership.person)
        except LastAdministratorError:
            problem = _last_administrator()
        else:
            text = _("%(name)s is no longer a member. You can undo it at the end of this page.")
            messages.success(request, text % {"name": found.person})
            return redirect("people", request.organisation.slug)
    context = {"ending": found, "problem": problem}
    return render(request, "organisations/membership_end.html", context)


@member(can=can_manage_people)
@require_POST
def membership_restore(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Undo the end of a membership."""
    found = _load(request, membership_id)
    restore_membership(found, by=request.membership.person)
    messages.success(request, _("%(name)s is a member again.") % {"name": found.person})
    return redirect("people", request.organisation.slug)


def _load(request: MemberRequest, membership_id: int) -> Membership:
    """A membership of this organisation that this person may change."""
    memberships = request.organisation.memberships.select_related("person", "unit", "organisation")
    found = get_object_or_404(memberships, pk=membership_id)
    if not can_change(request.membership, found):
        raise PermissionDenied
    return found


def _last_administrator() -> str:
    return _(
        "This is the only administrator whose membership does not end by itself. "
        "Make somebody else an administrator first."
    )
