"""The cast stands as its fixtures say."""

import pytest
from django.test import Client

from kysyva.organisations.models import Membership, Organisation, Role
from tests import make
from tests.house.test_access import CAST


def test_the_cast_has_one_person_of_each_role() -> None:
    assert set(CAST) == set(Role)


@pytest.mark.parametrize(("role", "name"), CAST.items())
def test_each_of_the_cast_finds_a_tool_in_their_role(
    role: Role, name: str, organisation: Organisation, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    make.make_tool(organisation, "open-questions")
    assert Membership.objects.get(person=person, organisation=organisation).role == role
    response = request.getfixturevalue(f"as_{name}").get("/fi/koivuranta/tools/")
    assert response.status_code == 200
    assert "Työkalu open-questions" in response.content.decode()


def test_mallory_is_of_another_organisation(
    closed: Organisation, as_mallory: Client, client: Client
) -> None:
    address = make.make_tool(closed, "open-questions").get_absolute_url()
    assert as_mallory.get(address).status_code == 404
    assert client.get(address).status_code == 302
