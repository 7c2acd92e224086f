"""The first step of a real installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kysyva.accounts.models import Person
from kysyva.organisations.management.commands import create_organisation
from kysyva.organisations.models import Membership, Organisation, Role
from tests import make

pytestmark = pytest.mark.django_db
GOOD = {
    "name_fi": "Koivurannan kaupunki",
    "name_sv": "Björkstrands stad",
    "administrator": "Timo@koivuranta.example",
    "administrator_name": "Timo Kuusela",
}


def run(slug: str = "koivuranta", **options: object) -> str:
    said = StringIO()
    call_command("create_organisation", slug, **{**GOOD, **options}, stdout=said)
    return said.getvalue()


def test_it_prints_a_link_by_which_the_first_administrator_comes_in() -> None:
    said = run(language="sv", address="https://kysyva.koivuranta.example/")
    link = said.strip().splitlines()[-1]
    assert link.startswith("https://kysyva.koivuranta.example/sv/invitation/")
    path = link.removeprefix("https://kysyva.koivuranta.example")
    word = "metsässä on hiljaista"
    Client().post(path, {"name": "Timo Kuusela", "password": word, "again": word})
    membership = Membership.objects.get()
    assert membership.role == Role.ADMINISTRATOR
    assert membership.person.email == "timo@koivuranta.example"
    assert not membership.organisation.is_open


@pytest.mark.parametrize("slug", ["Koivuranta", "koivu ranta", "demo", "x" * 41, "åbo"])
def test_a_bad_short_name_is_refused_with_the_reason(slug: str) -> None:
    with pytest.raises(CommandError, match=r"slug: [A-Z]\w+"):
        run(slug)
    assert not Organisation.objects.exists()


def test_a_short_name_is_taken_once() -> None:
    run()
    with pytest.raises(CommandError, match=r"There is an organisation “koivuranta” already\."):
        run()


@pytest.mark.parametrize("ask_password", [True, False])
def test_with_a_wrong_address_nothing_is_made(ask_password: bool) -> None:
    with pytest.raises(CommandError, match="“timo” is not an e-mail address"):
        run(administrator="timo", ask_password=ask_password)
    assert not Organisation.objects.exists()


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    left = list(words)
    monkeypatch.setattr(create_organisation, "getpass", lambda _prompt: left.pop(0))


def test_it_asks_for_a_password_if_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "metsä on hiljaa", "metsä on hiljaa")
    said = run(ask_password=True)
    assert "invitation" not in said
    assert "metsä" not in said
    person = Person.objects.get()
    assert person.check_password("metsä on hiljaa")
    assert person.memberships.get().role == Role.ADMINISTRATOR


@pytest.mark.parametrize("words", [("lyhyt", "lyhyt"), ("metsä on hiljaa", "metsä on äänekäs")])
def test_with_a_bad_password_nothing_is_made(
    words: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, *words)
    with pytest.raises(CommandError):
        run(ask_password=True)
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()


def test_somebody_with_an_account_keeps_their_password(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make.make_person(email="timo@koivuranta.example")
    typed(monkeypatch)
    run(ask_password=True)
    person.refresh_from_db()
    assert person.check_password(make.PASSWORD)
    assert person.memberships.get().role == Role.ADMINISTRATOR
