"""The first step of a real installation."""

from argparse import ArgumentParser
from getpass import getpass
from io import StringIO
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, no_translations
from django.core.validators import validate_email
from django.db import transaction

from kysyva.accounts.models import Language, Person
from kysyva.organisations.actions.memberships import add_member
from kysyva.organisations.actions.organisations import found_organisation
from kysyva.organisations.models import Organisation, Role


class Command(BaseCommand):
    """``./kysyva manage create_organisation koivuranta --name-fi … --administrator …``."""

    help = "Make an organisation and its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is called, and who looks after it."""
        parser.add_argument("slug", help="short name in addresses: a-z, 0-9 and hyphens")
        parser.add_argument("--name-fi", required=True, metavar="NAME", help="name in Finnish")
        parser.add_argument("--name-sv", default="", metavar="NAME", help="name in Swedish")
        parser.add_argument("--name-en", default="", metavar="NAME", help="name in English")
        parser.add_argument("--language", choices=Language.values, default="fi")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")
        parser.add_argument("--administrator-name", required=True, metavar="NAME")
        parser.add_argument(
            "--ask-password",
            action="store_true",
            help="ask for the administrator's password now instead of printing a link",
        )
        parser.add_argument("--address", default="", metavar="URL", help="where the pages are")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database up to date; then all or nothing."""
        call_command("migrate", verbosity=0, interactive=False)
        said = StringIO()
        with transaction.atomic():
            organisation = _found(options)
            if options["ask_password"]:
                _appoint(organisation, options)
                said.write(f"{options['administrator']} can sign in as its administrator.\n")
            else:
                _invite(organisation, options, said)
        self.stdout.write(f"{organisation.name_fi} was made, as “{organisation.slug}”.")
        self.stdout.write(said.getvalue(), ending="")


def _found(options: dict[str, Any]) -> Organisation:
    if Organisation.objects.filter(slug=options["slug"]).exists():
        raise CommandError(f"There is an organisation “{options['slug']}” already.")
    names = {name: options[name] for name in ("slug", "name_fi", "name_sv", "name_en", "language")}
    try:
        return found_organisation(**names)
    except ValidationError as error:
        wrong = "; ".join(
            f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
        )
        raise CommandError(f"The organisation was not made: {wrong}") from error


def _invite(organisation: Organisation, options: dict[str, Any], said: StringIO) -> None:
    call_command(
        "invite",
        organisation.slug,
        options["administrator"],
        name=options["administrator_name"],
        role=Role.ADMINISTRATOR.value,
        language=options["language"],
        address=options["address"],
        stdout=said,
    )


def _appoint(organisation: Organisation, options: dict[str, Any]) -> None:
    """Somebody with an account keeps it; others get one with the password that is asked for."""
    email, name = options["administrator"], options["administrator_name"]
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"“{email}” is not an e-mail address.") from error
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        password = getpass("Password of the administrator: ")
        if password != getpass("The same again: "):
            raise CommandError("The passwords are not the same; nothing was made.")
        try:
            validate_password(password, Person(email=email, name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        person = Person.objects.create_user(
            email, password, name=name, language=options["language"]
        )
    add_member(organisation=organisation, person=person, role=Role.ADMINISTRATOR)
