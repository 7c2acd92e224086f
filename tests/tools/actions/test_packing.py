"""A pack of one's own, with and without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions import packing
from kysyva.tools.models import PackItem, Status, Tool
from tests import make
from tests.conftest import SignIn

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


def test_a_pack_is_its_owners_alone(
    organisation: Organisation, as_bo: Client, as_aino: Client
) -> None:
    press(as_bo, make.make_tool(organisation, "a"))
    assert names(as_aino, organisation) == []


def test_a_tool_that_one_may_not_see_does_not_go_in(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    in_trial = make.make_tool(organisation, "a", status=Status.IN_TRIAL)
    assert press(client, in_trial) == 404
    assert press(as_bo, in_trial) == 302


def test_a_tool_of_another_organisation_does_not_go_in(
    organisation: Organisation, signed_in: SignIn, bo: Person
) -> None:
    other = make.make_tool(make.make_organisation())
    address = reverse("pack", args=[organisation.slug])
    answer = signed_in(bo).post(address, {"tool": other.pk, "act": "add"}, headers=OURS)
    assert answer.status_code == 404


@pytest.mark.parametrize("wanted", ["", "x", "-1", "9" * 40, "1 or 1"])
def test_a_number_that_is_none_is_not_found(
    wanted: str, organisation: Organisation, client: Client
) -> None:
    address = reverse("pack", args=[organisation.slug])
    assert client.post(address, {"tool": wanted}, headers=OURS).status_code == 404


def test_another_site_cannot_fill_a_pack(organisation: Organisation, client: Client) -> None:
    tool = make.make_tool(organisation, "a")
    address = reverse("pack", args=[organisation.slug])
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}):
        assert client.post(address, {"tool": tool.pk}, headers=headers).status_code == 403


def test_looking_at_a_pack_makes_no_session(organisation: Organisation, client: Client) -> None:
    client.get(reverse("pack", args=[organisation.slug]))
    assert not client.cookies


def test_a_fragment_is_the_button_in_its_new_state(
    organisation: Organisation, client: Client
) -> None:
    tool = make.make_tool(organisation, "a")
    address = reverse("pack", args=[organisation.slug])
    answer = client.post(address, {"tool": tool.pk}, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'value="remove"' in answer.content.decode()
