"""The demonstration organisation: a believable city, invented people, the starter toolkit."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from kysyva.accounts.actions import end_sessions
from kysyva.accounts.models import Person
from kysyva.organisations.models import Membership, Organisation, Role, Unit
from kysyva.tools.actions.importing import import_files
from kysyva.tools.forms.archive import FolderFiles
from kysyva.tools.forms.package import read_manifest

DEMONSTRATION_SLUG = "koivuranta"
# No real address can end so (RFC 2606).
DEMONSTRATION_DOMAIN = "koivuranta.example"
STARTER: Path = settings.TOOLKITS_DIR / "starter"

UNITS = {
    "Sivistyspalvelut": ("Varhaiskasvatus", "Perusopetus", "Kirjasto", "Nuorisopalvelut"),
    "Elinvoima- ja tekniset palvelut": (
        "Ruoka- ja puhtauspalvelut",
        "Puistot ja kadut",
        "Kaavoitus ja rakennusvalvonta",
    ),
    "Konsernihallinto": ("Henkilöstöpalvelut", "Työllisyyspalvelut"),
}
CAST = (
    ("Aino Koivumäki", "aino", Role.FACILITATOR, "Henkilöstöpalvelut", "fi"),
    ("Leena Harjunpää", "leena", Role.SUPERVISOR, "Varhaiskasvatus", "fi"),
    ("Bo Sandvik", "bo", Role.SUPERVISOR, "Kirjasto", "sv"),
    ("Kaisa Hiltula", "kaisa", Role.CONSULTANT, None, "fi"),
    ("Salla Niinikoski", "salla", Role.EMPLOYEE, "Ruoka- ja puhtauspalvelut", "fi"),
    ("Reijo Palomäki", "reijo", Role.REPRESENTATIVE, "Puistot ja kadut", "fi"),
    ("Maarit Ojaluoma", "maarit", Role.MANAGEMENT, "Konsernihallinto", "fi"),
    ("Timo Kuusela", "timo", Role.ADMINISTRATOR, "Henkilöstöpalvelut", "en"),
)
# Nobody else, such as somebody invited while looking around, can be signed in as.
CAST_ADDRESSES = [f"{address}@{DEMONSTRATION_DOMAIN}" for _name, address, *_rest in CAST]


@transaction.atomic
def make_demonstration() -> Organisation:
    """Make the city of Koivuranta with one person of each role and the starter toolkit.

    All or nothing: a start that was interrupted begins again from nothing.
    """
    organisation = Organisation.objects.create(
        slug=DEMONSTRATION_SLUG,
        name_fi="Koivurannan kaupunki",
        name_sv="Björkstrands stad",
        name_en="City of Koivuranta",
        opened_at=timezone.now(),
    )
    with scope(organisation=organisation):
        units = _units(organisation)
        people = [_person(organisation, units, *member) for member in CAST]
        manifest, _problems = read_manifest(files := FolderFiles(STARTER))
        assert manifest is not None
        import_files(files, manifest, organisation=organisation)
        organisation.tools.update(owner=people[0], review_on=timezone.localdate() + timedelta(365))
    return organisation


def shut_out_the_cast() -> None:
    """Let the demonstration's people in no more: a real installation must not know them."""
    for person in Person.objects.filter(email__in=CAST_ADDRESSES):
        person.set_unusable_password()  # one may have been chosen while looking around
        person.save(update_fields=["password"])
        end_sessions(person)


def _units(organisation: Organisation) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for name, parts in UNITS.items():
        units[name] = Unit.objects.create(organisation=organisation, name=name)
        for part in parts:
            units[part] = Unit.objects.create(
                organisation=organisation, parent=units[name], name=part
            )
    return units


def _person(
    organisation: Organisation,
    units: dict[str, Unit],
    name: str,
    address: str,
    role: Role,
    unit: str | None,
    language: str,
) -> Person:
    # Without a password: one signs in as them on the demonstration's page alone, so nothing is left
    # ajar when demonstration mode is turned off.
    person = Person.objects.create_user(
        f"{address}@{DEMONSTRATION_DOMAIN}", name=name, language=language
    )
    Membership.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        unit=units[unit] if unit else None,
        expires_at=timezone.now() + timedelta(days=180) if role == Role.CONSULTANT else None,
    )
    return person
