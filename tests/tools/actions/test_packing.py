"""A pack of one's own, with and without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions import packing
from kysyva.tools.models import PackItem, Tool
from tests import make

OURS = {"sec-fetch-site": "same-origin"}


def names(client: Client, organisation: Organisation) -> list[str]:
    cards = client.get(reverse("pack", args=[organisation.slug])).context["cards"]
    return [card.slug for card in cards]


def press(client: Client, tool: Tool, act: str = "add", **headers: str) -> int:
    address = reverse("pack", args=[tool.organisation.slug])
    data = {"tool": tool.pk, "act": act}
    return client.post(address, data, headers={**OURS, **headers}).status_code


@pytest.mark.parametrize("has_account", [True, False])
def test_a_tool_goes_in_once_and_comes_out(
    has_account: bool, organisation: Organisation, as_bo: Client, client: Client
) -> None:
    browser = as_bo if has_account else client
    first, second = make.make_tool(organisation, "a"), make.make_tool(organisation, "b")
    for tool in (second, first, second):
        assert press(browser, tool) == 302
    assert names(browser, organisation) == ["b", "a"]
    press(browser, second, "remove")
    assert names(browser, organisation) == ["a"]


def test_signing_in_keeps_what_was_collected(
    organisation: Organisation, client: Client, bo: Person
) -> None:
    mine, both, new = (make.make_tool(organisation, slug) for slug in ("mine", "both", "new"))
    for tool in (mine, both):
        PackItem.objects.create(organisation=organisation, person=bo, tool=tool)
    press(client, both)
    press(client, new)
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert names(client, organisation) == ["mine", "both", "new"]
    assert PackItem.objects.filter(person=bo).count() == 3


@pytest.mark.parametrize("has_account", [True, False])
def test_a_full_pack_says_so_and_loses_nothing(
    has_account: bool,
    organisation: Organisation,
    as_bo: Client,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packing, "PACK_MOST", 1)
    browser = as_bo if has_account else client
    first, second = make.make_tool(organisation, "a"), make.make_tool(organisation, "b")
    press(browser, first)
    press(browser, second)
    assert names(browser, organisation) == ["a"]
    address = reverse("pack", args=[organisation.slug])
    headers = {**OURS, "hx-request": "true"}
    assert browser.post(address, {"tool": second.pk}, headers=headers)["HX-Redirect"] == address


def test_a_pack_is_its_owners_alone(
    organisation: Organisation, as_bo: Client, as_aino: Client
) -> None:
    press(as_bo, make.make_tool(organisation, "a"))
    assert names(as_aino, organisation) == []
