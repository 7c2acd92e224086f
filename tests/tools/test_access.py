"""Who reads which tools."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kysyva.organisations.access import TenantRequest
from kysyva.organisations.models import Membership, Organisation, Role
from kysyva.tools.access import can_see, library_of
from kysyva.tools.models import Status
from tests import make

FOR_EVERYBODY = {Status.IN_USE}
FOR_MEMBERS = {Status.IN_USE, Status.READY, Status.IN_TRIAL, Status.REFINING}


def request_of(organisation: Organisation, role: Role | None) -> TenantRequest:
    request: TenantRequest = RequestFactory().get("/")  # type: ignore[assignment]
    request.organisation = organisation
    request.membership = Membership(role=role) if role else None
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (None, FOR_EVERYBODY),
        (Role.SUPERVISOR, FOR_MEMBERS),
        (Role.ADMINISTRATOR, FOR_MEMBERS),
        (Role.FACILITATOR, set(Status)),
    ],
)
def test_the_status_decides_who_sees_a_tool(
    role: Role | None, seen: set[Status], organisation: Organisation
) -> None:
    request = request_of(organisation, role)
    tools = {status: make.make_tool(organisation, status=status) for status in Status}
    assert {status for status, tool in tools.items() if can_see(request, tool)} == seen
    organisation.refresh_from_db()
    catalogue, audience = library_of(request)
    listed = {card.status for n, card in enumerate(catalogue.cards) if audience >> n & 1}
    # An idea is not a card yet.
    assert listed == seen - {Status.IDEA}


def test_a_tool_without_a_version_is_the_facilitators_alone(organisation: Organisation) -> None:
    tool = organisation.tools.create(slug="new", status=Status.IN_USE)
    assert not can_see(request_of(organisation, None), tool)
    assert not can_see(request_of(organisation, Role.SUPERVISOR), tool)
    assert can_see(request_of(organisation, Role.FACILITATOR), tool)
