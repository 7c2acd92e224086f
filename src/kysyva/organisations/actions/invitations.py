"""Inviting people, and accepting. Only the hash of a link's token is ever stored."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_scopes import scope, scopes_disabled

from kysyva.accounts.models import Person
from kysyva.core.mail import send
from kysyva.organisations.models import (
    Invitation,
    Membership,
    Organisation,
    Role,
    Unit,
    invitation_expiry,
)

# Closed invitations hold the address of somebody who may never have come: not for longer than this.
FORGET_AFTER_DAYS = 90


class InvitationClosedError(Exception):
    """The invitation was accepted, revoked or too old: perhaps a moment ago."""


def invite(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role | str,
    unit: Unit | None,
    language: str,
    membership_expires_at: datetime | None,
    by: Person | None,
) -> tuple[Invitation, str]:
    """Make an invitation; returns it and the token of its link, which is shown once and not kept.

    ``by`` is None for a command.
    """
    token = Invitation.new_token()
    with scope(organisation=organisation):
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email.lower(),
            name=name,
            role=role,
            unit=unit,
            language=language,
            membership_expires_at=membership_expires_at,
            token_hash=Invitation.hash_of(token),
            created_by=by,
        )
    return invitation, token


def send_invitation(invitation: Invitation, *, address: str) -> bool:
    """E-mail the link to the invited person in their language; False if it did not leave."""
    context = {"invitation": invitation, "address": address}
    with translation.override(invitation.language):
        subject = render_to_string("organisations/email/invitation_subject.txt", context)
        text = render_to_string("organisations/email/invitation_message.txt", context)
    return send(EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[invitation.email]))


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Person) -> str:
    """Give an invitation a new link and two more weeks; the old link stops working.

    Raises ``InvitationClosedError`` if it was accepted or revoked meanwhile.
    """
    token = Invitation.new_token()
    changed = Invitation.objects.pending().filter(pk=invitation.pk)
    if not changed.update(
        token_hash=Invitation.hash_of(token), expires_at=invitation_expiry(), created_by=by
    ):
        raise InvitationClosedError
    invitation.refresh_from_db()
    return token


def revoke_invitation(invitation: Invitation, *, by: Person) -> None:
    """Take an invitation back; its link stops working.

    Raises ``InvitationClosedError`` if it was accepted or revoked meanwhile.
    """
    pending = Invitation.objects.pending().filter(pk=invitation.pk)
    if not pending.update(revoked_at=timezone.now(), revoked_by=by):
        raise InvitationClosedError


@transaction.atomic
def accept_invitation(invitation: Invitation, *, person: Person) -> Membership:
    """Make a person with an account a member, once.

    Somebody who was a member before comes back in the role of the invitation. Raises
    ``InvitationClosedError`` if somebody was faster.
    """
    _use_up(invitation)
    membership, _made = Membership.objects.update_or_create(
        organisation=invitation.organisation,
        person=person,
        defaults={
            "role": invitation.role,
            "unit": invitation.unit,
            "expires_at": invitation.membership_expires_at,
            "ended_at": None,
            "ended_by": None,
            "created_by": invitation.created_by,
        },
    )
    return membership


@transaction.atomic
def join(invitation: Invitation, *, name: str, password: str, language: str) -> Person:
    """Make an account for a newcomer, and make them a member, once.

    Raises ``InvitationClosedError`` if somebody was faster, and ``IntegrityError`` if the address
    got an account meanwhile, through another invitation.
    """
    _use_up(invitation)
    person = Person.objects.create_user(invitation.email, password, name=name, language=language)
    Membership.objects.create(
        organisation=invitation.organisation,
        person=person,
        role=invitation.role,
        unit=invitation.unit,
        expires_at=invitation.membership_expires_at,
        created_by=invitation.created_by,
    )
    return person


def _use_up(invitation: Invitation) -> None:
    """Of two who accept at once, the conditional UPDATE lets one through."""
    with scope(organisation=invitation.organisation):
        mine = Invitation.objects.open().filter(pk=invitation.pk)
        # The hash too: a link that was renewed after this page was opened is an old link.
        if not mine.filter(token_hash=invitation.token_hash).update(accepted_at=timezone.now()):
            raise InvitationClosedError


def forget_invitations() -> int:
    """Delete invitations that closed or expired long ago, of all organisations; how many."""
    before = timezone.now() - timedelta(days=FORGET_AFTER_DAYS)
    with scopes_disabled():
        return Invitation.objects.filter(expires_at__lt=before).delete()[0]
