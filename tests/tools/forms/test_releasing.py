"""Forms around a text."""

import pytest

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.forms.releasing import CareForm, NewToolForm, PublishForm, StatusForm
from kysyva.tools.models import Status, Tool
from tests import make


def tool_in(organisation: Organisation, status: str) -> Tool:
    return make.make_tool(organisation, status=status)


@pytest.mark.parametrize("name", ["", "   ", "\x00", "x" * 81])
def test_a_new_tool_needs_a_name_of_some_length(name: str) -> None:
    assert "name" in NewToolForm({"name": name, "language": "fi"}).errors


def test_a_name_is_one_line() -> None:
    form = NewToolForm({"name": " Kysy \n aina ", "language": "fi"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Kysy aina"


def test_publishing_asks_what_changed(organisation: Organisation) -> None:
    form = PublishForm(tool_in(organisation, Status.IN_USE), {"status": "in_use", "note": " "})
    assert list(form.errors) == ["note"]


def test_a_tool_in_use_is_published_without_a_reason(organisation: Organisation) -> None:
    form = PublishForm(tool_in(organisation, Status.IN_USE), {"status": "in_use", "note": "x"})
    assert "reason" not in form.fields
    assert form.is_valid(), form.errors


def test_a_step_forward_asks_for_its_reason_and_keeps_the_note(organisation: Organisation) -> None:
    form = PublishForm(tool_in(organisation, Status.IN_TRIAL), {"status": "ready", "note": "Näin."})
    assert list(form.errors) == ["reason"]
    assert form["note"].value() == "Näin."


def test_nobody_publishes_a_retired_version(organisation: Organisation) -> None:
    form = PublishForm(tool_in(organisation, Status.IN_USE), {"status": "retired", "note": "x"})
    assert list(form.errors) == ["status"]


def test_a_status_offers_where_one_can_go(organisation: Organisation) -> None:
    form = StatusForm(tool_in(organisation, Status.IN_USE), {"status": "in_use"})
    assert list(form.errors) == ["status"]


def test_only_members_look_after_a_tool(
    organisation: Organisation, aino: Person, mallory: Person
) -> None:
    tool = tool_in(organisation, Status.IN_USE)
    data = {"care-review_on": "2027-11-23"}
    assert CareForm(tool, organisation, {**data, "care-owner": str(aino.pk)}).is_valid()
    assert not CareForm(tool, organisation, {**data, "care-owner": str(mallory.pk)}).is_valid()
