"""Who is here: members, their roles and ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Membership, Organisation, Role
from tests import make
from tests.conftest import SignIn

PEOPLE = "/fi/koivuranta/people/"
SOON = timezone.localdate() + timedelta(days=100)


def place(**changes: object) -> dict[str, object]:
    return {"role": Role.SUPERVISOR, "unit": "", "last_day": "", **changes}


def of(person: Person) -> Membership:
    return person.memberships.get()


def test_members_are_shown_with_role_unit_and_last_day(
    as_aino: Client, organisation: Organisation
) -> None:
    unit = make.make_unit(organisation, "Kirjasto")
    make.make_member(
        organisation,
        Role.CONSULTANT,
        name="Kaisa Hiltula",
        unit=unit,
        expires_at=timezone.now() + timedelta(days=10),
    )
    text = as_aino.get(PEOPLE).text
    day = timezone.localdate() + timedelta(days=10)
    for word in ("Kaisa Hiltula", "Kirjasto", f"{day.day}.{day.month}.{day.year}"):
        assert word in text


def test_former_members_of_long_ago_and_strangers_are_not_shown(
    as_aino: Client, organisation: Organisation, mallory: Person
) -> None:
    gone = make.make_member(organisation, name="Mennyt Aikoja")
    gone.memberships.update(ended_at=timezone.now() - timedelta(days=40))
    text = as_aino.get(PEOPLE).text
    assert "Mennyt Aikoja" not in text
    assert mallory.name not in text


def test_a_page_asks_as_much_of_one_member_as_of_thirty(
    as_aino: Client, organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_aino.get(PEOPLE)
    with django_assert_num_queries(7):
        as_aino.get(PEOPLE)
    for _number in range(30):
        make.make_member(organisation, unit=make.make_unit(organisation))
        make.make_invitation(organisation)
        ended = make.make_member(organisation)
        ended.memberships.update(ended_at=timezone.now())
    with django_assert_num_queries(7):
        as_aino.get(PEOPLE)


def test_a_long_list_has_pages(as_aino: Client, organisation: Organisation) -> None:
    for number in range(120):
        person = Person.objects.create(email=f"{number}@kunta.example", name=f"Nimi {number:03}")
        make.make_membership(organisation, person)
    assert "?page=2" in as_aino.get(PEOPLE).text
    assert "Nimi 119" in as_aino.get(f"{PEOPLE}?page=2").text


def test_role_unit_and_last_day_are_changed(
    as_aino: Client, organisation: Organisation, bo: Person
) -> None:
    unit = make.make_unit(organisation)
    data = place(role=Role.MANAGEMENT, unit=unit.pk, last_day=SOON.isoformat())
    response = as_aino.post(f"{PEOPLE}{of(bo).pk}/", data)
    assert response["Location"] == PEOPLE
    assert (of(bo).role, of(bo).unit, of(bo).last_day) == (Role.MANAGEMENT, unit, SOON)


def test_what_was_typed_stays_when_something_is_wrong(as_aino: Client, bo: Person) -> None:
    data = place(role=Role.MANAGEMENT, last_day="2001-01-01")
    response = as_aino.post(f"{PEOPLE}{of(bo).pk}/", data)
    assert response.context["form"].errors.keys() == {"last_day"}
    assert '<option value="management" selected>' in response.text
    assert 'value="2001-01-01"' in response.text
    assert of(bo).role == Role.SUPERVISOR


def test_the_last_administrator_is_told_why_not(as_timo: Client, timo: Person) -> None:
    response = as_timo.post(f"{PEOPLE}{of(timo).pk}/", place(role=Role.FACILITATOR))
    assert "error-summary" in response.text
    response = as_timo.post(f"{PEOPLE}{of(timo).pk}/end/")
    assert "notice-stop" in response.text
    assert of(timo).role == Role.ADMINISTRATOR
    assert of(timo).ended_at is None


def test_a_facilitator_does_not_touch_an_administrator(as_aino: Client, timo: Person) -> None:
    address = f"{PEOPLE}{of(timo).pk}/"
    assert address not in as_aino.get(PEOPLE).text
    for path in ("", "end/"):
        assert as_aino.get(address + path).status_code == 403
        assert as_aino.post(address + path, place()).status_code == 403
    assert as_aino.post(f"{address}restore/").status_code == 403
    assert of(timo).role == Role.ADMINISTRATOR


def test_a_facilitator_cannot_forge_an_administrator(as_aino: Client, bo: Person) -> None:
    response = as_aino.post(f"{PEOPLE}{of(bo).pk}/", place(role=Role.ADMINISTRATOR))
    assert response.context["form"].errors.keys() == {"role"}
    assert of(bo).role == Role.SUPERVISOR


def test_ending_asks_first_signs_out_and_can_be_undone(
    as_aino: Client, bo: Person, signed_in: SignIn
) -> None:
    as_bo = signed_in(bo)
    address = f"{PEOPLE}{of(bo).pk}/"
    assert as_aino.get(f"{address}end/").status_code == 200
    assert of(bo).ended_at is None
    page = as_aino.post(f"{address}end/", follow=True)
    assert of(bo).ended_at is not None
    assert f"{address}restore/" in page.text
    assert as_bo.get("/fi/account/").status_code == 302
    assert as_aino.post(f"{address}restore/")["Location"] == PEOPLE
    assert of(bo).ended_at is None


def test_pressing_end_twice_is_ending_once(as_aino: Client, bo: Person) -> None:
    address = f"{PEOPLE}{of(bo).pk}/end/"
    for _press in range(2):
        assert as_aino.post(address)["Location"] == PEOPLE


def test_a_membership_that_ended_is_not_changed(as_aino: Client, bo: Person) -> None:
    bo.memberships.update(ended_at=timezone.now())
    assert as_aino.post(f"{PEOPLE}{of(bo).pk}/", place())["Location"] == PEOPLE


def test_an_expired_membership_gets_a_new_last_day(
    as_aino: Client, organisation: Organisation
) -> None:
    person = make.make_member(
        organisation, Role.CONSULTANT, expires_at=timezone.now() - timedelta(days=2)
    )
    address = f"{PEOPLE}{of(person).pk}/"
    assert address in as_aino.get(PEOPLE).text
    data = place(role=Role.CONSULTANT, last_day=SOON.isoformat())
    assert as_aino.post(address, data).status_code == 302
    assert of(person) in Membership.objects.current()


@pytest.mark.parametrize("path", ["", "end/", "restore/"])
def test_a_member_of_another_organisation_is_not_found(
    as_aino: Client, mallory: Person, path: str
) -> None:
    address = f"{PEOPLE}{of(mallory).pk}/{path}"
    assert as_aino.post(address, place()).status_code == 404
    assert of(mallory).ended_at is None


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_a_number_that_is_nobodys_is_not_found(as_aino: Client, number: int) -> None:
    for path in ("", "end/"):
        assert as_aino.get(f"{PEOPLE}{number}/{path}").status_code == 404


def test_facilitators_and_administrators_find_the_page_in_their_menu(
    as_aino: Client, as_timo: Client, as_bo: Client
) -> None:
    assert PEOPLE in as_aino.get("/fi/koivuranta/").text
    assert PEOPLE in as_timo.get("/fi/koivuranta/").text
    assert PEOPLE not in as_bo.get("/fi/koivuranta/").text
    assert as_bo.get(PEOPLE).status_code == 403
