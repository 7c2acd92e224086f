"""What machines ask for."""

import xml.etree.ElementTree as ET

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from kysyva.organisations.models import Organisation
from tests import make


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "language"), [("sv,fi;q=0.5", "sv"), ("en-GB", "en"), ("de", "fi"), ("", "fi")]
)
def test_the_bare_address_leads_to_the_readers_language(
    accepted: str, language: str, client: Client
) -> None:
    answer = client.get("/", headers={"accept-language": accepted})
    assert answer["Location"] == f"/{language}/"


def test_somebody_signed_in_gets_their_own_language(as_bo: Client) -> None:
    assert as_bo.get("/", headers={"accept-language": "en"})["Location"] == "/sv/"


@pytest.mark.django_db
def test_healthz_says_whether_the_database_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").status_code == 200

    def broken() -> None:
        raise DatabaseError("host db.internal is down")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "db.internal" not in answer.text


@pytest.mark.django_db
def test_robots_keeps_search_engines_to_what_is_open(client: Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /*/account/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_sitemap_names_tools_in_use_of_open_organisations_only(
    organisation: Organisation, other_organisation: Organisation, client: Client
) -> None:
    make.make_tool(organisation, "open-questions")
    make.make_tool(organisation, "in-trial", status="in_trial")
    make.make_tool(other_organisation, "secret")
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    ET.fromstring(answer.text)  # noqa: S314 - our own
    for code in ("fi", "sv", "en"):
        assert f"http://testserver/{code}/koivuranta/tools/open-questions/" in answer.text
    assert "in-trial" not in answer.text
    assert "muualla" not in answer.text
