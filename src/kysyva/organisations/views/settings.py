"""The organisation itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kysyva.organisations.access import MemberRequest, can_manage_organisation, member
from kysyva.organisations.actions.organisations import change_organisation
from kysyva.organisations.forms import OrganisationForm
from kysyva.organisations.models import Organisation


@member(can=can_manage_organisation)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_settings(request: MemberRequest) -> HttpResponse:
    """Names, first language, and whether the published tools are open to everybody."""
    # A row of its own: an invalid form must not change the name above the page.
    stored = Organisation.objects.select_related("opened_by").get(pk=request.organisation.pk)
    was_open = stored.opened_at is not None
    form = OrganisationForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        change_organisation(request.organisation, **form.cleaned_data, by=request.membership.person)
        messages.success(request, _told(was_open, is_open=form.cleaned_data["is_open"]))
        return redirect("organisation_settings", request.organisation.slug)
    return render(request, "organisations/organisation_settings.html", {"form": form})


def _told(was_open: bool, *, is_open: bool) -> str:
    """What changed for readers is said, so that a slip is seen at once."""
    if is_open == was_open:
        return _("Saved.")
    if is_open:
        return _("Saved. Anybody on the internet can read the tools in use now.")
    return _("Saved. Only members can read the tools now.")
