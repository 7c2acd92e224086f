"""The standing cast, and what every test stands on.

Nothing is made that a test does not ask for. Aino, Bo and the others belong to ``organisation``;
Mallory belongs to another one and must never get in.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from kysyva.organisations.published import shelf
from kysyva.search.models.corpora import forget_corpora
from kysyva.tools.models.catalogue import forget_catalogues
from tests import make

# A busy machine is no bug: what is slow is measured in bench/.
hypothesis.settings.register_profile("kysyva", deadline=None)
hypothesis.settings.load_profile("kysyva")

FINDER = "kysyva.search.finder."

# --- The run ------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Words of bin/test.py."""
    parser.addoption(
        "--only-database", action="store_true", help="only tests that use the database"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Once, before the workers: static files as they are served, for pages to link to."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        call_command("compile_translations", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The temporary folder goes with the run that made it."""
    if not hasattr(config, "workerinput") and django_settings.configured:
        shutil.rmtree(django_settings.DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``--only-database``: leave out what PostgreSQL cannot change."""
    if not config.option.only_database:
        return
    chosen = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "transactional_db"}) or any(item.iter_markers("django_db"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell bin/test.py how many passed and were skipped."""
    if path := os.environ.get("KYSYVA_TEST_COUNTS"):
        stats = terminalreporter.stats
        counts = {word: len(stats.get(word, ())) for word in ("passed", "skipped")}
        Path(path).write_text(json.dumps(counts))


@pytest.fixture(autouse=True)
def nothing_left_from_the_test_before() -> Iterator[None]:
    """Memory of the process would contradict a database that was rolled back: ids come again."""
    for kept in map(caches.__getitem__, django_settings.CACHES):
        kept.clear()
    forget_catalogues()
    forget_corpora()
    shelf.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("kysyva."):
            for value in vars(module).values():
                # What the finder learns from shipped texts is the same in every test, and takes
                # seconds, wherever it is imported.
                if hasattr(value, "cache_clear") and not value.__module__.startswith(FINDER):
                    value.cache_clear()
    with translation.override("fi"):
        yield


# --- The cast -----------------------------------------------------------------------------------


@pytest.fixture
def organisation(db: None) -> Iterator[Organisation]:
    """The organisation of the cast, open to everybody; its tenant scope is open in the test."""
    found = make.make_organisation("koivuranta", name="Koivurannan kaupunki")
    with scope(organisation=found):
        yield found


@pytest.fixture
def closed(organisation: Organisation) -> Organisation:
    """The same organisation, closed to strangers."""
    organisation.opened_at = None
    organisation.save(update_fields=["opened_at"])
    return organisation


@pytest.fixture
def aino(organisation: Organisation) -> Person:
    """HR facilitator."""
    return make.make_member(
        organisation, Role.FACILITATOR, name="Aino Koivumäki", email="aino@koivuranta.example"
    )


@pytest.fixture
def bo(organisation: Organisation) -> Person:
    """Supervisor, in Swedish."""
    return make.make_member(
        organisation,
        Role.SUPERVISOR,
        name="Bo Sandvik",
        email="bo@koivuranta.example",
        language="sv",
    )


@pytest.fixture
def kaisa(organisation: Organisation) -> Person:
    """Consultant from outside."""
    return make.make_member(
        organisation, Role.CONSULTANT, name="Kaisa Hiltula", email="kaisa@konsultti.example"
    )


@pytest.fixture
def reijo(organisation: Organisation) -> Person:
    """Personnel representative."""
    return make.make_member(
        organisation, Role.REPRESENTATIVE, name="Reijo Palomäki", email="reijo@koivuranta.example"
    )


@pytest.fixture
def salla(organisation: Organisation) -> Person:
    """Employee."""
    return make.make_member(
        organisation, Role.EMPLOYEE, name="Salla Niinikoski", email="salla@koivuranta.example"
    )


@pytest.fixture
def maarit(organisation: Organisation) -> Person:
    """Management."""
    return make.make_member(
        organisation, Role.MANAGEMENT, name="Maarit Ojaluoma", email="maarit@koivuranta.example"
    )


@pytest.fixture
def timo(organisation: Organisation) -> Person:
    """Administrator, in English."""
    return make.make_member(
        organisation,
        Role.ADMINISTRATOR,
        name="Timo Kuusela",
        email="timo@koivuranta.example",
        language="en",
    )


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    """Mallory's organisation, closed."""
    return make.make_organisation("muualla", is_open=False, name="Muualla")


@pytest.fixture
def mallory(other_organisation: Organisation) -> Person:
    """Administrator elsewhere, and a stranger here."""
    return make.make_member(
        other_organisation,
        Role.ADMINISTRATOR,
        name="Mallory Vieras",
        email="mallory@muualla.example",
    )


@pytest.fixture
def mallory_facilitator(other_organisation: Organisation) -> Person:
    """HR facilitator elsewhere, and a stranger here."""
    return make.make_member(
        other_organisation, Role.FACILITATOR, name="Malla Vieras", email="malla@muualla.example"
    )


# --- Their browsers -----------------------------------------------------------------------------

SignIn = Callable[[Person], Client]


def client_of(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def signed_in(db: None) -> SignIn:
    """``signed_in(person)`` is a browser in which that person is signed in."""
    return client_of


@pytest.fixture
def client(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def as_aino(aino: Person) -> Client:
    """Aino's browser."""
    return client_of(aino)


@pytest.fixture
def as_bo(bo: Person) -> Client:
    """Bo's browser."""
    return client_of(bo)


@pytest.fixture
def as_kaisa(kaisa: Person) -> Client:
    """Kaisa's browser."""
    return client_of(kaisa)


@pytest.fixture
def as_reijo(reijo: Person) -> Client:
    """Reijo's browser."""
    return client_of(reijo)


@pytest.fixture
def as_salla(salla: Person) -> Client:
    """Salla's browser."""
    return client_of(salla)


@pytest.fixture
def as_maarit(maarit: Person) -> Client:
    """Maarit's browser."""
    return client_of(maarit)


@pytest.fixture
def as_timo(timo: Person) -> Client:
    """Timo's browser."""
    return client_of(timo)


@pytest.fixture
def as_mallory(mallory: Person) -> Client:
    """Mallory's browser."""
    return client_of(mallory)
