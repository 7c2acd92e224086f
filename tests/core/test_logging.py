"""Structured logs without personal data."""

import pytest
from django.test import Client

from kysyva.core.logging import logging_configuration, without_personal_data
from kysyva.organisations.models import Invitation


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Internal Server Error: /fi/x/?q=uupunut", "Internal Server Error: /fi/x/?…"),
        ("refused Aino.K@koivuranta.example today", "refused <email> today"),
        ("/fi/koivuranta/tools/open-questions/", "/fi/koivuranta/tools/open-questions/"),
    ],
)
def test_queries_and_addresses_are_taken_out(said: str, kept: str) -> None:
    assert without_personal_data(None, "info", {"event": said}) == {"event": kept}


def test_an_address_that_lets_somebody_in_is_taken_out() -> None:
    for _again in range(100):
        path = f"Internal Server Error: /sv/invitation/{Invitation.new_token()}/"
        event = without_personal_data(None, "error", {"event": path})
        assert event["event"] == "Internal Server Error: /sv/invitation/…/"


def test_a_link_for_a_new_password_is_taken_out() -> None:
    key = "a1-ct9p2o-0123456789abcdef0123456789abcdef"
    event = without_personal_data(
        None, "error", {"event": f"/fi/account/password/forgotten/{key}/"}
    )
    assert event["event"] == "/fi/account/password/forgotten/…/"


def test_a_host_that_is_not_ours_is_refused_without_a_page_of_log(client: Client) -> None:
    quiet = logging_configuration("text", "INFO")["loggers"]
    assert quiet["django.security.DisallowedHost"] == {"level": "CRITICAL"}
    assert client.get("/fi/", headers={"host": "muualla.example"}).status_code == 400
