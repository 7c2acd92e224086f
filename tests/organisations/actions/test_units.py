"""The tree of units."""

import pytest

from kysyva.organisations.actions.units import (
    UnitInsideItselfError,
    UnitNameTakenError,
    UnitNotEmptyError,
    add_unit,
    change_unit,
    delete_unit,
)
from kysyva.organisations.models import Organisation, Unit
from tests import make


def test_a_unit_is_added_under_its_parent(organisation: Organisation) -> None:
    top = add_unit(organisation=organisation, name="Sivistys", parent=None)
    part = add_unit(organisation=organisation, name="Kirjasto", parent=top)
    assert part.parent == top


def test_a_name_stands_once_in_its_place(organisation: Organisation) -> None:
    top = make.make_unit(organisation, "Sivistys")
    make.make_unit(organisation, "Hallinto")
    add_unit(organisation=organisation, name="Hallinto", parent=top)
    with pytest.raises(UnitNameTakenError):
        add_unit(organisation=organisation, name="sivistys", parent=None)
    with pytest.raises(UnitNameTakenError):
        change_unit(top, name="Hallinto", parent=None)
    change_unit(top, name="SIVISTYS", parent=None)
    assert Unit.objects.get(pk=top.pk).name == "SIVISTYS"


def test_a_unit_moves_with_its_parts(organisation: Organisation) -> None:
    old, new = make.make_unit(organisation, "A"), make.make_unit(organisation, "B")
    part = make.make_unit(organisation, "C", parent=old)
    change_unit(old, name="A", parent=new)
    assert new.inside() == {new.pk, old.pk, part.pk}


def test_a_unit_does_not_move_into_itself_or_its_parts(organisation: Organisation) -> None:
    top = make.make_unit(organisation)
    part = make.make_unit(organisation, parent=make.make_unit(organisation, parent=top))
    for parent in (top, part):
        with pytest.raises(UnitInsideItselfError):
            change_unit(top, name="Uusi", parent=parent)


def test_only_an_empty_unit_is_deleted(organisation: Organisation) -> None:
    unit = make.make_unit(organisation)
    person = make.make_member(organisation, unit=unit)
    with pytest.raises(UnitNotEmptyError):
        delete_unit(unit)
    person.memberships.update(unit=None)
    delete_unit(unit)
    assert not Unit.objects.exists()
