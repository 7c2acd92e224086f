"""City procedures over HTTP."""

import pytest
from django.test import Client

from kysyva.organisations.models import Organisation
from kysyva.tools.models import Procedure
from tests import make

PROCEDURE = "/fi/koivuranta/procedures/harassment/"
TYPED = {"name": "Häirintä", "summary": "Toimi näin.", "do_now": "Kuuntele.\nIlmoita."}


@pytest.fixture
def procedure(organisation: Organisation) -> Procedure:
    return make.make_procedure(organisation, "harassment")


def test_everybody_reads_and_only_some_may_edit(
    procedure: Procedure, client: Client, as_bo: Client, as_aino: Client
) -> None:
    for browser, may in ((client, False), (as_bo, False), (as_aino, True)):
        page = browser.get(PROCEDURE)
        assert page.context["may_edit"] is may
        assert (f"{PROCEDURE}edit/" in page.text) is may


def test_what_was_saved_is_read_at_once_by_everybody(
    procedure: Procedure, client: Client, as_aino: Client
) -> None:
    client.get(PROCEDURE)
    answer = as_aino.post(f"{PROCEDURE}edit/", {**TYPED, "revision": procedure.revision})
    # One stays, to go on with the next language; the browser learns which text it may forget.
    assert answer["Location"] == f"{PROCEDURE}edit/?text=fi&saved=1"
    procedure.refresh_from_db()
    assert procedure.document.texts["fi"].do_now == ("Kuuntele.", "Ilmoita.")
    assert "Toimi näin." in as_aino.get(PROCEDURE).text


def test_the_slower_of_two_sees_both_texts_and_loses_neither(
    procedure: Procedure, as_aino: Client, as_timo: Client
) -> None:
    start = procedure.revision
    as_aino.post(f"{PROCEDURE}edit/", {**TYPED, "revision": start})
    slower = {**TYPED, "summary": "Toisin sanoin.", "revision": start}
    page = as_timo.post(f"{PROCEDURE}edit/", slower)
    assert page.status_code == 200
    assert "Toisin sanoin." in page.text
    assert "Toimi näin." in page.text
    again = page.context["form"].data["revision"]
    as_timo.post(f"{PROCEDURE}edit/", {**slower, "revision": again})
    procedure.refresh_from_db()
    assert procedure.document.texts["fi"].summary == "Toisin sanoin."


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    procedure: Procedure, as_aino: Client
) -> None:
    page = as_aino.post(f"{PROCEDURE}edit/", {**TYPED, "name": "", "revision": procedure.revision})
    assert list(page.context["form"].errors) == ["name"]
    assert "error-summary" in page.text
    assert "Toimi näin." in page.text
