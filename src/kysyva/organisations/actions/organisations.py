"""An organisation itself: its beginning, its names, whether its toolkit is open to everybody."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation


def found_organisation(
    *, slug: str, name_fi: str, name_sv: str = "", name_en: str = "", language: str = "fi"
) -> Organisation:
    """Make an organisation, closed and empty; raises ``ValidationError`` for a bad short name."""
    organisation = Organisation(
        slug=slug, name_fi=name_fi, name_sv=name_sv, name_en=name_en, language=language
    )
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    name_fi: str,
    name_sv: str,
    name_en: str,
    language: str,
    is_open: bool,
    by: Person,
) -> Organisation:
    """Keep names and first language; open the published tools to everybody, or close them.

    The content revision grows, so that kept pages are made anew.
    """
    organisation = queue(organisation)
    organisation.name_fi, organisation.name_sv, organisation.name_en = name_fi, name_sv, name_en
    organisation.language = language
    if is_open and not organisation.is_open:
        organisation.opened_at, organisation.opened_by = timezone.now(), by
    elif not is_open:
        organisation.opened_at = organisation.opened_by = None
    organisation.content_revision = F("content_revision") + 1
    organisation.save()
    organisation.refresh_from_db(fields=["content_revision"])
    return organisation


def queue(organisation: Organisation) -> Organisation:
    """Lock an organisation's row until the transaction ends: what must not cross waits here."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)
