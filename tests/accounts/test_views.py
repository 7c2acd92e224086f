"""One's own account."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from tests import make
from tests.conftest import SignIn

SAVED = {"name": "Bo Sandvik", "language": "sv", "theme": "dark"}


def test_whoever_is_signed_out_is_asked_to_sign_in(client: Client) -> None:
    response = client.get("/sv/account/")
    assert response.status_code == 302
    assert response["Location"] == "/sv/account/sign-in/?next=/sv/account/"


def test_name_language_and_theme_are_kept_and_the_answer_is_in_the_new_language(
    as_aino: Client, aino: Person
) -> None:
    response = as_aino.post("/fi/account/", {**SAVED, "name": "Aino K."})
    assert response["Location"] == "/sv/account/"
    aino.refresh_from_db()
    assert (aino.name, aino.language, aino.theme) == ("Aino K.", "sv", "dark")


def test_the_theme_stays_after_signing_out(as_aino: Client) -> None:
    as_aino.post("/fi/account/", SAVED)
    as_aino.post("/fi/account/sign-out/")
    assert 'data-theme="dark"' in as_aino.get("/fi/account/sign-in/").text


def test_a_name_cannot_be_empty_and_the_page_goes_on_naming_the_person(as_bo: Client) -> None:
    response = as_bo.post("/sv/account/", {**SAVED, "name": " "})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"name"}
    assert "<strong>Bo Sandvik</strong>" in response.text


def test_nothing_else_can_be_changed_by_sending_it(as_bo: Client, bo: Person) -> None:
    as_bo.post("/sv/account/", {**SAVED, "email": "x@y.example", "is_superuser": "on"})
    bo.refresh_from_db()
    assert (bo.email, bo.is_superuser) == ("bo@koivuranta.example", False)


def test_memberships_are_shown_but_not_those_that_ended(
    organisation: Organisation, other_organisation: Organisation, signed_in: SignIn
) -> None:
    person = make.make_member(organisation, Role.SUPERVISOR)
    ended = make.make_membership(other_organisation, person)
    ended.ended_at = ended.created_at
    ended.save()
    text = signed_in(person).get("/fi/account/").text
    assert "Koivurannan kaupunki" in text
    assert "Muualla" not in text


def test_the_page_asks_as_much_of_one_membership_as_of_thirty(
    signed_in: SignIn, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one, many = make.make_person(), make.make_person()
    make.make_membership(make.make_organisation(), one)
    for _number in range(30):
        organisation = make.make_organisation()
        make.make_membership(organisation, many, unit=make.make_unit(organisation))
    for person in (one, many):
        browser = signed_in(person)
        with django_assert_num_queries(4):
            browser.get("/fi/account/")


def test_signing_out_everywhere_else_leaves_one_here(aino: Person, signed_in: SignIn) -> None:
    here, elsewhere = signed_in(aino), signed_in(aino)
    assert here.post("/fi/account/sessions/end/").status_code == 302
    assert here.get("/fi/account/").status_code == 200
    assert elsewhere.get("/fi/account/").status_code == 302


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_sessions_end_by_a_form_only(as_aino: Client, method: str) -> None:
    assert getattr(as_aino, method)("/fi/account/sessions/end/").status_code == 405


def test_a_theme_is_taken_from_our_own_pages_only(client: Client) -> None:
    ours = {"sec-fetch-site": "same-origin"}
    response = client.post("/fi/account/theme/", {"theme": "dark", "next": "/fi/"}, headers=ours)
    assert response["Location"] == "/fi/"
    assert response.cookies["theme"].value == "dark"
    theirs = {"sec-fetch-site": "cross-site"}
    assert client.post("/fi/account/theme/", {"theme": "dark"}, headers=theirs).status_code == 403


def test_a_theme_never_leads_to_another_host(client: Client) -> None:
    data = {"theme": "light", "next": "https://muualla.example/"}
    ours = {"sec-fetch-site": "same-origin"}
    assert client.post("/fi/account/theme/", data, headers=ours)["Location"] == "/"
