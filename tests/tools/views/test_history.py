"""The history of a tool over HTTP: versions, an old one, what changed, a draft from an old one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.models import Draft, Status, Tool
from tests import make
from tests.tools.views.conftest import Address, page


@pytest.fixture
def tool(organisation: Organisation, aino: Person) -> Tool:
    """Two versions: the second says when instead of what."""
    make.make_tool(
        organisation,
        "open-questions",
        document=make.make_document(texts={"purpose": "Kysy mitä toinen tarvitsee."}),
    )
    return make.make_tool(
        organisation,
        "open-questions",
        document=make.make_document(texts={"purpose": "Kysy milloin toinen tarvitsee."}),
        by=aino,
        note="Aika on tärkeämpi.",
    )


def test_the_history_tells_who_and_why_to_every_member(
    tool: Tool, as_bo: Client, address: Address
) -> None:
    text = page(as_bo.get(address("tool_history", tool.slug)))
    assert "Aika on tärkeämpi." in text
    assert "Aino Koivumäki" in text
    assert address("tool_version", tool.slug, 1) in text
    assert address("tool_edit", tool.slug) not in text


def test_an_old_version_is_read_as_it_was_and_says_that_it_is_old(
    tool: Tool, as_bo: Client, address: Address
) -> None:
    text = page(as_bo.get(address("tool_version", tool.slug, 1)))
    assert "Kysy mitä toinen tarvitsee." in text
    assert "notice-attention" in text
    assert address("tool_restore", tool.slug, 1) not in text


def test_what_changed_is_shown_word_by_word(tool: Tool, as_bo: Client, address: Address) -> None:
    text = page(as_bo.get(address("tool_compare", tool.slug) + "?from=1&to=2"))
    assert "mitä<span" in text.split("<del>")[2]
    assert "milloin<span" in text.split("<ins>")[2]
    assert "Aika on tärkeämpi." in text


def test_the_last_two_are_compared_unless_others_are_named(
    tool: Tool, as_bo: Client, address: Address
) -> None:
    found = address("tool_compare", tool.slug)
    assert page(as_bo.get(found)).count("<ins>") == page(as_bo.get(f"{found}?from=1&to=2")).count(
        "<ins>"
    )
    assert as_bo.get(f"{found}?from=1&to=99").status_code == 404
    assert as_bo.get(f"{found}?from=x&to=-1").status_code == 200


def test_a_version_does_not_differ_from_itself(tool: Tool, as_bo: Client, address: Address) -> None:
    assert "<ins>" not in page(as_bo.get(address("tool_compare", tool.slug) + "?from=2&to=2"))


def test_an_old_version_becomes_a_draft_and_stays_as_it_is(
    tool: Tool, as_aino: Client, as_bo: Client, address: Address
) -> None:
    found = address("tool_restore", tool.slug, 1)
    assert as_bo.post(found).status_code == 403
    assert as_aino.post(found)["Location"].startswith(address("tool_edit", tool.slug))
    draft = Draft.objects.get()
    assert draft.document.texts["fi"].purpose == "Kysy mitä toinen tarvitsee."
    assert draft.based_on == tool.current
    assert tool.versions.count() == 2


def test_an_old_version_does_not_overwrite_a_draft(
    tool: Tool, as_aino: Client, aino: Person, address: Address
) -> None:
    make.make_draft(tool, make.make_document("Luonnos"), by=aino)
    as_aino.post(address("tool_restore", tool.slug, 1))
    assert Draft.objects.get().document == make.make_document("Luonnos")


def test_members_read_no_history_of_what_they_may_not_see(
    organisation: Organisation, as_bo: Client, as_aino: Client, address: Address
) -> None:
    hidden = make.make_tool(organisation, "hidden", status=Status.DRAFT)
    for name, more in (("tool_history", ()), ("tool_version", (1,)), ("tool_compare", ())):
        assert as_bo.get(address(name, hidden.slug, *more)).status_code == 404
        assert as_aino.get(address(name, hidden.slug, *more)).status_code == 200


def test_the_history_costs_the_same_for_one_version_and_for_thirty(
    tool: Tool, as_aino: Client, address: Address,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    found = address("tool_history", tool.slug)
    as_aino.get(found)
    for count in (2, 30):
        while tool.versions.count() < count:
            make.make_tool(tool.organisation, tool.slug, document=make.make_document("x"))
        with django_assert_num_queries(7):
            as_aino.get(found)
