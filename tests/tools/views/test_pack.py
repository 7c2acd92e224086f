"""My pack over HTTP."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.models import PackItem, Status
from tests import make
from tests.conftest import SignIn

OURS = {"sec-fetch-site": "same-origin"}
PACK = "/fi/koivuranta/pack/"


def test_a_tool_that_one_may_not_see_does_not_go_in(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    in_trial = make.make_tool(organisation, status=Status.IN_TRIAL)
    assert client.post(PACK, {"tool": in_trial.pk}, headers=OURS).status_code == 404
    assert as_bo.post(PACK, {"tool": in_trial.pk}, headers=OURS).status_code == 302


def test_a_tool_that_was_retired_is_not_shown_any_more(
    organisation: Organisation, bo: Person, as_bo: Client
) -> None:
    tool = make.make_tool(organisation, "old")
    PackItem.objects.create(organisation=organisation, person=bo, tool=tool)
    assert len(as_bo.get(PACK).context["cards"]) == 1
    make.make_tool(organisation, "old", status=Status.RETIRED)
    assert as_bo.get(PACK).context["cards"] == []


def test_a_tool_of_another_organisation_does_not_go_in(
    organisation: Organisation, signed_in: SignIn, bo: Person
) -> None:
    other = make.make_tool(make.make_organisation())
    assert signed_in(bo).post(PACK, {"tool": other.pk}, headers=OURS).status_code == 404


@pytest.mark.parametrize("wanted", ["", "x", "-1", "9" * 40, "1 or 1"])
def test_a_number_that_is_none_is_not_found(
    wanted: str, organisation: Organisation, client: Client
) -> None:
    assert client.post(PACK, {"tool": wanted}, headers=OURS).status_code == 404


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}]
)
def test_another_site_cannot_fill_a_pack(
    headers: dict[str, str], organisation: Organisation, client: Client
) -> None:
    tool = make.make_tool(organisation)
    assert client.post(PACK, {"tool": tool.pk}, headers=headers).status_code == 403


def test_one_is_not_sent_to_another_site(organisation: Organisation, client: Client) -> None:
    tool = make.make_tool(organisation)
    data = {"tool": tool.pk, "next": "https://evil.example/"}
    assert client.post(PACK, data, headers=OURS)["Location"] == PACK


def test_looking_at_a_pack_makes_no_session(organisation: Organisation, client: Client) -> None:
    client.get(PACK)
    assert not client.cookies


def test_a_fragment_is_the_button_in_its_new_state(
    organisation: Organisation, client: Client
) -> None:
    tool = make.make_tool(organisation)
    answer = client.post(PACK, {"tool": tool.pk}, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'value="remove"' in answer.text


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_pack(
    count: int,
    organisation: Organisation,
    bo: Person,
    as_bo: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _tool in range(count):
        tool = make.make_tool(organisation)
        PackItem.objects.create(organisation=organisation, person=bo, tool=tool)
    address = reverse("pack", args=[organisation.slug])
    as_bo.get(address)
    with django_assert_num_queries(4):
        assert len(as_bo.get(address).context["cards"]) == count
