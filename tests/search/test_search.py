"""The search page."""

import pytest
from django.test import Client

from kysyva.organisations.models import Organisation
from kysyva.tools.models import Status
from tests.make import make_document, make_tool

ADDRESS = "/fi/koivuranta/search/"


def page(client: Client, words: str, *, address: str = ADDRESS, **query: str) -> str:
    response = client.get(address, {"q": words, **query})
    assert response.status_code == 200
    return response.content.decode()


def tool(organisation: Organisation, name: str, slug: str, **changes: object) -> None:
    """A tool whose texts say nothing but its name."""
    status = str(changes.pop("status", Status.IN_USE))
    texts = {"purpose": "", "prepare": "", "example": "", "phrases": (), "when": (), **changes}
    document = make_document(name, languages=("fi",), texts=texts)
    make_tool(organisation, slug, document=document, status=status)


def test_what_answers_is_linked_and_its_words_are_marked(
    client: Client, organisation: Organisation
) -> None:
    tool(organisation, "Palaveri kuntoon", "meeting", purpose="Palaveri, jossa kuunnellaan.")
    found = page(client, "palaveri")
    assert 'href="/fi/koivuranta/tools/meeting/"' in found
    assert found.count("<mark>Palaveri</mark>") == 2


def test_a_phrase_is_quoted_where_the_purpose_does_not_answer(
    client: Client, organisation: Organisation
) -> None:
    tool(organisation, "Aloitus", "opening", phrases=("mennään kokoukseen", "taas se palaveri"))
    assert "taas se <mark>palaveri</mark>" in page(client, "palaveri")


def test_what_was_meant_is_told(client: Client, organisation: Organisation) -> None:
    tool(organisation, "Palaveri kuntoon", "meeting")
    assert "<strong>palaveri</strong>" in page(client, "palavrei")


def test_nothing_found_says_so_with_the_words_made_harmless(
    client: Client, organisation: Organisation
) -> None:
    found = page(client, "<script>qqqq</script>")
    assert "&lt;script&gt;qqqq" in found
    assert "<script>qqqq" not in found


def test_texts_of_tools_are_made_harmless(client: Client, organisation: Organisation) -> None:
    tool(organisation, "Palaveri <b>kuntoon</b>", "meeting")
    assert "<mark>Palaveri</mark> &lt;b&gt;kuntoon" in page(client, "palaveri")


def test_an_empty_question_is_no_search(client: Client, organisation: Organisation) -> None:
    tool(organisation, "Palaveri kuntoon", "meeting")
    assert "/tools/meeting/" not in page(client, "  ")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_TRIAL])
def test_an_answer_to_those_who_see_more_is_not_given_to_those_who_see_less(
    client: Client, as_aino: Client, organisation: Organisation, status: str
) -> None:
    tool(organisation, "Palaveri kuntoon", "secret", status=status)
    assert "/tools/secret/" in page(as_aino, "palaveri")
    assert "/tools/secret/" not in page(client, "palaveri")


def test_what_is_published_later_is_found(
    client: Client, as_aino: Client, organisation: Organisation
) -> None:
    assert "/tools/meeting/" not in page(as_aino, "palaveri")
    tool(organisation, "Palaveri kuntoon", "meeting")
    assert "/tools/meeting/" in page(as_aino, "palaveri")


def test_the_same_question_is_answered_in_the_language_of_each_page(
    client: Client, organisation: Organisation
) -> None:
    tool(organisation, "Palaveri kuntoon", "meeting")
    english = page(client, "palaveri", address="/en/koivuranta/search/")
    assert 'href="/en/koivuranta/tools/meeting/?text=fi"' in english
    assert 'href="/fi/koivuranta/tools/meeting/"' in page(client, "palaveri")


def test_the_next_page_goes_on_with_the_same_words(
    client: Client, organisation: Organisation
) -> None:
    for number in range(16):
        tool(organisation, "Palaveri kuntoon", f"meeting-{number:02}")
    first = page(client, "palaveri & muuta")
    assert 'href="?q=palaveri+%26+muuta&amp;page=2"' in first
    assert "/tools/meeting-15/" not in first
    assert "/tools/meeting-15/" in page(client, "palaveri & muuta", page="2")
    assert "/tools/meeting-15/" in page(client, "palaveri & muuta", page="99")


def test_a_question_asked_again_reads_no_tools(
    as_aino: Client, organisation: Organisation, django_assert_max_num_queries: object
) -> None:
    tool(organisation, "Palaveri kuntoon", "meeting")
    page(as_aino, "palaveri")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        page(as_aino, "palaveri")
