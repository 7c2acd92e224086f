"""The tree of units."""

from django.db import transaction

from kysyva.organisations.actions.organisations import queue
from kysyva.organisations.models import Organisation, Unit


class UnitNameTakenError(Exception):
    """A unit has this name already, in the same place."""


class UnitInsideItselfError(Exception):
    """A unit cannot be moved into itself or into a part of itself."""


class UnitNotEmptyError(Exception):
    """A unit with parts, members or invited people cannot be deleted."""


@transaction.atomic
def add_unit(*, organisation: Organisation, name: str, parent: Unit | None) -> Unit:
    """Make a unit. Raises ``UnitNameTakenError``."""
    queue(organisation)
    _refuse_taken(name, parent)
    return Unit.objects.create(organisation=organisation, name=name, parent=parent)


@transaction.atomic
def change_unit(unit: Unit, *, name: str, parent: Unit | None) -> None:
    """Rename and move a unit. Raises ``UnitNameTakenError`` and ``UnitInsideItselfError``.

    Moves wait for each other: two that are right alone could make a ring together.
    """
    queue(unit.organisation)
    if parent is not None and parent.pk in unit.inside():
        raise UnitInsideItselfError
    _refuse_taken(name, parent, but=unit)
    unit.name, unit.parent = name, parent
    unit.save(update_fields=["name", "parent"])


@transaction.atomic
def delete_unit(unit: Unit) -> None:
    """Delete an empty unit. Raises ``UnitNotEmptyError``."""
    queue(unit.organisation)
    if not unit.is_empty():
        raise UnitNotEmptyError
    unit.delete()


def _refuse_taken(name: str, parent: Unit | None, *, but: Unit | None = None) -> None:
    same = Unit.objects.filter(parent=parent, name__iexact=name)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise UnitNameTakenError
