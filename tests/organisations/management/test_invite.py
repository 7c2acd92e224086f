"""Inviting from the command line."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.models import Invitation, Organisation

SOON = timezone.localdate() + timedelta(days=90)


def run(*arguments: str, **options: Any) -> str:
    said = StringIO()
    call_command("invite", *arguments, **options, stdout=said, stderr=said)
    return said.getvalue()


def test_it_prints_the_link_and_mails_it_only_if_told_to(organisation: Organisation) -> None:
    said = run("koivuranta", "aino@koivuranta.example", "--role=facilitator")
    assert said.strip().splitlines()[-1].startswith("http://localhost:8000/fi/invitation/")
    assert mail.outbox == []
    run("koivuranta", "leena@koivuranta.example", "--role=supervisor", "--send", "--language=sv")
    assert "/sv/invitation/" in str(mail.outbox[0].body)


def test_a_consultant_gets_a_last_day(organisation: Organisation) -> None:
    arguments = ("koivuranta", "kaisa@konsultti.example", "--role=consultant")
    with pytest.raises(CommandError, match="--last-day"):
        run(*arguments)
    run(*arguments, f"--last-day={SOON}")
    assert Invitation.objects.get().last_day == SOON


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ei-ole", "a@b.example", "--role=employee"), "There is no organisation “ei-ole”"),
        (("koivuranta", "a", "--role=employee"), "“a” is not an e-mail address"),
        (("koivuranta", "BO@koivuranta.example", "--role=employee"), "is a member already"),
        (("koivuranta", "a@b.example", "--role=boss"), "invalid choice: 'boss'"),
        (("koivuranta", "a@b.example", "--role=employee", "--last-day=31.5."), "is written 20"),
        (("koivuranta", "a@b.example", "--role=employee", "--last-day=2001-01-01"), "has passed"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    organisation: Organisation, bo: Person, arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert not Invitation.objects.exists()


def test_the_link_is_for_the_host_of_the_installation(
    organisation: Organisation, settings: Any
) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["kysyva.koivuranta.example"], True
    said = run("koivuranta", "a@b.example", "--role=employee")
    assert "\nhttps://kysyva.koivuranta.example/fi/invitation/" in said
