"""The demonstration's one-click sign-in."""

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.test import Client
from pytest_django import Settings

from kysyva.accounts.models import Person
from kysyva.home.actions import CAST, shut_out_the_cast
from kysyva.organisations.models import Membership, Organisation, Role
from tests import make


@pytest.fixture
def cast(organisation: Organisation, settings: Settings) -> dict[str, Person]:
    """The people of the demonstration, without its toolkit."""
    settings.DEMO = True
    people = {}
    for name, address, role, _unit, language in CAST:
        person = Person.objects.create_user(
            f"{address}@koivuranta.example", name=name, language=language
        )
        make.make_membership(organisation, person, role)
        people[address] = person
    return people


def test_one_person_of_each_role_can_be_chosen(client: Client, cast: dict[str, Person]) -> None:
    page = client.get("/fi/demo/")
    chosen = [membership for membership, _about in page.context["cast"]]
    assert {membership.role for membership in chosen} == set(Role)
    assert chosen[0].person == cast["aino"]
    assert '<span lang="sv">Svenska</span>' in page.text


def test_one_press_signs_in_in_the_persons_language(
    client: Client, cast: dict[str, Person]
) -> None:
    response = client.post("/fi/demo/", {"person": cast["bo"].pk})
    assert response["Location"] == "/sv/koivuranta/"
    assert client.get("/sv/account/").status_code == 200


@pytest.mark.parametrize("person", ["", "0", "x", "999999999999999999999"])
def test_nobody_is_nobody(client: Client, cast: dict[str, Person], person: str) -> None:
    assert client.post("/fi/demo/", {"person": person}).status_code == 404


def test_nobody_but_the_cast_can_be_signed_in_as(
    client: Client, cast: dict[str, Person], organisation: Organisation
) -> None:
    invited = make.make_member(organisation, name="Oikea Ihminen")
    assert "Oikea Ihminen" not in client.get("/fi/demo/").text
    assert client.post("/fi/demo/", {"person": invited.pk}).status_code == 404


def test_without_demonstration_mode_there_is_no_such_page(
    client: Client, cast: dict[str, Person], settings: Settings
) -> None:
    settings.DEMO = False
    assert client.get("/fi/demo/").status_code == 404
    assert client.post("/fi/demo/", {"person": cast["bo"].pk}).status_code == 404


def test_the_cast_is_shut_out_of_a_real_installation(cast: dict[str, Person]) -> None:
    aino = cast["aino"]
    aino.set_password(make.PASSWORD)
    aino.save()
    real = make.make_person()
    browser = Client()
    browser.force_login(aino, backend="allauth.account.auth_backends.AuthenticationBackend")
    shut_out_the_cast()
    assert browser.get("/fi/account/").status_code == 302
    passwords = Person.objects.filter(pk__in=[person.pk for person in cast.values()])
    assert not any(is_password_usable(person.password) for person in passwords)
    assert Person.objects.get(pk=real.pk).check_password(make.PASSWORD)
    assert Membership.objects.exists()
