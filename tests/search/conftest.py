"""A small library to search in."""

import pytest

from kysyva.organisations.models import Organisation
from kysyva.search.analysis import has_finnish_dictionary, voikko
from kysyva.tools.actions.publishing import Edition, publish
from kysyva.tools.models import Tool, ToolDocument
from kysyva.tools.models.document import Facts, Range, Texts

FACTS = Facts(
    settings=("one_on_one",),
    needs=("clarity",),
    phases=("goal",),
    dimensions=("asking",),
    minutes=Range(5, 20),
    people=Range(2, 2),
    steps=(),
    questions=(),
    licence_class="generic",
)


def edition(slug: str, **texts: Texts) -> Edition:
    """A tool with these texts by language, ready to be published."""
    return Edition(slug, ToolDocument(FACTS, texts), "in_use")


def published(organisation: Organisation, *editions: Edition) -> dict[str, int]:
    """Publish; the ids of the tools by their slugs."""
    tools: list[Tool] = publish(editions, organisation=organisation, by=None)
    return {tool.slug: tool.pk for tool in tools}


@pytest.fixture
def dictionary() -> None:
    """Skip where Voikko is not installed."""
    if not has_finnish_dictionary():
        pytest.skip("libvoikko1 and voikko-fi are not installed")


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without Voikko: what was kept of words was dropped before the test."""
    monkeypatch.setattr(voikko, "version", lambda: "")
