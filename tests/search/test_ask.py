"""Ask: the pages of the finder, and that nothing of what was written stays."""

import logging
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.views.debug import SafeExceptionReporterFilter

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.search.finder import safety
from kysyva.search.models import Gap, corpora
from kysyva.search.views import ask as view
from kysyva.tools.models import Status
from tests.make import make_document, make_procedure, make_tool

ADDRESS = "/fi/koivuranta/ask/"
OURS = {"sec-fetch-site": "same-origin"}
CANARY = "kanarialintunenlentelee"


def post(client: Client, text: str, **fields: object) -> str:
    response = client.post(ADDRESS, {"text": text, **fields}, headers=OURS)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


@pytest.fixture
def tools(organisation: Organisation) -> None:
    for slug, name, phrase in [
        ("load-map", "Kuormituskartta", "kaikki kaatuu niskaan"),
        ("alone-pairs-all", "Yksin, parina", "kukaan ei avaa suutaan"),
        ("coach-or-direct", "Valmennanko", "kysynkö vai käskenkö"),
        ("peer-consulting", "Vertaissparraus", "kenelle puhuisin"),
    ]:
        document = make_document(name, languages=("fi",), texts={"phrases": (phrase,), "when": ()})
        make_tool(organisation, slug, document=document)


def test_the_page_asks_and_says_what_becomes_of_the_text(
    client: Client, organisation: Organisation
) -> None:
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert 'method="post"' in page.content.decode()
    assert "csrf" not in page.content.decode()


def test_a_situation_gets_a_tool_with_its_reason_and_first_question(
    client: Client, tools: None
) -> None:
    page = post(client, "Hän on ylikuormittunut, kaikki kaatuu niskaan")
    assert page.index("/tools/load-map/") < page.index("/tools/coach-or-direct/")
    assert "kaikki kaatuu niskaan”" in page
    assert "Mitä toivot tästä keskustelusta?" in page


def test_an_empty_question_is_told_beside_the_field(client: Client, tools: None) -> None:
    page = post(client, "  ")
    assert 'aria-invalid="true"' in page
    assert 'href="#situation"' in page


def test_what_was_typed_is_still_in_the_field(client: Client, tools: None) -> None:
    assert "&lt;b&gt;hukkua töihin</textarea>" in post(client, "<b>hukkua töihin")


def test_a_procedure_comes_before_any_tool(
    client: Client, organisation: Organisation, tools: None
) -> None:
    make_procedure(organisation, "substance-misuse", name="Päihteet työssä")
    page = post(client, "hän haisee viinalle")
    assert "Päihteet työssä" in page
    assert page.index("/procedures/substance-misuse/") < page.index("/tools/coach-or-direct/")


def test_the_procedures_are_within_reach_before_any_tool_where_none_was_noticed(
    client: Client, tools: None
) -> None:
    page = post(client, "liikaa töitä")
    pointer = '<a href="/fi/koivuranta/procedures/" target="_blank">'
    assert page.index(pointer) < page.index("/tools/load-map/")
    assert pointer not in post(client, "hän haisee viinalle")


def test_where_it_is_not_certain_the_page_asks_and_tools_stay_as_they_are(
    client: Client, tools: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "LINE", 1000.0)
    page = post(client, "hän haisee viinalle ja on hukkunut töihin")
    assert "Onko kyse ehkä tästä?" in page
    assert "notice-attention" not in page
    assert page.index("Onko kyse") < page.index("/tools/load-map/")
    assert 'value="none"' in page


def test_a_procedure_without_a_page_is_named_all_the_same(client: Client, tools: None) -> None:
    assert 'class="notice notice-attention"' in post(client, "hän haisee viinalle")


def test_a_limit_in_the_text_can_be_taken_off(client: Client, tools: None) -> None:
    assert 'value="drop:minutes"' in post(client, "10 min aikaa, liikaa töitä")
    again = post(client, "10 min aikaa, liikaa töitä", step="drop:minutes")
    assert 'value="drop:minutes"' not in again
    assert '<input type="hidden" name="dropped" value="minutes">' in again


def test_a_tool_opens_beside_the_answer_that_is_kept_nowhere(client: Client, tools: None) -> None:
    page = post(client, "liikaa töitä")
    assert '<a href="/fi/koivuranta/tools/load-map/" target="_blank">' in page


def test_while_it_learns_it_says_so_and_keeps_what_was_typed(
    client: Client, organisation: Organisation, tools: None
) -> None:
    with (
        patch.object(corpora.served, "is_set", return_value=True),
        patch.object(corpora, "learn_beside") as beside,
    ):
        page, again = post(client, "hän on hiljaa"), post(client, "hän on hiljaa", step="wait")
    assert beside.called
    assert "data-focus" in page
    assert "data-focus" not in again  # it must not be taken from who goes on writing
    assert "Hetki vain" in page
    assert "hän on hiljaa</textarea>" in page
    assert 'hx-trigger="every 4s"' in page
    assert "/tools/load-map/" not in page
    corpora.corpus_of(organisation, "fi")
    with patch.object(corpora.served, "is_set", return_value=True):
        assert "Hetki vain" not in post(client, "hän on hiljaa")


