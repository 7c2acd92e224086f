"""An organisation itself."""

import pytest
from django.core.exceptions import ValidationError

from kysyva.accounts.models import Person
from kysyva.organisations.actions.organisations import change_organisation, found_organisation
from kysyva.organisations.models import Organisation

NAMES = {"name_fi": "Koivuranta", "name_sv": "Björkstrand", "name_en": "", "language": "fi"}


def test_a_new_organisation_is_closed(db: None) -> None:
    assert not found_organisation(slug="koivuranta", name_fi="Koivuranta").is_open


@pytest.mark.parametrize("slug", ["Koivu ranta", "demo", "account", "x" * 41, ""])
def test_a_bad_short_name_is_refused(db: None, slug: str) -> None:
    with pytest.raises(ValidationError) as refused:
        found_organisation(slug=slug, name_fi="Koivuranta")
    assert refused.value.message_dict.keys() == {"slug"}


def test_opening_says_who_and_when_and_keeps_that(
    closed: Organisation, aino: Person, timo: Person
) -> None:
    change_organisation(closed, **NAMES, is_open=True, by=aino)
    first = Organisation.objects.get(pk=closed.pk)
    assert first.opened_by == aino
    change_organisation(closed, **NAMES, is_open=True, by=timo)
    again = Organisation.objects.get(pk=closed.pk)
    assert (again.opened_at, again.opened_by) == (first.opened_at, aino)


def test_closing_takes_effect_at_once(organisation: Organisation, aino: Person) -> None:
    change_organisation(organisation, **NAMES, is_open=False, by=aino)
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (stored.opened_at, stored.opened_by) == (None, None)


def test_a_change_raises_the_content_revision(organisation: Organisation, aino: Person) -> None:
    before = organisation.content_revision
    changed = change_organisation(organisation, **NAMES, is_open=True, by=aino)
    assert changed.content_revision == before + 1
    assert Organisation.objects.get(pk=organisation.pk).content_revision == before + 1
