"""Changing, ending and bringing back memberships."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.actions.memberships import (
    LastAdministratorError,
    change_membership,
    end_membership,
    restore_membership,
)
from kysyva.organisations.models import Membership, Organisation, Role
from tests import make

SOON = timezone.now() + timedelta(days=30)


def change(person: Person, by: Person, *, role: str = Role.ADMINISTRATOR, **more: object) -> None:
    place = {"unit": None, "expires_at": None, **more}
    change_membership(person.memberships.get(), role=role, by=by, **place)  # type: ignore[arg-type]


def test_a_change_says_who_and_when(organisation: Organisation, bo: Person, timo: Person) -> None:
    unit = make.make_unit(organisation)
    change(bo, timo, role=Role.MANAGEMENT, unit=unit, expires_at=SOON)
    membership = bo.memberships.get()
    assert (membership.role, membership.unit, membership.expires_at) == (
        Role.MANAGEMENT,
        unit,
        SOON,
    )
    assert membership.changed_by == timo
    assert membership.changed_at is not None


def test_an_end_says_who_and_when_and_ends_the_sessions(bo: Person, timo: Person) -> None:
    before = bo.get_session_auth_hash()
    end_membership(bo.memberships.get(), by=timo)
    membership = bo.memberships.get()
    assert membership.ended_by == timo
    assert not Membership.objects.current().filter(person=bo).exists()
    assert Person.objects.get(pk=bo.pk).get_session_auth_hash() != before


def test_ending_twice_keeps_the_first_end(bo: Person, timo: Person, aino: Person) -> None:
    end_membership(bo.memberships.get(), by=timo)
    end_membership(bo.memberships.get(), by=aino)
    assert bo.memberships.get().ended_by == timo


def test_an_end_is_undone_with_everything_as_it_was(
    organisation: Organisation, timo: Person
) -> None:
    person = make.make_member(organisation, Role.CONSULTANT, expires_at=SOON)
    end_membership(person.memberships.get(), by=timo)
    restore_membership(person.memberships.get(), by=timo)
    membership = person.memberships.get()
    assert membership in Membership.objects.current()
    assert (membership.role, membership.expires_at) == (Role.CONSULTANT, SOON)


def test_the_last_administrator_stays(timo: Person) -> None:
    with pytest.raises(LastAdministratorError):
        end_membership(timo.memberships.get(), by=timo)
    with pytest.raises(LastAdministratorError):
        change(timo, timo, role=Role.FACILITATOR)
    with pytest.raises(LastAdministratorError):
        change(timo, timo, expires_at=SOON)
    assert timo.memberships.get() in Membership.objects.current()


@pytest.mark.parametrize("kind", ["expiring", "ended", "inactive", "elsewhere"])
def test_another_administrator_counts_only_if_they_last(
    organisation: Organisation, other_organisation: Organisation, timo: Person, kind: str
) -> None:
    where = other_organisation if kind == "elsewhere" else organisation
    expires_at = SOON if kind == "expiring" else None
    other = make.make_member(where, Role.ADMINISTRATOR, expires_at=expires_at)
    if kind == "ended":
        other.memberships.update(ended_at=timezone.now())
    if kind == "inactive":
        Person.objects.filter(pk=other.pk).update(is_active=False)
    with pytest.raises(LastAdministratorError):
        end_membership(timo.memberships.get(), by=timo)


def test_one_of_two_administrators_may_go(organisation: Organisation, timo: Person) -> None:
    make.make_member(organisation, Role.ADMINISTRATOR)
    change(timo, timo, role=Role.FACILITATOR)
    assert timo.memberships.get().role == Role.FACILITATOR


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one connection cannot race itself; see PostgreSQL"
)
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_at_once_do_not_both_go() -> None:
    organisation = make.make_organisation()
    people = [make.make_member(organisation, Role.ADMINISTRATOR) for _number in range(2)]
    memberships = [person.memberships.get() for person in people]
    barrier, failures = threading.Barrier(2), []

    def run(membership: Membership, by: Person) -> None:
        barrier.wait()
        try:
            end_membership(membership, by=by)
        except LastAdministratorError:
            failures.append(by)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=pair)
        for pair in zip(memberships, reversed(people), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) == 1
    assert Membership.objects.current().count() == 1
