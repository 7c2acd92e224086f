"""Inviting people, and accepting."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, connections
from django.utils import timezone
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.organisations.actions.invitations import (
    InvitationClosedError,
    accept_invitation,
    forget_invitations,
    invite,
    join,
    renew_invitation,
    revoke_invitation,
    send_invitation,
)
from kysyva.organisations.models import Invitation, Membership, Organisation, Role
from tests import make


def enter(invitation: Invitation) -> Person:
    return join(invitation, name="Maria", password=make.PASSWORD, language="sv")


def test_an_invitation_works_for_two_weeks(organisation: Organisation, aino: Person) -> None:
    invitation, token = invite(
        organisation=organisation,
        email="Maria@koivuranta.example",
        name="Maria",
        role=Role.SUPERVISOR,
        unit=None,
        language="sv",
        membership_expires_at=None,
        by=aino,
    )
    assert timedelta(13.9) < invitation.expires_at - timezone.now() <= timedelta(14)
    assert invitation.email == "maria@koivuranta.example"
    assert invitation.created_by == aino
    assert invitation.token_hash == Invitation.hash_of(token)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_e_mail_is_plain_text_in_the_invited_persons_language(
    organisation: Organisation, aino: Person, language: str
) -> None:
    organisation.name_fi, organisation.name_sv, organisation.name_en = "Fi & Co", "Sv", "En"
    organisation.save()
    names = {"fi": "Fi & Co", "sv": "Sv", "en": "En"}
    until = timezone.now() + timedelta(100)
    invitation, _token = invite(
        organisation=organisation,
        email="maria@koivuranta.example",
        name="Maria O'Neill",
        role=Role.CONSULTANT,
        unit=None,
        language=language,
        membership_expires_at=until,
        by=aino,
    )
    assert send_invitation(invitation, address="https://kysyva.example/x/")
    (message,) = mail.outbox
    assert message.to == ["maria@koivuranta.example"]
    assert message.content_subtype == "plain"
    assert names[language] in message.subject
    assert "\n" not in message.subject
    text = str(message.body)
    assert "https://kysyva.example/x/" in text.splitlines()
    assert "Maria O'Neill" in text
    assert aino.name in text
    assert f"{until.day}" in text


def test_a_newcomer_gets_an_account_and_a_membership(
    organisation: Organisation, aino: Person
) -> None:
    invitation, _token = make.make_invitation(organisation, role=Role.MANAGEMENT)
    invitation.created_by = aino
    person = enter(invitation)
    assert person.check_password(make.PASSWORD)
    assert (person.email, person.name, person.language) == (invitation.email, "Maria", "sv")
    membership = person.memberships.get()
    assert (membership.role, membership.created_by) == (Role.MANAGEMENT, aino)


def test_somebody_with_an_account_becomes_a_member(organisation: Organisation) -> None:
    person = make.make_person()
    invitation, _token = make.make_invitation(organisation, email=person.email)
    membership = accept_invitation(invitation, person=person)
    assert membership in Membership.objects.current()


def test_a_former_member_comes_back_in_the_role_of_the_invitation(
    organisation: Organisation, bo: Person, aino: Person
) -> None:
    bo.memberships.update(ended_at=timezone.now(), ended_by=aino)
    invitation, _token = make.make_invitation(organisation, email=bo.email, role=Role.MANAGEMENT)
    membership = accept_invitation(invitation, person=bo)
    assert bo.memberships.get() == membership
    assert (membership.role, membership.ended_at, membership.ended_by) == (
        Role.MANAGEMENT,
        None,
        None,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"accepted_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"token_hash": "0" * 64},
    ],
    ids=["used", "revoked", "expired", "renewed"],
)
def test_what_closed_since_the_page_was_opened_lets_nobody_in(
    organisation: Organisation, change: dict[str, object]
) -> None:
    invitation, _token = make.make_invitation(organisation)
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    with pytest.raises(InvitationClosedError):
        enter(invitation)
    assert not Person.objects.exists()


def test_an_invitation_is_not_used_up_when_the_account_cannot_be_made(
    organisation: Organisation,
) -> None:
    invitation, _token = make.make_invitation(organisation)
    make.make_person(email=invitation.email)
    with pytest.raises(IntegrityError):
        enter(invitation)
    invitation.refresh_from_db()
    assert invitation.is_open


def test_a_renewed_invitation_has_a_new_link_and_two_more_weeks(
    organisation: Organisation, aino: Person
) -> None:
    invitation, old = make.make_invitation(organisation)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=3))
    new = renew_invitation(invitation, by=aino)
    assert invitation.is_open
    assert invitation.token_hash == Invitation.hash_of(new) != Invitation.hash_of(old)


def test_a_revoked_invitation_says_by_whom_and_stays_revoked(
    organisation: Organisation, aino: Person
) -> None:
    invitation, _token = make.make_invitation(organisation)
    revoke_invitation(invitation, by=aino)
    invitation.refresh_from_db()
    assert invitation.revoked_by == aino
    with pytest.raises(InvitationClosedError):
        revoke_invitation(invitation, by=aino)
    with pytest.raises(InvitationClosedError):
        renew_invitation(invitation, by=aino)


def test_old_invitations_are_forgotten_of_all_organisations(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    fresh, _token = make.make_invitation(organisation)
    for whose in (organisation, other_organisation):
        old, _token = make.make_invitation(whose)
        with scope(organisation=whose):
            Invitation.objects.filter(pk=old.pk).update(
                expires_at=timezone.now() - timedelta(days=91)
            )
    assert forget_invitations() == 2
    assert list(Invitation.objects.all()) == [fresh]


# --- Two at once --------------------------------------------------------------------------------


def at_once(act: Callable[[], object], times: int = 2) -> list[str]:
    """What became of the same act in several threads that start together."""
    barrier, results = threading.Barrier(times), []

    def run() -> None:
        barrier.wait()
        try:
            act()
            results.append("done")
        except Exception as error:  # noqa: BLE001 - the name is what is asked
            results.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one connection cannot race itself; see PostgreSQL"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_newcomers_with_one_link_one_comes_in() -> None:
    invitation, _token = make.make_invitation(make.make_organisation())
    results = at_once(lambda: enter(invitation))
    assert results in (["InvitationClosedError", "done"], ["IntegrityError", "done"])
    assert Person.objects.count() == Membership.objects.count() == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one connection cannot race itself; see PostgreSQL"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_for_different_people_one_comes_in() -> None:
    organisation = make.make_organisation()
    invitation, _token = make.make_invitation(organisation)
    people = [make.make_person(), make.make_person()]
    results = at_once(lambda: accept_invitation(invitation, person=people.pop()))
    assert results == ["InvitationClosedError", "done"]
    assert Membership.objects.count() == 1
