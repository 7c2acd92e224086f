"""Everybody is sent to every address of the URLconf, with every method.

The addresses come from the URLconf itself, so a new view is in these tests from its first day; what
``@member(can=…)`` lets in is written down once more here, by name.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from kysyva.accounts.models import Person
from kysyva.core.checks import WORDS
from kysyva.organisations.models import Organisation, Role
from tests.conftest import client_of
from tests.house.world import CANARY, Place, World, make_world, places

PLACES = places()
OWN = [place for place in PLACES if place.own]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
EVERYBODY = frozenset(Role)
EDITORS = frozenset({Role.FACILITATOR})
INVITERS = frozenset({Role.FACILITATOR, Role.ADMINISTRATOR})

CAST = {
    Role.FACILITATOR: "aino",
    Role.SUPERVISOR: "bo",
    Role.CONSULTANT: "kaisa",
    Role.REPRESENTATIVE: "reijo",
    Role.EMPLOYEE: "salla",
    Role.MANAGEMENT: "maarit",
    Role.ADMINISTRATOR: "timo",
}

# Which roles each @member view lets in. A view that is not named here fails the test.
LETS_IN: dict[str, frozenset[Role]] = {
    "ask_gaps": EDITORS,
    "sayings": EDITORS,
    "invitation_resend": INVITERS,
    "invitation_revoke": INVITERS,
    "membership": INVITERS,
    "membership_end": INVITERS,
    "membership_restore": INVITERS,
    "organisation_settings": INVITERS,
    "people": INVITERS,
    "person_invite": INVITERS,
    "procedure_edit": INVITERS,
    "toolkit": EDITORS,
    "toolkit_export": EDITORS,
    "toolkit_import": EDITORS,
    "toolkit_import_part": EDITORS,
    "unit": INVITERS,
    "unit_delete": INVITERS,
    "units": INVITERS,
    "tool_compare": EVERYBODY,
    "tool_conflict": EDITORS,
    "tool_discard": EDITORS,
    "tool_drafts": EDITORS,
    "tool_edit": EDITORS,
    "tool_history": EVERYBODY,
    "tool_new": EDITORS,
    "tool_preview": EDITORS,
    "tool_publish": EDITORS,
    "tool_rebase": EDITORS,
    "tool_restore": EDITORS,
    "tool_status": EDITORS,
    "tool_version": EVERYBODY,
}
# Open to members, but not to be found by those who are no editors: 404 where 403 would tell.
HIDDEN: dict[str, frozenset[Role]] = {}

all_places = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
own_places = pytest.mark.parametrize("place", OWN, ids=lambda place: place.name)
tenant_places = pytest.mark.parametrize(
    "place", [place for place in OWN if place.in_organisation], ids=lambda place: place.name
)


@pytest.fixture
def world(organisation: Organisation, settings: Settings) -> World:
    settings.DEMO = True  # its page is an address too
    return make_world(organisation)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(client: Client, method: str, address: str) -> HttpResponseBase:
    """A request from our own pages, undone after its answer."""
    with undone():
        response: HttpResponseBase = client.generic(
            method,
            address,
            headers={"sec-fetch-site": "same-origin"},
            content_type="application/x-www-form-urlencoded",
        )
    return response


def body(response: HttpResponseBase) -> str:
    if response.streaming:
        return b"".join(getattr(response, "streaming_content", ())).decode(errors="replace")
    return getattr(response, "content", b"").decode(errors="replace")


def is_sign_in(response: HttpResponseBase) -> bool:
    with translation.override("fi"):
        sign_in = reverse("account_login")
    return response.status_code == 302 and response["Location"].startswith(sign_in)


@own_places
def test_every_view_says_who_may_open_it(place: Place) -> None:
    assert place.access in WORDS


def test_every_member_view_is_written_down_here() -> None:
    members = {place.name for place in OWN if place.access == "member"}
    assert sorted(members - set(LETS_IN)) == []
    assert sorted(set(LETS_IN) - members) == []


@all_places
def test_no_method_breaks_a_view(place: Place, world: World, aino: Person, mallory: Person) -> None:
    for client in (client_of(aino), client_of(mallory), Client()):
        for method in METHODS:
            response = send(client, method, world.address(place))
            assert response.status_code < 500, (method, response.status_code)


@all_places
def test_head_answers_as_get_without_a_body(place: Place, world: World, aino: Person) -> None:
    client = client_of(aino)
    get, head = (send(client, method, world.address(place)) for method in ("GET", "HEAD"))
    assert head.status_code == get.status_code
    assert body(head) == ""


@own_places
def test_a_member_opens_what_their_role_opens(
    place: Place, world: World, request: pytest.FixtureRequest
) -> None:
    address, wrong = world.address(place), {}
    for role, name in CAST.items():
        client = client_of(request.getfixturevalue(name))
        statuses = {method: send(client, method, address).status_code for method in METHODS}
        if place.access == "member" and role not in LETS_IN[place.name]:
            refused = 404 if role in HIDDEN.get(place.name, ()) else 403
            right = set(statuses.values()) == {refused}
        else:
            # An empty form may name nothing that is there, but its sender may send it.
            right = not {403, 404} & {statuses["GET"], statuses["HEAD"]} and statuses["POST"] != 403
        if not right:
            wrong[name] = statuses
    assert wrong == {}


@tenant_places
def test_a_stranger_finds_nothing_of_a_closed_organisation(
    place: Place, world: World, closed: Organisation, mallory: Person, mallory_facilitator: Person
) -> None:
    for person in (mallory, mallory_facilitator):
        client = client_of(person)
        for method in METHODS:
            response = send(client, method, world.address(place))
            assert response.status_code == 404, method
            assert CANARY not in body(response)
            assert closed.name_fi not in body(response)


@tenant_places
def test_an_object_of_another_organisation_is_not_found_in_ones_own(
    place: Place,
    world: World,
    other_organisation: Organisation,
    mallory: Person,
    mallory_facilitator: Person,
) -> None:
    if not place.objects:
        return
    for person in (mallory, mallory_facilitator):
        client = client_of(person)
        address = world.address(place, organisation=other_organisation.slug)
        for method in METHODS:
            response = send(client, method, address)
            # 403: the role may not do this even to what is theirs. 405: nobody may, to anything.
            assert response.status_code in (403, 404, 405), (method, response.status_code)
            assert CANARY not in body(response)
        assert send(client, "GET", address).status_code in (403, 404, 405)


@own_places
def test_whoever_is_signed_out_is_asked_to_sign_in(
    place: Place, world: World, closed: Organisation
) -> None:
    for method in METHODS:
        response = send(Client(), method, world.address(place))
        # The demonstration's page shows its invented people to everybody.
        assert CANARY not in body(response) or place.name == "demo"
        if place.in_organisation or place.access in ("member", "signed_in"):
            assert is_sign_in(response), (method, response.status_code)
            assert closed.name_fi not in body(response)


@tenant_places
def test_an_open_organisation_shows_strangers_what_is_public_only(
    place: Place, world: World, mallory: Person
) -> None:
    signed_out, stranger = Client(), client_of(mallory)
    address = world.address(place)
    if place.access == "public":
        assert send(signed_out, "GET", address).status_code in (200, 302, 405)
        assert send(stranger, "GET", address).status_code in (200, 302, 405)
    else:
        assert is_sign_in(send(signed_out, "GET", address))
        assert send(stranger, "GET", address).status_code == 404


@tenant_places
def test_nobody_can_tell_a_closed_organisation_from_none(
    place: Place, world: World, closed: Organisation, mallory: Person
) -> None:
    for client in (Client(), client_of(mallory)):
        real = send(client, "GET", world.address(place))
        none = send(client, "GET", world.address(place, organisation="ei-ole"))
        assert real.status_code == none.status_code
        texts = [
            TOKEN.sub("", body(real)),
            TOKEN.sub("", body(none).replace("ei-ole", closed.slug)),
        ]
        assert texts[0] == texts[1]


def test_somebody_whose_membership_ended_is_a_stranger(
    world: World, closed: Organisation, bo: Person
) -> None:
    client = client_of(bo)
    address = world.address(next(place for place in OWN if place.name == "library"))
    assert client.get(address).status_code == 200
    membership = bo.memberships.get()
    membership.ended_at = membership.created_at
    membership.save()
    assert client.get(address).status_code == 404
