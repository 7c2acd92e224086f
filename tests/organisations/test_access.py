"""May they? The predicates; tests/house sends everybody to every address."""

import pytest

from kysyva.organisations.access import (
    can_change,
    can_edit_tools,
    can_grant,
    can_manage_organisation,
    can_manage_people,
    can_read,
    invitation_by,
)
from kysyva.organisations.models import Membership, Organisation, Role
from tests import make

INVITERS = {Role.FACILITATOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_may(role: Role) -> None:
    membership = Membership(role=role)
    assert can_read(membership)
    assert can_edit_tools(membership) is (role == Role.FACILITATOR)
    assert can_manage_people(membership) is (role in INVITERS)
    assert can_manage_organisation(membership) is (role in INVITERS)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("granted", list(Role))
def test_only_an_administrator_makes_and_changes_administrators(role: Role, granted: Role) -> None:
    may = role == Role.ADMINISTRATOR or (role == Role.FACILITATOR and granted != Role.ADMINISTRATOR)
    assert can_grant(Membership(role=role), granted) is may
    assert can_change(Membership(role=role), Membership(role=granted)) is may


def test_whoever_holds_the_link_finds_the_invitation_without_any_scope(
    other_organisation: Organisation,
) -> None:
    invitation, token = make.make_invitation(other_organisation)
    assert invitation_by(token) == invitation
    assert invitation_by(invitation.token_hash) is None
    assert invitation_by("") is None
