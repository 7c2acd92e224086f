"""Organisations, their units, and who belongs to them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import LocalePrefixPattern, get_resolver
from django.utils import timezone, translation
from django_scopes import scope, scopes_disabled

from kysyva.accounts.models import Person
from kysyva.organisations.models import (
    RESERVED_SLUGS,
    Invitation,
    Membership,
    Organisation,
    Role,
    Unit,
    end_of,
    refuse_reserved,
    slug_validator,
    tree_of,
)
from tests import make

NOW = timezone.now()
DAY = timedelta(days=1)


def current(organisation: Organisation) -> set[Person]:
    return {membership.person for membership in organisation.memberships.current()}


def test_a_membership_is_current_until_it_ends_or_expires(organisation: Organisation) -> None:
    stays = make.make_member(organisation)
    later = make.make_member(organisation, expires_at=timezone.now() + DAY)
    make.make_member(organisation, expires_at=timezone.now() - DAY)
    ended = make.make_member(organisation)
    ended.memberships.update(ended_at=timezone.now())
    assert current(organisation) == {stays, later}


def test_what_ended_lately_is_shown_for_thirty_days_the_latest_first(
    organisation: Organisation,
) -> None:
    now = timezone.now()
    make.make_member(organisation, name="Jatkaa", expires_at=now + DAY)
    make.make_member(organisation, name="Vanhentui", expires_at=now - 2 * DAY)
    make.make_member(organisation, name="Aikoja sitten", expires_at=now - 31 * DAY)
    ended = make.make_member(organisation, name="Päättyi", expires_at=now + 90 * DAY)
    ended.memberships.update(ended_at=now - DAY)
    names = [found.person.name for found in Membership.objects.lately_ended()]
    assert names == ["Päättyi", "Vanhentui"]


def test_a_last_day_is_a_whole_day_in_the_time_of_the_installation() -> None:
    moment = end_of(date(2026, 12, 31))
    assert moment is not None
    assert timezone.localtime(moment).isoformat() == "2027-01-01T00:00:00+02:00"
    assert Membership(expires_at=moment).last_day == date(2026, 12, 31)
    assert Membership(expires_at=None).last_day is None
    assert end_of(None) is None


@pytest.mark.parametrize(
    "slug", ["", "Koivuranta", "koivu ranta", "-koivu", "koivu--ranta", "åbo", "a/b", "koivu_ranta"]
)
def test_a_bad_short_name_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        slug_validator(slug)


def test_a_short_name_hides_no_page_of_ours() -> None:
    (pages,) = [
        found
        for found in get_resolver().url_patterns
        if isinstance(found.pattern, LocalePrefixPattern)
    ]
    words = set()
    for found in pages.url_patterns:  # type: ignore[union-attr]
        beside: list[Any] = [found] if str(found.pattern) else found.url_patterns  # type: ignore[union-attr]
        words |= {str(page.pattern).split("/")[0] for page in beside}
    words -= {"", "<slug:organisation>"}
    assert {"account", "invitation", "demo"} <= words <= RESERVED_SLUGS
    for slug in RESERVED_SLUGS:
        with pytest.raises(ValidationError):
            refuse_reserved(slug)


def test_an_organisation_is_called_in_the_language_of_the_page_or_else_in_finnish() -> None:
    organisation = Organisation(name_fi="Koivuranta", name_sv="Björkstrand")
    with translation.override("sv"):
        assert str(organisation) == "Björkstrand"
    with translation.override("en"):
        assert str(organisation) == "Koivuranta"


def test_the_tree_keeps_units_under_their_parents(organisation: Organisation) -> None:
    sector = make.make_unit(organisation, "Sivistys")
    school = make.make_unit(organisation, "Perusopetus", parent=sector)
    make.make_unit(organisation, "Kirjasto", parent=sector)
    make.make_unit(organisation, "Hallinto")
    trees = tree_of(Unit.objects.all())
    paths = [branch.path for tree in trees for branch in tree.all()]
    assert paths == [
        "Hallinto",
        "Sivistys",
        "Sivistys / Kirjasto",
        "Sivistys / Perusopetus",
    ]
    assert school.inside() == {school.pk}
    assert len(sector.inside()) == 3


def test_a_unit_is_empty_without_parts_members_and_invited_people(
    organisation: Organisation,
) -> None:
    unit = make.make_unit(organisation)
    assert unit.is_empty()
    person = make.make_member(organisation, unit=unit)
    assert not unit.is_empty()
    person.memberships.update(ended_at=timezone.now())
    assert unit.is_empty()
    invitation, _token = make.make_invitation(organisation)
    Invitation.objects.filter(pk=invitation.pk).update(unit=unit)
    assert not unit.is_empty()
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())
    assert unit.is_empty()
    make.make_unit(organisation, parent=unit)
    assert not unit.is_empty()


def test_units_and_invitations_of_others_are_out_of_reach(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    make.make_unit(other_organisation)
    make.make_invitation(other_organisation)
    assert not Unit.objects.exists()
    assert not Invitation.objects.pending().exists()
    with scope(organisation=other_organisation):
        assert Unit.objects.count() == Invitation.objects.count() == 1


def test_only_the_hash_of_a_token_is_stored(organisation: Organisation) -> None:
    invitation, token = make.make_invitation(organisation)
    with scopes_disabled():
        row = Invitation.objects.values().get(pk=invitation.pk)
    assert len(token) >= 43
    assert token not in str(row)
    assert row["token_hash"] == Invitation.hash_of(token)


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        ({}, True),
        ({"expires_at": NOW - DAY}, False),
        ({"accepted_at": NOW}, False),
        ({"revoked_at": NOW}, False),
    ],
)
def test_an_invitation_is_open_in_its_row_as_in_a_query(
    organisation: Organisation, change: dict[str, object], is_open: bool
) -> None:
    invitation, _token = make.make_invitation(organisation, role=Role.SUPERVISOR)
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    invitation.refresh_from_db()
    assert invitation.is_open is is_open
    assert Invitation.objects.open().exists() is is_open
