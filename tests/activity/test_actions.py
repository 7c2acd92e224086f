"""What was done is written down, without what people wrote."""

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.organisations.models import Organisation
from tests import make


def test_a_row_says_who_did_what_to_what(organisation: Organisation, aino: Person) -> None:
    tool = make.make_tool(organisation, "secret-name")
    row = record("tool_published", organisation=organisation, by=aino, target=tool)
    assert (row.actor, row.verb, row.target_type, row.target_id) == (
        aino,
        "tool_published",
        "tool",
        tool.pk,
    )
    assert "secret-name" not in str(row)


def test_a_command_has_no_actor(organisation: Organisation) -> None:
    row = record("toolkit_published", organisation=organisation, by=None)
    assert row.actor is None
    assert row.target_id is None
