"""Two people write the same card over HTTP: both are told, no word is lost."""

from typing import Any

import pytest
from django.test import Client

from kysyva.accounts.models import Person
from kysyva.tools.models import Draft, Tool, ToolDocument
from kysyva.tools.models.rows import keys
from tests import make
from tests.tools.views.conftest import Address, form_of, page, sent


def draft() -> ToolDocument:
    return Draft.objects.get().document


@pytest.fixture
def edit(address: Address, tool: Tool) -> str:
    return address("tool_edit", tool.slug) + "?part=fi"


@pytest.fixture
def conflict(as_aino: Client, as_venla: Client, edit: str) -> Any:
    """Both open the card, Aino saves, then Venla: her answer."""
    hers, mine = as_aino.get(edit), as_venla.get(edit)
    as_aino.post(edit, sent(hers, purpose="Ainon tarkoitus.", origin="Ainon lähde."))
    return as_venla.post(edit, sent(mine, purpose="Venlan tarkoitus.", remote="Venlan ohje."))


def test_the_slower_one_sees_both_texts_and_nothing_is_overwritten(conflict: Any) -> None:
    assert conflict.status_code == 200
    assert "Aino Koivumäki" in page(conflict)
    for words in ("Ainon", "Venlan", "tarkoitus", "lähde", "ohje"):
        assert words in page(conflict)
    assert draft().texts["fi"].purpose == "Ainon tarkoitus."
    assert form_of(conflict)["mine:fi.purpose"] == ["Venlan tarkoitus."]


def test_each_field_has_the_default_that_loses_nothing(conflict: Any) -> None:
    fields = form_of(conflict)
    assert fields["take:fi.purpose"] == ["mine"]
    assert fields["take:fi.remote"] == ["mine"]
    assert fields["take:fi.origin"] == ["theirs"]


def test_what_was_chosen_is_saved(conflict: Any, as_venla: Client, address: Address) -> None:
    data = sent(conflict) | {"take:fi.purpose": "theirs"}
    response = as_venla.post(address("tool_conflict", "open-questions"), data)
    assert response["Location"].startswith(address("tool_edit", "open-questions") + "?part=fi")
    words = draft().texts["fi"]
    assert (words.purpose, words.origin, words.remote) == (
        "Ainon tarkoitus.",
        "Ainon lähde.",
        "Venlan ohje.",
    )


def test_a_combined_text_is_saved(conflict: Any, as_venla: Client, address: Address) -> None:
    data = sent(conflict) | {"own:fi.purpose": "Meidän tarkoituksemme."}
    as_venla.post(address("tool_conflict", "open-questions"), data)
    assert draft().texts["fi"].purpose == "Meidän tarkoituksemme."


def test_a_combined_text_that_is_too_long_stays_typed(
    conflict: Any, as_venla: Client, address: Address
) -> None:
    data = sent(conflict) | {"own:fi.purpose": "x" * 300, "take:fi.origin": "mine"}
    response = as_venla.post(address("tool_conflict", "open-questions"), data)
    fields = form_of(response)
    assert fields["own:fi.purpose"] == ["x" * 300]
    assert fields["take:fi.origin"] == ["mine"]
    assert draft().texts["fi"].purpose == "Ainon tarkoitus."


def test_somebody_may_be_faster_once_more(
    conflict: Any, as_aino: Client, as_venla: Client, edit: str, address: Address
) -> None:
    as_aino.post(edit, sent(as_aino.get(edit), two_minutes="Ainon kaksi minuuttia."))
    again = as_venla.post(address("tool_conflict", "open-questions"), sent(conflict))
    assert form_of(again)["take:fi.two_minutes"] == ["theirs"]
    as_venla.post(address("tool_conflict", "open-questions"), sent(again))
    words = draft().texts["fi"]
    assert (words.purpose, words.two_minutes) == ("Venlan tarkoitus.", "Ainon kaksi minuuttia.")


def test_who_changed_nothing_is_not_asked(as_aino: Client, as_venla: Client, edit: str) -> None:
    hers, mine = as_aino.get(edit), as_venla.get(edit)
    as_aino.post(edit, sent(hers, purpose="Ainon tarkoitus."))
    response = as_venla.post(edit, sent(mine, "part:sv"))
    assert response.status_code == 302
    assert draft().texts["fi"].purpose == "Ainon tarkoitus."


def test_sending_the_same_form_twice_is_no_conflict(as_aino: Client, edit: str) -> None:
    data = sent(as_aino.get(edit), "add:steps", purpose="Ainon tarkoitus.")
    for _press in range(2):
        assert as_aino.post(edit, data).status_code == 302
    assert len(keys(draft(), "steps")) == 3


def test_two_languages_at_once_are_both_kept(
    as_aino: Client, as_venla: Client, edit: str, address: Address
) -> None:
    swedish = edit.replace("part=fi", "part=sv")
    hers, mine = as_aino.get(edit), as_venla.get(swedish)
    as_aino.post(edit, sent(hers, purpose="Ainon tarkoitus."))
    told = as_venla.post(swedish, sent(mine, "add:questions", purpose="Venlas syfte."))
    as_venla.post(address("tool_conflict", "open-questions"), sent(told))
    assert draft().texts["fi"].purpose == "Ainon tarkoitus."
    assert draft().texts["sv"].purpose == "Venlas syfte."
    assert len(keys(draft(), "questions")) == 4


def test_who_writes_while_the_draft_is_published_loses_nothing(
    as_aino: Client, as_venla: Client, edit: str, address: Address, tool: Tool
) -> None:
    as_aino.post(edit, sent(as_aino.get(edit), purpose="Ainon tarkoitus."))
    mine = as_venla.get(edit)
    publish = address("tool_publish", tool.slug)
    as_aino.post(publish, sent(as_aino.get(publish), note="Selkeämpi."))
    assert not Draft.objects.exists()
    told = as_venla.post(edit, sent(mine, origin="Venlan lähde."))
    assert "take:fi.purpose" not in form_of(told)
    as_venla.post(address("tool_conflict", tool.slug), sent(told))
    assert draft().texts["fi"].origin == "Venlan lähde."
    assert draft().texts["fi"].purpose == "Ainon tarkoitus."


def test_a_draft_and_a_newer_version_are_brought_together(
    tool: Tool, as_aino: Client, aino: Person, edit: str, address: Address
) -> None:
    make.make_draft(tool, make.make_document("Luonnos", texts={"remote": "Etänä."}), by=aino)
    make.make_tool(
        tool.organisation, tool.slug, document=make.make_document("Tuotu", texts={"remote": ""})
    )
    assert address("tool_rebase", tool.slug) in page(as_aino.get(edit))
    rebase = address("tool_rebase", tool.slug)
    choose = as_aino.post(rebase, {"part": "fi"})
    assert form_of(choose)["mine:fi.name"] == ["Luonnos"]
    as_aino.post(rebase, sent(choose) | {"take:fi.name": "theirs"})
    fresh = Draft.objects.get()
    tool.refresh_from_db()
    assert fresh.based_on_id == tool.current_id
    words = fresh.document.texts["fi"]
    assert (words.name, words.remote) == ("Tuotu", "Etänä.")
    assert rebase not in page(as_aino.get(edit))


def test_a_draft_that_knows_the_current_version_needs_no_bringing_together(
    tool: Tool, as_aino: Client, aino: Person, address: Address
) -> None:
    make.make_draft(tool, by=aino)
    response = as_aino.post(address("tool_rebase", tool.slug), {"part": "sv"})
    assert response["Location"].startswith(address("tool_edit", tool.slug))