def test_nothing_fits_offers_questions_and_colleagues(client: Client, tools: None) -> None:
    page = post(client, "qwertyzxcvb")
    assert 'href="/fi/koivuranta/questions/"' in page
    assert 'href="/fi/koivuranta/tools/peer-consulting/"' in page
    assert 'class="card result"' not in page


def test_drafts_are_proposed_to_nobody_who_may_not_see_them(
    client: Client, organisation: Organisation
) -> None:
    document = make_document("Salainen", texts={"phrases": ("kaikki kaatuu niskaan",)})
    make_tool(organisation, "load-map", document=document, status=Status.DRAFT)
    assert "/tools/load-map/" not in post(client, "liikaa töitä, kaikki kaatuu niskaan")


def test_a_tool_of_another_organisation_is_never_proposed(
    client: Client, tools: None, other_organisation: Organisation
) -> None:
    make_tool(other_organisation, "foreign", document=make_document("Vieras"))
    assert "/tools/foreign/" not in post(client, "vieras liikaa töitä")


def test_it_takes_no_post_from_another_site(client: Client, tools: None) -> None:
    other = {"sec-fetch-site": "cross-site"}
    assert client.post(ADDRESS, {"text": "hei"}, headers=other).status_code == 403


def test_a_closed_organisation_asks_strangers_to_sign_in(
    client: Client, closed: Organisation
) -> None:
    response = client.post(ADDRESS, {"text": CANARY}, headers=OURS)
    assert response.status_code == 302
    assert CANARY not in response["Location"]


# --- What people did not find -------------------------------------------------------------------


def test_none_of_these_is_counted_by_what_was_clicked_and_never_by_words(
    client: Client, tools: None
) -> None:
    for _ in range(2):
        post(client, f"{CANARY} liikaa töitä", minutes="10", step="none", answer=["needs=safety"])
    assert sorted(Gap.objects.values_list("facet", "value", "count")) == [
        ("", "", 2),
        ("minutes", "10", 2),
        ("needs", "safety", 2),
    ]
    assert CANARY not in str(list(Gap.objects.values()))


def test_facilitators_read_the_counts_and_nobody_else(
    client: Client, organisation: Organisation, tools: None, aino: Person, bo: Person
) -> None:
    post(client, "liikaa töitä", minutes="10", step="none")
    client.force_login(bo)
    assert client.get(f"{ADDRESS}gaps/").status_code == 403
    client.force_login(aino)
    assert "10 min" in client.get(f"{ADDRESS}gaps/").content.decode()


def test_counting_a_month_takes_the_same_queries(
    client: Client, organisation: Organisation, aino: Person, django_assert_num_queries: object
) -> None:
    client.force_login(aino)
    client.get(f"{ADDRESS}gaps/")
    counts = []
    for number in (1, 30):
        for value in range(number):
            Gap.objects.update_or_create(
                organisation=organisation, month="2026-11-01", facet="minutes", value=str(value)
            )
        with django_assert_num_queries(5, exact=False) as captured:  # type: ignore[operator]
            client.get(f"{ADDRESS}gaps/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


# --- Nothing stays ------------------------------------------------------------------------------


def everything_in_the_database() -> str:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.parametrize("step", ["new", "more", "answer:people=2", "drop:minutes", "none"])
@pytest.mark.parametrize("member", [False, True])
def test_nothing_of_the_text_is_found_anywhere_afterwards(
    client: Client,
    tools: None,
    bo: Person,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    step: str,
    member: bool,
) -> None:
    if member:
        client.force_login(bo)
    with caplog.at_level(logging.DEBUG):
        page = client.post(
            ADDRESS,
            {"text": f"{CANARY} liikaa töitä 10 min", "step": step},
            headers={"sec-fetch-site": "same-origin", "hx-request": "true"},
        )
    assert CANARY in page.content.decode()  # only in the field it was typed into
    assert page.content.decode().count(CANARY) == 1
    assert page["Cache-Control"] == "no-store"
    assert CANARY not in str(page.headers)
    assert CANARY not in str(page.cookies)
    assert CANARY not in everything_in_the_database()
    written = capfd.readouterr()
    assert CANARY not in caplog.text + written.out + written.err
    assert CANARY not in str(dict(client.session))


def test_an_error_tells_nothing_of_the_text(
    organisation: Organisation,
    tools: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def breaks(situation: object, *_: object, **__: object) -> None:
        raise KeyError(f"cannot read {situation}")

    monkeypatch.setattr(view, "answer", breaks)
    client = Client(raise_request_exception=False)
    response = client.post(ADDRESS, {"text": CANARY}, headers=OURS)
    assert response.status_code == 500
    written = capfd.readouterr()
    assert "FinderFailed" in caplog.text
    assert CANARY not in caplog.text + written.out + written.err + response.content.decode()


def test_an_error_report_hides_the_field(organisation: Organisation) -> None:
    request = RequestFactory().post(ADDRESS, {"text": CANARY}, headers=OURS)
    request.user = None  # type: ignore[assignment]
    request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
    assert CANARY not in str(SafeExceptionReporterFilter().get_post_parameters(request))
