"""Publishing and changing a status over HTTP."""

import pytest
from django.test import Client

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.drafting import Start, save_draft
from kysyva.tools.models import Draft, Status, StatusChange, Tool, ToolVersion
from tests import make
from tests.tools.views.conftest import Address, form_of, page, sent

DOCUMENT = make.make_document(texts={"purpose": "Aivan uusi tarkoitus."})


@pytest.fixture
def publish(address: Address, tool: Tool) -> str:
    return address("tool_publish", tool.slug)


def test_a_draft_is_published_with_its_note(
    tool: Tool, as_aino: Client, aino: Person, as_bo: Client, publish: str, address: Address
) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    shown = as_aino.get(publish)
    assert "Aivan" in page(shown)
    response = as_aino.post(publish, sent(shown, note="Tarkoitus selkeni."))
    assert response["Location"] == address("tool", tool.slug)
    assert "Aivan uusi tarkoitus." in page(as_bo.get(response["Location"]))
    assert ToolVersion.objects.get(number=2).note == "Tarkoitus selkeni."


def test_without_a_note_nothing_is_published(
    tool: Tool, as_aino: Client, aino: Person, publish: str
) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    response = as_aino.post(publish, sent(as_aino.get(publish), note=" "))
    assert "field__error" in page(response)
    assert not ToolVersion.objects.filter(number=2).exists()


def test_every_problem_is_shown_with_a_link_to_its_field(
    tool: Tool, as_aino: Client, aino: Person, publish: str, address: Address
) -> None:
    document = make.make_document(texts={"origin": "", "purpose": ""}, settings=(), steps=())
    make.make_draft(tool, document, by=aino)
    text = page(as_aino.get(publish))
    edit = address("tool_edit", tool.slug)
    for link in (
        "part=facts&amp;check=1&amp;field=settings",
        "part=sv&amp;check=1&amp;field=origin",
        "part=fi&amp;check=1&amp;field=purpose",
        "part=fi&amp;check=1&amp;field=steps&amp;focus=add%3Asteps",
    ):
        assert f"{edit}?{link}" in text
        assert "autofocus" in page(as_aino.get(f"{edit}?{link}".replace("&amp;", "&"))) or (
            "settings" in link
        )


def test_an_incomplete_draft_keeps_its_note_and_is_not_published(
    tool: Tool, as_aino: Client, aino: Person, publish: str
) -> None:
    make.make_draft(tool, make.make_document(texts={"origin": ""}), by=aino)
    response = as_aino.post(publish, sent(as_aino.get(publish), note="Melkein valmis."))
    assert form_of(response)["note"] == ["Melkein valmis."]
    assert Draft.objects.exists()
    assert not ToolVersion.objects.filter(number=2).exists()


def test_a_draft_that_changed_meanwhile_is_read_once_more(
    tool: Tool, as_aino: Client, aino: Person, venla: Person, publish: str
) -> None:
    begun = make.make_draft(tool, DOCUMENT, by=aino)
    shown = as_aino.get(publish)
    save_draft(tool, make.make_document("Venla"), start=Start.of(tool, begun), by=venla)
    again = as_aino.post(publish, sent(shown, note="Tarkoitus selkeni."))
    assert form_of(again)["note"] == ["Tarkoitus selkeni."]
    assert "Venla" in page(again)
    assert not ToolVersion.objects.filter(number=2).exists()
    as_aino.post(publish, sent(again))
    assert ToolVersion.objects.get(number=2).document == make.make_document("Venla")


def test_a_draft_that_says_the_same_is_not_published(
    tool: Tool, as_aino: Client, aino: Person, publish: str
) -> None:
    assert tool.current
    make.make_draft(tool, tool.current.document, by=aino)
    as_aino.post(publish, sent(as_aino.get(publish), note="x"))
    assert not ToolVersion.objects.filter(number=2).exists()


def test_without_a_draft_one_is_led_to_the_writing(
    as_aino: Client, publish: str, tool: Tool, address: Address
) -> None:
    assert as_aino.get(publish)["Location"] == address("tool_edit", tool.slug)


def test_a_step_forward_is_taken_with_a_reason_that_everybody_can_read(
    organisation: Organisation, as_aino: Client, as_bo: Client, address: Address
) -> None:
    tool = make.make_tool(organisation, status=Status.IN_TRIAL)
    found = address("tool_status", tool.slug)
    refused = as_aino.post(found, sent(as_aino.get(found), "status", status="ready"))
    assert "field__error" in page(refused)
    assert form_of(refused)["status"] == ["ready"]
    reason = "Kokeiltu jo keväällä."
    response = as_aino.post(found, sent(refused, "status", reason=reason))
    assert response["Location"] == address("tool_history", tool.slug)
    assert reason in page(as_bo.get(response["Location"]))
    assert Tool.objects.get().status == Status.READY


def test_a_status_that_changed_meanwhile_is_told(
    tool: Tool, as_aino: Client, address: Address
) -> None:
    found = address("tool_status", tool.slug)
    shown = as_aino.get(found)
    Tool.objects.update(status=Status.REFINING)
    response = as_aino.post(found, sent(shown, "status", status="retired"))
    assert response.status_code == 200
    assert not StatusChange.objects.filter(after=Status.RETIRED).exists()


def test_a_retired_tool_leaves_the_library_of_readers(
    tool: Tool, as_aino: Client, as_bo: Client, client: Client, address: Address
) -> None:
    found = address("tool_status", tool.slug)
    as_aino.post(found, sent(as_aino.get(found), "status", status="retired"))
    assert as_bo.get(address("tool", tool.slug)).status_code == 404
    assert client.get(address("tool", tool.slug)).status_code == 404


def test_somebody_is_named_who_looks_after_the_tool(
    tool: Tool, as_aino: Client, bo: Person, address: Address
) -> None:
    found = address("tool_status", tool.slug)
    data = {"act": "care", "care-owner": str(bo.pk), "care-review_on": "2027-11-23"}
    as_aino.post(found, data)
    tool.refresh_from_db()
    assert tool.owner == bo
    assert str(tool.review_on) == "2027-11-23"
    wrong = as_aino.post(found, data | {"care-review_on": "joskus"})
    assert form_of(wrong)["care-review_on"] == ["joskus"]
