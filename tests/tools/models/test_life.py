"""Gates: what must be written, and what evidence a step asks for."""

import pytest

from kysyva.tools.models.facets import Status
from kysyva.tools.models.life import Evidence, gate, missing_evidence, next_statuses
from tests import make


@pytest.mark.parametrize("status", [Status.IN_TRIAL, Status.REFINING, Status.READY, Status.IN_USE])
def test_what_members_read_is_complete(status: Status) -> None:
    unfinished = make.make_document(texts={"origin": ""})
    assert gate(unfinished, before=Status.DRAFT, after=status).problems
    assert not gate(make.make_document(), before=Status.DRAFT, after=status).problems


def test_a_draft_and_a_retired_tool_may_be_incomplete() -> None:
    unfinished = make.make_document(texts={"origin": ""})
    assert not gate(unfinished, before=Status.IN_USE, after=Status.RETIRED).problems


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        (Status.DRAFT, Status.IN_TRIAL, ()),
        (Status.IN_TRIAL, Status.READY, (Evidence.TRIALS,)),
        (Status.IN_TRIAL, Status.IN_USE, (Evidence.TRIALS, Evidence.PRESENTATION)),
        (Status.READY, Status.IN_USE, (Evidence.PRESENTATION,)),
        (Status.IN_USE, Status.IN_USE, ()),
        (Status.IN_USE, Status.READY, ()),
        (Status.RETIRED, Status.IN_USE, (Evidence.TRIALS, Evidence.PRESENTATION)),
        (Status.IN_USE, Status.RETIRED, ()),
    ],
)
def test_a_step_forward_asks_for_its_evidence(
    before: Status, after: Status, missing: tuple[Evidence, ...]
) -> None:
    assert missing_evidence(before=before, after=after) == missing


def test_a_tool_without_a_version_is_an_idea_or_a_draft() -> None:
    assert next_statuses(Status.DRAFT, has_version=False) == (Status.IDEA,)


def test_a_published_tool_goes_anywhere_but_where_it_is() -> None:
    found = next_statuses(Status.READY, has_version=True)
    assert found == (Status.IN_TRIAL, Status.REFINING, Status.IN_USE, Status.RETIRED)
