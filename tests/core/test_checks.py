"""Checks that refuse to start a house with an open door."""

from django.core.checks import run_checks
from pytest_django import Settings


def test_demonstration_mode_is_told_of_when_deployed(settings: Settings) -> None:
    settings.DEMO = True
    found = [message.id for message in run_checks(include_deployment_checks=True)]
    assert "kysyva.W001" in found
    settings.DEMO = False
    found = [message.id for message in run_checks(include_deployment_checks=True)]
    assert "kysyva.W001" not in found


def test_every_view_says_who_may_open_it() -> None:
    assert [message for message in run_checks() if message.id == "kysyva.E001"] == []
