"""A sheet of questions for one conversation, kept in the session and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from kysyva.organisations.models import Organisation
from kysyva.tools.actions import collecting
from kysyva.tools.models import Question, Status
from tests import make

OURS = {"sec-fetch-site": "same-origin"}


def press(client: Client, question: Question | None, act: str = "add") -> int:
    address = reverse("question_sheet", args=["koivuranta"])
    data = {"act": act, "question": question.pk if question else ""}
    return client.post(address, data, headers=OURS).status_code


def keys(client: Client) -> list[str]:
    rows = client.get(reverse("question_sheet", args=["koivuranta"])).context["rows"]
    return [row[0].key for row in rows]


@pytest.fixture
def questions(organisation: Organisation) -> list[Question]:
    make.make_tool(organisation)
    return list(Question.objects.order_by("pk"))


def test_questions_stand_in_the_order_they_were_collected(
    questions: list[Question], client: Client
) -> None:
    for question in (questions[2], questions[0], questions[2]):
        assert press(client, question) == 302
    assert keys(client) == ["will", "goal"]
    press(client, questions[2], "remove")
    assert keys(client) == ["goal"]
    press(client, None, "clear")
    assert keys(client) == []


def test_a_full_sheet_says_so(
    questions: list[Question], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "SHEET_MOST", 1)
    press(client, questions[0])
    press(client, questions[1])
    assert keys(client) == ["goal"]
    data, headers = {"question": questions[1].pk}, {**OURS, "hx-request": "true"}
    address = reverse("question_sheet", args=["koivuranta"])
    answer = client.post(address, data, headers=headers)
    assert (answer["HX-Redirect"], answer.content) == (address, b"")


def test_a_question_that_one_may_not_read_is_not_found(
    organisation: Organisation, client: Client, as_bo: Client
) -> None:
    make.make_tool(organisation, "trial", status=Status.IN_TRIAL)
    question = Question.objects.filter(tool__slug="trial")[0]
    assert press(client, question) == 404
    assert press(as_bo, question) == 302


def test_a_sheet_is_not_shared_between_organisations(
    questions: list[Question], client: Client
) -> None:
    press(client, questions[0])
    other = make.make_organisation("toinen")
    assert client.get(reverse("question_sheet", args=[other.slug])).context["rows"] == []


def test_an_emptied_sheet_can_be_brought_back_until_something_is_collected(
    questions: list[Question], client: Client
) -> None:
    address = reverse("question_sheet", args=["koivuranta"])
    press(client, questions[1])
    press(client, None, "undo")
    assert keys(client) == ["reality"]
    press(client, None, "clear")
    assert client.get(address).context["may_undo"]
    press(client, None, "undo")
    assert keys(client) == ["reality"]
    press(client, None, "clear")
    press(client, questions[0])
    press(client, questions[0], "remove")
    assert not client.get(address).context["may_undo"]
    press(client, None, "undo")
    assert keys(client) == []
