"""The question bank over HTTP."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.organisations.models import Organisation
from kysyva.organisations.published import shelf
from kysyva.tools.models import Question, Status
from tests import make

BANK = "/fi/koivuranta/questions/"
OURS = {"sec-fetch-site": "same-origin"}


def keys(client: Client, words: str = "") -> list[str]:
    return [row[0].key for row in client.get(f"{BANK}{words}").context["rows"]]


def test_questions_are_narrowed_by_phase_and_type(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation)
    assert keys(client) == ["goal", "reality", "will"]
    assert keys(client, "?phase=goal") == ["goal"]
    assert keys(client, "?type=action") == ["will"]
    assert keys(client, "?phase=goal&type=action") == []
    assert keys(client, "?phase=mars&type=x") == ["goal", "reality", "will"]


def test_counts_say_what_a_choice_would_leave(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    context = client.get(f"{BANK}?type=action").context
    assert {value: count for value, _label, count in context["phases"] if count} == {"will": 1}


def test_strangers_see_the_questions_of_tools_in_use_only(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_tool(organisation, status=Status.READY)
    assert keys(client) == []
    assert len(keys(as_bo)) == 3


def test_a_card_is_never_drawn_twice_in_a_row(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    last = ""
    for _draw in range(20):
        drawn = client.get(f"{BANK}draw/?not={last}").context["drawn"]
        assert str(drawn.pk) != last
        last = str(drawn.pk)


def test_one_question_alone_can_be_drawn_again(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    only = Question.objects.get(key="goal")
    page = client.get(f"{BANK}draw/?phase=goal&not={only.pk}")
    assert page.context["drawn"] == only


def test_drawing_from_nothing_says_so(organisation: Organisation, client: Client) -> None:
    page = client.get(f"{BANK}draw/?phase=goal")
    assert page.status_code == 200
    assert page.context["drawn"] is None


def test_a_sheet_is_changed_without_loading_the_page(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation)
    question = Question.objects.get(key="goal")
    headers = {**OURS, "hx-request": "true"}
    answer = client.post(f"{BANK}sheet/", {"question": question.pk}, headers=headers)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert client.get(f"{BANK}sheet/").context["rows"][0][0] == question


def test_another_site_cannot_change_a_sheet(organisation: Organisation, client: Client) -> None:
    answer = client.post(
        f"{BANK}sheet/", {"act": "clear"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_number_of_questions(
    count: int,
    organisation: Organisation,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _tool in range(count):
        make.make_tool(organisation)
    client.get(BANK)
    shelf.clear()
    with django_assert_num_queries(5):
        client.get(BANK)
