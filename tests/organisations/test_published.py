"""Pages of signed-out readers are kept whole, and never one too long."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from kysyva.accounts.models import Person
from kysyva.organisations import published
from kysyva.organisations.actions.organisations import change_organisation
from kysyva.organisations.models import Organisation
from kysyva.organisations.published import shelf
from tests import make

LIBRARY = "/fi/koivuranta/tools/"


@pytest.fixture(autouse=True)
def ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision is asked for every time, so that no test has to wait."""
    monkeypatch.setattr(published, "FRESH_SECONDS", -1)


def change(organisation: Organisation, by: Person, *, is_open: bool) -> None:
    change_organisation(
        organisation,
        name_fi=organisation.name_fi,
        name_sv="",
        name_en="",
        language="fi",
        is_open=is_open,
        by=by,
    )


def test_a_kept_page_costs_one_question_to_the_database(
    organisation: Organisation,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make.make_tool(organisation)
    first = client.get(LIBRARY)
    with django_assert_num_queries(1):
        again = client.get(LIBRARY)
    assert again.content == first.content


def test_what_is_published_is_seen_at_once(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation, "a", document=make.make_document("Vanha"))
    assert "Vanha" in client.get(LIBRARY).text
    make.make_tool(organisation, "a", document=make.make_document("Uusi"))
    page = client.get(LIBRARY).text
    assert "Uusi" in page
    assert "Vanha" not in page


def test_a_kept_page_is_gone_when_the_organisation_closes(
    organisation: Organisation, client: Client, aino: Person
) -> None:
    make.make_tool(organisation)
    assert client.get(LIBRARY).status_code == 200
    change(organisation, aino, is_open=False)
    assert client.get(LIBRARY).status_code == 302


def test_whoever_is_signed_in_never_gets_a_kept_page(
    organisation: Organisation, client: Client, as_aino: Client
) -> None:
    make.make_tool(organisation)
    strangers = client.get(LIBRARY).text
    own = as_aino.get(LIBRARY).text
    assert "Aino" in own
    assert "Aino" not in client.get(LIBRARY).text
    assert strangers == client.get(LIBRARY).text


def test_a_page_with_a_session_is_neither_kept_nor_taken(
    organisation: Organisation, client: Client
) -> None:
    tool = make.make_tool(organisation)
    other = Client()
    other.post("/fi/koivuranta/pack/", {"tool": tool.pk}, headers={"sec-fetch-site": "same-origin"})
    assert other.get(LIBRARY).context["pack"] == [tool.pk]
    assert client.get(LIBRARY).context["pack"] == []
    assert other.get(LIBRARY).context["pack"] == [tool.pk]


def test_each_theme_has_a_page_of_its_own(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation)
    pages = {}
    for theme in ("light", "dark", "purple", ""):
        client.cookies["theme"] = theme
        client.get(LIBRARY)
        pages[theme] = client.get(LIBRARY).text
    assert 'data-theme="dark"' in pages["dark"]
    assert 'data-theme="light"' in pages["light"]
    # What is no theme makes no page of its own: nobody can fill the shelf with it.
    assert 'data-theme="auto"' in pages["purple"]
    assert pages["purple"] == pages[""]


def test_a_browser_that_has_the_page_is_told_so(organisation: Organisation, client: Client) -> None:
    make.make_tool(organisation, "a")
    etag = client.get(LIBRARY)["ETag"]
    assert client.get(LIBRARY, headers={"if-none-match": etag}).status_code == 304
    make.make_tool(organisation, "b")
    assert client.get(LIBRARY, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")]
)
def test_a_page_comes_as_the_browser_wants_it(
    warm: bool, accepted: str, encoding: str, organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation)
    plain = client.get(LIBRARY).content
    if not warm:
        shelf.clear()
    answer = client.get(LIBRARY, headers={"accept-encoding": accepted})
    assert answer.headers.get("Content-Encoding", "") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert unpack(answer.content) == plain
    assert "Accept-Encoding" in answer["Vary"]


def test_a_kept_page_has_the_headers_of_a_new_one(
    organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation)
    new, kept = client.get(LIBRARY), client.get(LIBRARY)
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert new[header] == kept[header]
    assert "default-src 'none'" in kept["Content-Security-Policy"]


def test_a_page_is_made_anew_on_another_day(
    organisation: Organisation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_tool(organisation)
    client.get(LIBRARY)
    page = next(iter(shelf._pages.values()))
    page.day = timezone.localdate() - timedelta(days=1)
    client.get(LIBRARY)
    assert next(iter(shelf._pages.values())).day == timezone.localdate()


def test_the_shelf_does_not_grow_without_end(
    organisation: Organisation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_tool(organisation)
    size = len(client.get(LIBRARY).content)
    monkeypatch.setattr(published, "BYTES_KEPT", int(size * 2.5))
    for number in range(5):
        client.get(f"{LIBRARY}?page={number}")
    assert len(shelf._pages) <= 3
    assert shelf._size == sum(len(page.plain) for page in shelf._pages.values())


def test_two_names_of_the_server_do_not_share_pages(
    organisation: Organisation, client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    make.make_tool(organisation, "open-questions")
    for host in ("one.example", "two.example"):
        for _time in range(2):
            page = client.get(f"{LIBRARY}open-questions/", headers={"host": host}).text
            assert f'rel="canonical" href="http://{host}/' in page
