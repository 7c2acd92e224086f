"""A tool to write on, a second facilitator, and the form of a page as a browser would send it."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation, Role
from kysyva.tools.models import Tool
from tests import make
from tests.conftest import client_of

Sent = dict[str, list[str]]


class Controls(HTMLParser):
    """What the page's form would send, without any button."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Sent = {}
        self.open = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, kind = found.get("name") or "", found.get("type")
        if tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in found):
            self.values.setdefault(name, []).append(found.get("value") or "")
        elif tag in ("textarea", "select"):
            self.open, self.text = name, ""
        elif tag == "option" and self.open and "selected" in found:
            self.values.setdefault(self.open, []).append(found.get("value") or "")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser passes over the line break right after the tag.
            self.values.setdefault(self.open, []).append(self.text.removeprefix("\n"))
        if tag in ("textarea", "select"):
            self.open = ""


def form_of(response: Any) -> Sent:
    """The fields of the page as a browser would send them."""
    controls = Controls()
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    controls.feed(main)
    controls.values.pop("csrfmiddlewaretoken", None)
    return controls.values


def sent(response: Any, act: str = "save", **changes: str) -> dict[str, Any]:
    """The page's form with some fields changed and a button pressed; ``__`` stands for a dot."""
    fields: dict[str, Any] = {**form_of(response), "act": act}
    return fields | {name.replace("__", "."): value for name, value in changes.items()}


def page(response: Any) -> str:
    """The text of a page."""
    found: HttpResponse = response
    return found.content.decode()


@pytest.fixture
def tool(organisation: Organisation) -> Tool:
    return make.make_tool(organisation, "open-questions")


@pytest.fixture
def venla(organisation: Organisation) -> Person:
    return make.make_member(organisation, Role.FACILITATOR, name="Venla Rantala")


@pytest.fixture
def as_venla(venla: Person) -> Client:
    return client_of(venla)


Address = Callable[..., str]


@pytest.fixture
def address(organisation: Organisation) -> Address:
    """``address("tool_edit", "open-questions")``."""

    def found(name: str, *arguments: Any) -> str:
        return reverse(name, args=[organisation.slug, *arguments])

    return found
