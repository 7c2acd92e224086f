"""Writing a tool over HTTP: nothing typed is lost, whichever button is pressed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.drafting import Start, save_draft
from kysyva.tools.models import Draft, Status, Tool, ToolDocument
from kysyva.tools.models.rows import keys
from tests import make
from tests.tools.views.conftest import Address, form_of, page, sent

EDIT = ("tool_edit", "open-questions")
TYPED = "Kysy <b>ensin</b> & kuuntele."


def draft() -> ToolDocument:
    return Draft.objects.get().document


@pytest.fixture
def edit(address: Address, tool: Tool) -> str:
    return address(*EDIT)


@pytest.fixture
def draft_address(address: Address, tool: Tool, aino: Person) -> Address:
    """Addresses of a tool that Aino has a draft of."""
    make.make_draft(tool, by=aino)
    return address


@pytest.mark.parametrize("part", ["facts", "fi", "sv", "en"])
def test_saving_a_page_as_it_is_begins_no_draft(part: str, as_aino: Client, edit: str) -> None:
    response = as_aino.post(edit, sent(as_aino.get(f"{edit}?part={part}")))
    assert response.status_code == 302
    assert not Draft.objects.exists()


def test_what_was_typed_is_saved_and_shown_again(as_aino: Client, edit: str) -> None:
    response = as_aino.post(edit, sent(as_aino.get(f"{edit}?part=sv"), purpose=TYPED), follow=True)
    assert draft().texts["sv"].purpose == TYPED
    assert form_of(response)["purpose"] == [TYPED]
    assert "<b>ensin" not in page(response)


@pytest.mark.parametrize(
    ("act", "leads_to"),
    [
        ("part:facts", "part=facts"),
        ("part:sv", "part=sv"),
        ("beside:sv", "beside=sv"),
        ("add:steps", "focus=steps.step-"),
        ("down:questions:goal", "focus=down%3Aquestions%3Agoal"),
        ("check", "focus=check"),
        ("preview", "/preview/"),
        ("publish", "/publish/"),
    ],
)
def test_every_button_saves_what_was_typed(
    act: str, leads_to: str, as_aino: Client, edit: str
) -> None:
    data = sent(as_aino.get(f"{edit}?part=fi"), act, purpose=TYPED)
    response = as_aino.post(edit, data)
    assert leads_to in response["Location"]
    assert draft().texts["fi"].purpose == TYPED
    assert as_aino.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 81},
        {"steps__open__minutes": "kohta"},
        {"questions__goal": "x" * 200},
    ],
)
def test_bad_input_keeps_everything_typed(
    wrong: dict[str, str], as_aino: Client, edit: str
) -> None:
    data = sent(as_aino.get(f"{edit}?part=fi"), "part:sv", purpose=TYPED, **wrong)
    response = as_aino.post(edit, data)
    assert response.status_code == 200
    assert not Draft.objects.exists()
    shown = form_of(response)
    assert {name: shown[name] for name in shown if name in data} == {
        name: value if isinstance(value, list) else [value]
        for name, value in data.items()
        if name in shown
    }
    assert "data-focus" in page(response)


def test_bad_facts_keep_everything_typed(as_aino: Client, edit: str) -> None:
    data = sent(as_aino.get(f"{edit}?part=facts"), minutes_least="kohta", add_related="Olematon")
    data["settings"] = ["remote", "change"]
    shown = form_of(as_aino.post(edit, data))
    assert shown["minutes_least"] == ["kohta"]
    assert shown["add_related"] == ["Olematon"]
    assert set(shown["settings"]) == {"remote", "change"}
    assert not Draft.objects.exists()


def test_a_step_is_taken_away_in_every_language_and_brought_back_with_its_words(
    as_aino: Client, edit: str
) -> None:
    data = sent(as_aino.get(f"{edit}?part=fi"), "remove:steps:open", steps__open__title="Aloita")
    gone = as_aino.post(edit, data, follow=True)
    assert keys(draft(), "steps") == ["listen"]
    button = page(gone).split('value="back:', 1)[1].split('"')[0]
    as_aino.post(edit, sent(gone, f"back:{button}", purpose=TYPED))
    assert keys(draft(), "steps") == ["open", "listen"]
    assert draft().texts["fi"].steps["open"].title == "Aloita"
    assert draft().texts["sv"].steps["open"].title == "Avaa"
    assert draft().texts["fi"].purpose == TYPED


def test_a_reader_marks_a_language_and_a_change_takes_the_mark_away(
    as_aino: Client, edit: str
) -> None:
    shown = as_aino.post(edit, sent(as_aino.get(f"{edit}?part=sv"), "check"), follow=True)
    assert draft().texts["sv"].checked == timezone.localdate()
    as_aino.post(edit, sent(shown, purpose=TYPED))
    assert draft().texts["sv"].checked is None


def test_the_page_opens_with_the_cursor_in_the_field_of_a_link(as_aino: Client, edit: str) -> None:
    text = page(as_aino.get(f"{edit}?part=fi&field=steps.open.title"))
    assert text.count("autofocus") == 1
    assert "autofocus" in text.split('name="steps.open.title"')[1].split(">")[0]


def test_what_is_missing_is_shown_when_a_link_asks_for_it(as_aino: Client, aino: Person) -> None:
    tool = make.make_tool(aino.memberships.get().organisation, "x")
    make.make_draft(tool, make.make_document(texts={"origin": ""}), by=aino)
    address = f"/fi/koivuranta/tools/{tool.slug}/edit/?part=fi"
    assert "field__error" not in page(as_aino.get(address))
    assert "field__error" in page(as_aino.get(f"{address}&check=1"))


def test_a_new_tool_begins_with_a_name_and_a_language(as_aino: Client, address: Address) -> None:
    response = as_aino.post(address("tool_new"), {"name": "Öinen kysely", "language": "sv"})
    assert response["Location"].startswith(address("tool_edit", "oinen-kysely"))
    shown = as_aino.get(response["Location"])
    assert form_of(shown)["name"] == ["Öinen kysely"]
    assert form_of(shown)["part"] == ["sv"]


def test_a_new_tool_without_a_name_keeps_its_language(as_aino: Client, address: Address) -> None:
    response = as_aino.post(address("tool_new"), {"name": "", "language": "sv"})
    assert form_of(response)["language"] == ["sv"]
    assert not Tool.objects.exists()


def test_readers_do_not_find_a_tool_that_is_being_written(
    as_aino: Client, as_bo: Client, client: Client, address: Address
) -> None:
    as_aino.post(address("tool_new"), {"name": "Salainen", "language": "fi"})
    for reader in (as_bo, client):
        assert reader.get(address("tool", "salainen")).status_code == 404
        assert "Salainen" not in page(reader.get(address("library")))
    assert as_aino.get(address("tool", "salainen")).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["tool_edit", "tool_preview", "tool_discard", "tool_publish", "tool_status", "tool_conflict"],
)
def test_only_facilitators_of_the_organisation_write(
    name: str, draft_address: Address, as_bo: Client, as_mallory: Client, client: Client
) -> None:
    found = draft_address(name, "open-questions")
    for send in ("get", "post"):
        assert getattr(as_bo, send)(found).status_code == 403
        assert getattr(as_mallory, send)(found).status_code == 404
        assert getattr(client, send)(found)["Location"].startswith(reverse("account_login"))


def test_a_tool_of_another_organisation_is_not_found(
    other_organisation: Organisation, as_aino: Client, address: Address
) -> None:
    make.make_tool(other_organisation, "theirs")
    for name in ("tool_edit", "tool_publish", "tool_history", "tool_status"):
        assert as_aino.get(address(name, "theirs")).status_code == 404


def test_somebody_elses_fresh_draft_is_told_of(
    tool: Tool, as_aino: Client, as_venla: Client, venla: Person, edit: str
) -> None:
    make.make_draft(tool, by=venla)
    assert "Venla Rantala" in page(as_aino.get(edit))
    assert "notice-attention" in page(as_aino.get(edit))
    assert "notice-attention" not in page(as_venla.get(edit))
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=2))
    assert "notice-attention" not in page(as_aino.get(edit))


def test_the_preview_shows_the_draft_as_a_page(
    tool: Tool, as_aino: Client, aino: Person, address: Address
) -> None:
    make.make_draft(tool, make.make_document(texts={"purpose": TYPED}), by=aino)
    text = page(as_aino.get(address("tool_preview", tool.slug) + "?text=sv"))
    assert "Kysy &lt;b&gt;ensin&lt;/b&gt; &amp; kuuntele." in text
    assert 'lang="sv"' in text


def test_an_empty_draft_has_a_preview_too(as_aino: Client, address: Address) -> None:
    as_aino.post(address("tool_new"), {"name": "Uusi", "language": "fi"})
    edit = address("tool_edit", "uusi")
    as_aino.post(edit, sent(as_aino.get(edit), name=""))
    assert as_aino.get(address("tool_preview", "uusi")).status_code == 200
    assert as_aino.get(address("tool_drafts")).status_code == 200
    assert as_aino.get(address("tool_publish", "uusi")).status_code == 200


def test_a_draft_is_thrown_away_after_asking(
    tool: Tool, as_aino: Client, aino: Person, address: Address
) -> None:
    make.make_draft(tool, by=aino)
    found = address("tool_discard", tool.slug)
    asked = as_aino.get(found)
    assert Draft.objects.exists()
    assert as_aino.post(found, sent(asked))["Location"] == address("tool", tool.slug)
    assert not Draft.objects.exists()


def test_a_draft_that_changed_after_asking_is_not_thrown_away(
    tool: Tool, as_aino: Client, aino: Person, venla: Person, address: Address
) -> None:
    begun = make.make_draft(tool, by=aino)
    found = address("tool_discard", tool.slug)
    asked = as_aino.get(found)
    save_draft(tool, make.make_document("Venla"), start=Start.of(tool, begun), by=venla)
    assert as_aino.post(found, sent(asked))["Location"] == found
    assert draft() == make.make_document("Venla")


def test_whose_words_are_thrown_away_meanwhile_loses_none(
    tool: Tool, as_aino: Client, aino: Person, edit: str
) -> None:
    begun = make.make_draft(tool, by=aino)
    shown = as_aino.get(f"{edit}?part=fi")
    begun.delete()
    response = as_aino.post(edit, sent(shown, purpose=TYPED))
    assert form_of(response)["mine:fi.purpose"] == [TYPED]


def test_the_list_of_drafts_costs_the_same_for_one_and_for_thirty(
    organisation: Organisation, aino: Person, as_aino: Client, address: Address,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    make.make_draft(make.make_tool(organisation), by=aino)
    as_aino.get(address("tool_drafts"))
    for count in (1, 30):
        while Draft.objects.count() < count:
            make.make_draft(make.make_tool(organisation), by=aino)
        with django_assert_num_queries(4):
            assert page(as_aino.get(address("tool_drafts"))).count("result") >= count


def test_nonsense_in_the_address_is_passed_over(as_aino: Client, edit: str) -> None:
    query: dict[str, Any] = {
        "part": "xx", "field": "<b>", "focus": "up:x", "undo": "steps:", "at": "x", "beside": "de",
    }  # fmt: skip
    assert as_aino.get(edit, query).status_code == 200
    assert as_aino.post(
        edit, {"part": "fi", "start": "x", "act": "back:steps:x:y"}
    ).status_code in (
        200,
        302,
    )


def test_facilitators_find_the_drafts_from_the_library(
    as_aino: Client, as_bo: Client, address: Address, tool: Tool
) -> None:
    assert address("tool_drafts") in page(as_aino.get(address("library")))
    assert address("tool_drafts") not in page(as_bo.get(address("library")))


def test_the_tool_keeps_its_status_while_it_is_written(
    tool: Tool, as_aino: Client, edit: str
) -> None:
    as_aino.post(edit, sent(as_aino.get(f"{edit}?part=fi"), purpose=TYPED))
    tool.refresh_from_db()
    assert tool.status == Status.IN_USE
    assert tool.current
    assert tool.current.document.texts["fi"].purpose != TYPED
