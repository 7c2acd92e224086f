"""Changing a procedure page."""

import msgspec
import pytest

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.procedures import Outdated, edit_procedure
from tests import make


def test_the_slower_of_two_is_told_and_nothing_is_overwritten(
    organisation: Organisation, aino: Person, timo: Person
) -> None:
    procedure = make.make_procedure(organisation, "harassment")
    texts = procedure.document.texts["fi"]
    first = msgspec.structs.replace(texts, summary="Ensimmäinen.")
    second = msgspec.structs.replace(texts, summary="Toinen.")
    start = procedure.revision
    edit_procedure(procedure, language="fi", texts=first, expected=start, by=aino)
    organisation.refresh_from_db()
    revision = organisation.content_revision
    with pytest.raises(Outdated) as raised:
        edit_procedure(procedure, language="fi", texts=second, expected=start, by=timo)
    assert raised.value.texts == first
    assert raised.value.revision == start + 1
    procedure.refresh_from_db()
    assert procedure.document.texts["fi"] == first
    assert procedure.updated_by == aino
    organisation.refresh_from_db()
    assert organisation.content_revision == revision
    assert Activity.objects.filter(verb="procedure_edited").count() == 1


def test_a_language_is_added_beside_the_others(organisation: Organisation, aino: Person) -> None:
    procedure = make.make_procedure(organisation, "harassment")
    texts = msgspec.structs.replace(procedure.document.texts["fi"], name="Trakasserier")
    edit_procedure(procedure, language="sv", texts=texts, expected=procedure.revision, by=aino)
    procedure.refresh_from_db()
    assert {code: found.name for code, found in procedure.document.texts.items()} == {
        "fi": "Häirintä",
        "sv": "Trakasserier",
    }
