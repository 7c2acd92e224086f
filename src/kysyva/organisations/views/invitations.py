"""Inviting people, and coming in by an invitation's link."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kysyva.accounts.models import Person
from kysyva.organisations.access import (
    MemberRequest,
    can_grant,
    can_manage_people,
    invitation_by,
    member,
    public,
)
from kysyva.organisations.actions.invitations import (
    InvitationClosedError,
    accept_invitation,
    invite,
    join,
    renew_invitation,
    revoke_invitation,
    send_invitation,
)
from kysyva.organisations.forms import InvitationForm, JoiningForm
from kysyva.organisations.models import Invitation, end_of


@member(can=can_manage_people)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: MemberRequest) -> HttpResponse:
    """Invite somebody; the answer shows the link, this once."""
    form = InvitationForm(
        request.POST or None, by=request.membership, organisation=request.organisation
    )
    if request.method == "POST" and form.is_valid():
        made, token = invite(
            organisation=request.organisation,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            role=form.cleaned_data["role"],
            unit=form.cleaned_data["unit"],
            language=form.cleaned_data["language"],
            membership_expires_at=end_of(form.cleaned_data["last_day"]),
            by=request.membership.person,
        )
        return _sent(request, made, token)
    return render(request, "organisations/person_invite.html", {"form": form})


@member(can=can_manage_people)
@never_cache
@require_POST
def invitation_resend(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Send a new link; the old one stops working."""
    found = _load(request, invitation_id)
    try:
        token = renew_invitation(found, by=request.membership.person)
    except InvitationClosedError:
        return _too_late(request)
    return _sent(request, found, token)


@member(can=can_manage_people)
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    found = _load(request, invitation_id)
    try:
        revoke_invitation(found, by=request.membership.person)
    except InvitationClosedError:
        return _too_late(request)
    text = _("The invitation of %(email)s was taken back. Its link no longer works.")
    messages.success(request, text % {"email": found.email})
    return redirect("people", request.organisation.slug)


@public
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; accept as oneself, or make an account and come in."""
    found = invitation_by(token)
    if found is None or not found.is_open:
        return _closed(request, found)
    known = Person.objects.filter(email__iexact=found.email).first()
    form = JoiningForm(None, email=found.email, initial={"name": found.name})
    try:
        if request.method == "POST" and request.user == known:
            return _accept(request, found)
        if request.method == "POST" and known is None and not request.user.is_authenticated:
            form = JoiningForm(request.POST, email=found.email)
            if form.is_valid():
                return _join(request, found, form)
    except InvitationClosedError:
        return _closed(request, invitation_by(token))
    except IntegrityError:  # the address got an account meanwhile: the page now asks to sign in
        return redirect(request.path)
    context = {"invitation": found, "known": known, "form": form}
    return render(request, "organisations/invitation.html", context)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    assert isinstance(request.user, Person)
    accept_invitation(found, person=request.user)
    return _welcome(request, found, request.user)


def _join(request: HttpRequest, found: Invitation, form: JoiningForm) -> HttpResponse:
    person = join(
        found,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password"],
        language=get_language() or found.language,
    )
    login(request, person)
    return _welcome(request, found, person)


def _welcome(request: HttpRequest, found: Invitation, person: Person) -> HttpResponse:
    with translation.override(person.language):
        text = _("Welcome to %(organisation)s.")
        messages.success(request, text % {"organisation": found.organisation})
        return redirect("organisation_home", found.organisation.slug)


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """404 for a link that never was, 410 for one that has had its time.

    Whoever pressed twice, or kept the link as a bookmark, is let in at their own door.
    """
    email = getattr(request.user, "email", None)
    if found is not None and found.accepted_at is not None and found.email == email:
        return redirect("organisation_home", found.organisation.slug)
    context = {"invitation": found}
    status = 404 if found is None else 410
    return render(request, "organisations/invitation_closed.html", context, status=status)


def _load(request: MemberRequest, invitation_id: int) -> Invitation:
    """A pending invitation of this organisation to a role that this person may give."""
    found = get_object_or_404(
        Invitation.objects.pending().select_related("organisation", "unit"), pk=invitation_id
    )
    if not can_grant(request.membership, found.role):
        raise PermissionDenied
    return found


def _sent(request: MemberRequest, found: Invitation, token: str) -> HttpResponse:
    """E-mail the link and show it; not a redirect, because the token is kept nowhere."""
    with translation.override(found.language):
        address = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        "invitation": found,
        "address": address,
        "is_sent": send_invitation(found, address=address),
    }
    return render(request, "organisations/person_invited.html", context)


def _too_late(request: MemberRequest) -> HttpResponse:
    messages.error(request, _("The invitation was accepted or taken back a moment ago."))
    return redirect("people", request.organisation.slug)
