"""Who may open a view: four words, of which every view carries exactly one.

``@public``, ``@signed_in``, ``@member(can=…)`` (and ``@participant`` once meetings take people in
by code). A view with an organisation in its address runs inside that organisation's tenant scope.
What a person may not know of answers 404; what they know of but may not do answers 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django_scopes import scope, scopes_disabled

from kysyva.accounts.access import marked
from kysyva.organisations.models import Invitation, Membership, Organisation, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Predicate = Callable[[Membership], bool]

EDITORS = frozenset({Role.FACILITATOR})
INVITERS = frozenset({Role.FACILITATOR, Role.ADMINISTRATOR})


class TenantRequest(HttpRequest):
    """A request for something of one organisation, as the decorators below leave it."""

    organisation: Organisation
    membership: Membership | None


class MemberRequest(TenantRequest):
    """A request of somebody who belongs to the organisation."""

    membership: Membership


def can_read(membership: Membership) -> bool:
    """Every member reads the published toolkit."""
    return True


def can_edit_tools(membership: Membership) -> bool:
    """HR facilitators own the quality of the toolkit."""
    return membership.role in EDITORS


def can_manage_people(membership: Membership) -> bool:
    """Facilitators and administrators invite people and end memberships."""
    return membership.role in INVITERS


def can_manage_organisation(membership: Membership) -> bool:
    """Administrators, and the facilitators who publish, decide what is open to everybody."""
    return membership.role in INVITERS


def can_grant(membership: Membership, role: str) -> bool:
    """Only an administrator makes another administrator."""
    return membership.role == Role.ADMINISTRATOR or (
        can_manage_people(membership) and role != Role.ADMINISTRATOR
    )


def can_change(membership: Membership, other: Membership) -> bool:
    """Only an administrator changes or ends the membership of an administrator."""
    return can_grant(membership, other.role)


def invitation_by(token: str) -> Invitation | None:
    """The invitation of a link, open or not: whoever holds the link knows of it."""
    with scopes_disabled():
        found = Invitation.objects.filter(token_hash=Invitation.hash_of(token))
        return found.select_related("organisation", "unit", "created_by").first()


def membership_in(slug: str, *, person_id: int | None) -> Membership | None:
    """The current membership of a person in an organisation, which comes with it; one query."""
    if person_id is None:
        return None
    found = Membership.objects.current().filter(organisation__slug=slug, person_id=person_id)
    return found.select_related("organisation").order_by().first()


def _enter(request: HttpRequest, slug: str) -> TenantRequest | None:
    """The request with organisation and membership, or None if there is no such organisation."""
    membership = membership_in(slug, person_id=request.user.pk)
    organisation = (
        membership.organisation if membership else Organisation.objects.filter(slug=slug).first()
    )
    if organisation is None:
        return None
    request.organisation = organisation  # type: ignore[attr-defined]
    request.membership = membership  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    """Strangers are asked to sign in, whether the address exists or not; others find nothing."""
    # The page that says so must not name the organisation either.
    request.organisation = request.membership = None  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def public(view: View) -> View:
    """Anybody may; what an organisation has closed, only its members."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        slug = kwargs.pop("organisation", None)
        if slug is None:
            return view(request, *args, **kwargs)
        tenant = _enter(request, slug)
        if tenant is None or not (tenant.membership or tenant.organisation.is_open):
            return _turned_away(request)
        with scope(organisation=tenant.organisation):
            return view(tenant, *args, **kwargs)

    return marked(guarded, "public")  # type: ignore[return-value]


def member(*, can: Predicate = can_read) -> Callable[[View], View]:
    """Members of the organisation in the address may, if ``can`` says so of their membership."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, organisation: str, **kwargs: Any
        ) -> HttpResponseBase:
            tenant = _enter(request, organisation)
            if tenant is None or tenant.membership is None:
                return _turned_away(request)
            if not can(tenant.membership):
                raise PermissionDenied
            with scope(organisation=tenant.organisation):
                return view(tenant, *args, **kwargs)

        return marked(guarded, "member")  # type: ignore[return-value]

    return decorate
