"""What people do with their own account."""

from django.test import Client

from kysyva.accounts.actions import change_preferences, change_theme, end_sessions
from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation


def test_preferences_change_what_they_say_and_nothing_else(bo: Person) -> None:
    before = bo.email, bo.password
    change_preferences(bo, name="Bosse", language="en", theme="dark")
    change_theme(bo, theme="light")
    bo.refresh_from_db()
    assert (bo.name, bo.language, bo.theme) == ("Bosse", "en", "light")
    assert (bo.email, bo.password) == before


def test_ending_sessions_signs_out_everywhere_and_nobody_else(
    organisation: Organisation, bo: Person, as_bo: Client, as_aino: Client
) -> None:
    account = "/sv/account/"
    assert as_bo.get(account).status_code == 200
    end_sessions(bo)
    assert as_bo.get(account).status_code == 302
    assert as_aino.get(account).status_code == 200
