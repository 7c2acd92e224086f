"""Inviting from the command line: for the first people, and when nobody can do it on the pages."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand, no_translations
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone, translation

from kysyva.accounts.models import Language
from kysyva.organisations.actions.invitations import invite, send_invitation
from kysyva.organisations.models import Organisation, Role, end_of


class Command(BaseCommand):
    """``./kysyva manage invite koivuranta aino@koivuranta.example --role facilitator``."""

    help = "Invite somebody to an organisation; prints the link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom, to what, until when."""
        parser.add_argument("organisation", help="short name of the organisation")
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--language", choices=Language.values, default="")
        parser.add_argument("--last-day", type=_day, metavar="YYYY-MM-DD", help="for a consultant")
        parser.add_argument("--send", action="store_true", help="e-mail the link, too")
        parser.add_argument("--address", default="", metavar="URL", help="where the pages are")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Check, invite, print."""
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation “{options['organisation']}”.")
        _check(organisation, options)
        invitation, token = invite(
            organisation=organisation,
            email=options["email"],
            name=options["name"],
            role=options["role"],
            unit=None,
            language=options["language"] or organisation.language,
            membership_expires_at=end_of(options.get("last_day")),
            by=None,
        )
        link = _link(token, invitation.language, options["address"])
        if options.get("send") and not send_invitation(invitation, address=link):
            self.stderr.write("The e-mail could not be sent; hand over the link yourself.")
        self.stdout.write(f"This link lets {invitation.email} in, once, for two weeks:\n{link}")


def _check(organisation: Organisation, options: dict[str, Any]) -> None:
    try:
        validate_email(options["email"])
    except ValidationError as error:
        raise CommandError(f"“{options['email']}” is not an e-mail address.") from error
    members = organisation.memberships.current()
    if members.filter(person__email__iexact=options["email"]).exists():
        raise CommandError(f"{options['email']} is a member already.")
    last_day: date | None = options.get("last_day")
    if last_day is not None and last_day < timezone.localdate():
        raise CommandError("The last day has passed already.")
    if options["role"] == Role.CONSULTANT and last_day is None:
        raise CommandError("A consultant needs a last day: --last-day YYYY-MM-DD.")


def _day(text: str) -> date:
    """A day; argparse says the sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"a day is written 2027-05-31, not {text!r}") from error


def _link(token: str, language: str, address: str) -> str:
    """The link for people's browsers; without ``address``, at the first of KYSYVA_HOSTS."""
    if not address:
        host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
        is_here = host in ("localhost", "127.0.0.1", "[::1]")
        address = f"{'https' if settings.HTTPS else 'http'}://{host}{':8000' if is_here else ''}"
    with translation.override(language):
        return address.rstrip("/") + reverse("invitation", args=[token])
