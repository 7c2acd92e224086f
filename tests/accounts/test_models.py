"""People who sign in."""

import pytest
from django.db import IntegrityError

from kysyva.accounts.actions import end_sessions
from kysyva.accounts.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_however_it_is_capitalised() -> None:
    make.make_person(email="aino@koivuranta.example")
    with pytest.raises(IntegrityError):
        Person.objects.create(email="AINO@koivuranta.example", name="Aino")


def test_a_new_round_of_sessions_changes_what_sessions_are_checked_against() -> None:
    person = make.make_person()
    before = person.get_session_auth_hash()
    end_sessions(person)
    assert person.get_session_auth_hash() != before


def test_a_new_password_changes_what_sessions_are_checked_against() -> None:
    person = make.make_person()
    before = person.get_session_auth_hash()
    person.set_password("jotain aivan muuta")
    assert person.get_session_auth_hash() != before


def test_a_former_secret_key_still_knows_the_session(settings: object) -> None:
    person = make.make_person()
    before = person.get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "x" * 50  # type: ignore[attr-defined]
    assert person.get_session_auth_hash() != before
    assert list(person.get_session_auth_fallback_hash()) == [before]
