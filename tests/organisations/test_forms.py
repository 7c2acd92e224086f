"""What people type about organisations, units and the people in them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.forms import (
    InvitationForm,
    JoiningForm,
    MembershipForm,
    OrganisationForm,
    UnitForm,
)
from kysyva.organisations.models import Organisation, Role
from tests import make

TODAY = timezone.localdate()


def invitation_form(organisation: Organisation, by: Person, **data: Any) -> InvitationForm:
    filled = {
        "email": "Maria.Nyman@koivuranta.example",
        "role": Role.SUPERVISOR,
        "language": "sv",
        "name": "",
        "unit": "",
        "last_day": "",
        **data,
    }
    return InvitationForm(filled, by=by.memberships.get(), organisation=organisation)


def test_an_invitation_needs_an_address_a_role_and_a_language(
    organisation: Organisation, aino: Person
) -> None:
    assert invitation_form(organisation, aino).is_valid()
    wrong = invitation_form(organisation, aino, email="", role="", language="")
    assert wrong.errors.keys() == {"email", "role", "language"}


def test_an_address_is_kept_in_small_letters(organisation: Organisation, aino: Person) -> None:
    form = invitation_form(organisation, aino)
    assert form.is_valid()
    assert form.cleaned_data["email"] == "maria.nyman@koivuranta.example"


@pytest.mark.parametrize("email", ["BO@koivuranta.example", "Kutsuttu@kunta.example"])
def test_nobody_is_invited_twice(
    organisation: Organisation, aino: Person, bo: Person, email: str
) -> None:
    make.make_invitation(organisation, email="kutsuttu@kunta.example")
    assert invitation_form(organisation, aino, email=email).errors.keys() == {"email"}


def test_somebody_who_left_is_invited_again(
    organisation: Organisation, aino: Person, bo: Person
) -> None:
    bo.memberships.update(ended_at=timezone.now())
    assert invitation_form(organisation, aino, email=bo.email).is_valid()


def test_a_facilitator_makes_no_administrator(
    organisation: Organisation, aino: Person, timo: Person
) -> None:
    role = Role.ADMINISTRATOR
    assert invitation_form(organisation, aino, role=role).errors.keys() == {"role"}
    assert invitation_form(organisation, timo, role=role).is_valid()


def test_a_consultant_needs_a_last_day_and_gets_one_suggested(
    organisation: Organisation, aino: Person
) -> None:
    form = invitation_form(organisation, aino, role=Role.CONSULTANT)
    assert form.errors.keys() == {"last_day"}
    suggested = form["last_day"].value()
    assert timedelta(180) < suggested - TODAY < timedelta(186)
    again = invitation_form(
        organisation, aino, role=Role.CONSULTANT, last_day=suggested.isoformat()
    )
    assert again.is_valid()


@pytest.mark.parametrize(
    ("day", "is_right"),
    [
        (TODAY, True),
        (TODAY - timedelta(1), False),
        (TODAY + timedelta(3700), False),
        ("31.12.2099", False),
        ("huomenna", False),
    ],
)
def test_a_last_day_is_today_or_later_but_not_ages_away(
    organisation: Organisation, aino: Person, day: date | str, is_right: bool
) -> None:
    form = invitation_form(organisation, aino, last_day=str(day))
    assert form.is_valid() is is_right
    assert is_right or form.errors.keys() == {"last_day"}


def test_a_unit_of_another_organisation_is_no_choice(
    organisation: Organisation, other_organisation: Organisation, aino: Person
) -> None:
    theirs = make.make_unit(other_organisation)
    assert invitation_form(organisation, aino, unit=theirs.pk).errors.keys() == {"unit"}


def test_the_form_of_a_membership_shows_what_is(organisation: Organisation, aino: Person) -> None:
    unit = make.make_unit(organisation)
    person = make.make_member(organisation, Role.MANAGEMENT, unit=unit)
    membership = person.memberships.get()
    form = MembershipForm.of(membership, None, by=aino.memberships.get())
    assert (form["role"].value(), form["unit"].value()) == (Role.MANAGEMENT, unit.pk)
    assert form["last_day"].value() is None


def test_units_are_chosen_by_their_path_and_a_unit_is_no_part_of_itself(
    organisation: Organisation,
) -> None:
    top = make.make_unit(organisation, "Sivistys")
    part = make.make_unit(organisation, "Kirjasto", parent=top)
    make.make_unit(organisation, "Hallinto")
    assert [text for _pk, text in UnitForm().fields["parent"].choices][1:] == [  # type: ignore[attr-defined]
        "Hallinto",
        "Sivistys",
        "Sivistys / Kirjasto",
    ]
    form = UnitForm({"name": "Sivistys", "parent": part.pk}, unit=top)
    assert form.errors.keys() == {"parent"}


def test_an_organisation_has_a_finnish_name_at_least(organisation: Organisation) -> None:
    data = {"name_fi": "", "name_sv": "Björkstrand", "name_en": "", "language": "fi"}
    assert OrganisationForm(data, instance=organisation).errors.keys() == {"name_fi"}


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, set()),
        ({"name": " "}, {"name"}),
        ({"password": "lyhyt", "again": "lyhyt"}, {"password"}),
        ({"password": "maria nyman1", "again": "maria nyman1"}, {"password"}),
        ({"again": "jotain aivan muuta"}, {"again"}),
        ({"again": ""}, {"again"}),
    ],
)
def test_a_newcomer_gives_a_name_and_a_good_password_twice(
    data: dict[str, str], fields: set[str]
) -> None:
    good = {"name": "Maria Nyman", "password": "metsä on hiljaa", "again": "metsä on hiljaa"}
    form = JoiningForm({**good, **data}, email="maria.nyman@koivuranta.example")
    assert form.errors.keys() == fields
