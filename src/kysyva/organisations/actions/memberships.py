"""Changing, ending and bringing back memberships."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kysyva.accounts.actions import end_sessions
from kysyva.accounts.models import Person
from kysyva.organisations.actions.organisations import queue
from kysyva.organisations.models import Membership, Organisation, Role, Unit


class LastAdministratorError(Exception):
    """An organisation keeps one administrator whose membership does not end by itself."""


def add_member(*, organisation: Organisation, person: Person, role: str) -> Membership:
    """Make a person a member without an invitation: for commands of the administrator."""
    return Membership.objects.create(organisation=organisation, person=person, role=role)


@transaction.atomic
def change_membership(
    membership: Membership,
    *,
    role: str,
    unit: Unit | None,
    expires_at: datetime | None,
    by: Person,
) -> None:
    """Keep role, unit and end. Raises ``LastAdministratorError``."""
    queue(membership.organisation)
    membership.refresh_from_db()
    if role != Role.ADMINISTRATOR or expires_at is not None:
        _keep_an_administrator(membership)
    membership.role, membership.unit, membership.expires_at = role, unit, expires_at
    membership.changed_at, membership.changed_by = timezone.now(), by
    membership.save()


@transaction.atomic
def end_membership(membership: Membership, *, by: Person) -> None:
    """End a membership now, and the sessions of the person. Raises ``LastAdministratorError``."""
    queue(membership.organisation)
    membership.refresh_from_db()
    if membership.ended_at is not None:
        return
    _keep_an_administrator(membership)
    membership.ended_at, membership.ended_by = timezone.now(), by
    membership.save(update_fields=["ended_at", "ended_by"])
    end_sessions(membership.person)


@transaction.atomic
def restore_membership(membership: Membership, *, by: Person) -> None:
    """Undo the end of a membership: role, unit and end date are as they were."""
    membership.refresh_from_db()
    membership.ended_at = membership.ended_by = None
    membership.changed_at, membership.changed_by = timezone.now(), by
    membership.save()


def _keep_an_administrator(membership: Membership) -> None:
    """Refuse what would leave nobody. The caller holds the organisation's lock."""
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.lasting().filter(
        organisation=membership.organisation, role=Role.ADMINISTRATOR, person__is_active=True
    )
    if not others.exclude(pk=membership.pk).exists():
        raise LastAdministratorError
